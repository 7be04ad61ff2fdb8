"""Reports into the workspace: snapshot, extract, and commit as one."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from cnesg.errors import InputError, UnreadableDocumentError
from cnesg.model import DOCUMENTS, available_instant
from cnesg.pipeline.extracting import Extraction, ExtractionOptions, extract_files
from cnesg.pipeline.observing import DocumentFacts, quantity_rows, statement_rows
from cnesg.pipeline.workspace import Workspace

DOCUMENT_KINDS = ("esg", "annual", "interim", "quarterly", "announcement", "other")


@dataclass(frozen=True)
class Report:
    """A report to take in: whose, of which fiscal year, when published, and of which kind."""

    path: Path
    company: str
    year: int
    published: date
    kind: str = "esg"


@dataclass(frozen=True)
class Ingested:
    """What came of one report: rows added, or why it was refused; `known` if the workspace had it already."""

    path: Path
    quantities: int = 0
    statements: int = 0
    known: bool = False
    extraction: Extraction | None = None


def ingest(workspace: Workspace, reports: list[Report], jobs: int = 1) -> list[Ingested]:
    """Extract the reports and commit each with its snapshot, document row and observations.

    A report that the workspace holds for the same company is left as it is. Unreadable files are reported in their
    place and do not stop the others.

    Raises:
        InputError: an unknown company or kind of document; nothing is stored then.
        UnreadableDocumentError: none of the files can be read.
    """
    ids = {report.company: workspace.company_id(report.company) for report in reports}
    for report in reports:
        if report.kind not in DOCUMENT_KINDS:
            raise InputError.of("pipeline.document_kind", kind=report.kind, kinds=", ".join(DOCUMENT_KINDS))
    results = []
    for report, extraction in zip(reports, _extract(reports, ids, jobs), strict=True):
        results.append(_commit(workspace, report, ids[report.company], extraction))
    if all(result.extraction and result.extraction.problems for result in results):
        raise UnreadableDocumentError(*(p for r in results if r.extraction for p in r.extraction.problems))
    return results


def _extract(reports: list[Report], ids: dict[str, str], jobs: int) -> list[Extraction]:
    groups: dict[tuple[str, int], list[int]] = {}
    for index, report in enumerate(reports):
        groups.setdefault((ids[report.company], report.year), []).append(index)
    found: dict[int, Extraction] = {}
    for (company_id, year), members in groups.items():
        options = ExtractionOptions(company_id=company_id, year=year)
        extractions = extract_files([reports[i].path for i in members], options, jobs)
        found |= dict(zip(members, extractions, strict=True))
    return [found[index] for index in range(len(reports))]


def _commit(workspace: Workspace, report: Report, company_id: str, extraction: Extraction) -> Ingested:
    document = extraction.document
    if document is None:
        return Ingested(report.path, extraction=extraction)
    mine = (pl.col("document") == document.sha256) & (pl.col("company_id") == company_id)
    if workspace.store.read("documents", where=mine).height:
        return Ingested(report.path, known=True, extraction=extraction)
    facts = DocumentFacts(
        company_id, report.year, report.published, "given at ingestion", workspace.methodology.versions.extraction
    )
    quantities = quantity_rows(extraction.quantities, facts)
    statements = statement_rows(extraction.statements, facts)
    snapshot = workspace.store.snapshots.put(report.path)
    row = {
        "document": document.sha256,
        "company_id": company_id,
        "fiscal_year": report.year,
        "kind": report.kind,
        "title": report.path.name,
        "media_type": document.media_type,
        "pages": document.page_count if document.media_type == "application/pdf" else None,
        "language": document.language,
        "available_at": available_instant(report.published),
        "available_source": facts.available_source,
        "snapshot": snapshot,
    }
    documents = pl.DataFrame([row], schema={k: v for k, v in DOCUMENTS.dtypes.items() if k in row})
    observations = pl.concat([quantities, statements]).unique("observation_id", maintain_order=True)
    workspace.store.commit({"documents": documents, "observations": observations}, note=f"ingest {report.path.name}")
    return Ingested(report.path, quantities.height, statements.height, extraction=extraction)
