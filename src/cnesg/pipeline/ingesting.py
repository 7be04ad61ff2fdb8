"""Reports into the workspace: snapshot, extract, and commit as one."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from cnesg.engine import Engine, Limits
from cnesg.errors import InputError, UnreadableDocumentError
from cnesg.framework.definitions import Profile
from cnesg.framework.profiles import for_reading
from cnesg.model import DOCUMENTS, available_instant
from cnesg.pipeline.extracting import Extraction, ExtractionOptions, content_hash, extract_each
from cnesg.pipeline.observing import DocumentFacts, quantity_rows, statement_rows
from cnesg.pipeline.workspace import Workspace

DOCUMENT_KINDS = ("esg", "annual", "interim", "quarterly", "announcement", "other")

_SHORTEST_YEAR = 330  # days


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


def ingest(
    workspace: Workspace,
    reports: list[Report],
    engine: Engine | None = None,
    limits: Limits | None = None,
    profile: Profile | None = None,
) -> list[Ingested]:
    """Extract the reports and commit each with its snapshot, document row and observations.

    A report that the workspace holds for the same company is noticed before it is read, and left as it is. Files that
    can't be read are reported in their place and do not stop the others. Each report is committed as soon as it and
    those before it are read: what is broken off goes on where it stopped when it is started again.

    Args:
        workspace: where they go.
        reports: what to take in.
        engine: what reads; one child process of this machine by default.
        limits: on time and memory of a report.
        profile: its overrides of what reading uses are in force, and the rows name them. All data points are asked for,
            whatever it chooses: a workspace serves every profile.

    Returns:
        One result a report, in the order given.

    Raises:
        InputError: an unknown company or kind of document; nothing is stored then.
        UnreadableDocumentError: none of the files can be read.
    """
    finder = workspace.finder()
    ids = {company: finder.find(company) for company in dict.fromkeys(report.company for report in reports)}
    for report in reports:
        if report.kind not in DOCUMENT_KINDS:
            raise InputError.of("pipeline.document_kind", kind=report.kind, kinds=", ".join(DOCUMENT_KINDS))
    known = _known(workspace, reports, ids)
    results = {index: Ingested(reports[index].path, known=True) for index in known}
    rest = [index for index in range(len(reports)) if index not in known]
    read_with, version = _reading(workspace, profile)
    options = [ExtractionOptions(ids[reports[i].company], reports[i].year, profile=read_with) for i in rest]
    waiting: dict[int, Extraction] = {}
    each = extract_each([reports[i].path for i in rest], options, engine=engine, limits=limits, largest_first=False)
    for place, extraction in each:
        waiting[place] = extraction
        while (at := len(results) - len(known)) in waiting:  # in the order given, whichever is ready first
            report = reports[rest[at]]
            results[rest[at]] = _commit(workspace, report, ids[report.company], version, waiting.pop(at))
    done = [results[index] for index in range(len(reports))]
    if all(result.extraction and result.extraction.problems for result in done):
        raise UnreadableDocumentError(*(p for r in done if r.extraction for p in r.extraction.problems))
    return done


def _known(workspace: Workspace, reports: list[Report], ids: dict[str, str]) -> set[int]:
    """Which reports the workspace holds for their company already, or that are given twice."""
    documents = workspace.store.read("documents").select("document", "company_id")
    seen: set[tuple[str, str]] = set(documents.iter_rows())
    known = set()
    for index, report in enumerate(reports):
        document = content_hash(report.path)
        if document is None:
            continue
        if (document, ids[report.company]) in seen:
            known.add(index)
        seen.add((document, ids[report.company]))
    return known


def _reading(workspace: Workspace, profile: Profile | None) -> tuple[str | None, str]:
    """The part of a profile that reading uses, as JSON, and what observations name as the version that read them."""
    version = workspace.methodology.versions.extraction
    used = for_reading(profile) if profile else None
    if used is None or not used.overrides:
        return None, version
    content = used.model_dump_json()
    return content, f"{version}@{hashlib.sha256(content.encode()).hexdigest()[:8]}"


def _year_end(workspace: Workspace, company_id: str) -> tuple[int, int, int]:
    """When the company's fiscal years end, by the latest whole year that a table has of it; else 31 December.

    Month, day, and how many years after the one that the fiscal year is called by.
    """
    of_company = (pl.col("company_id") == company_id) & (pl.col("kind") == "quantity") & (pl.col("method") == "import")
    columns = ["fiscal_year", "valid_from", "valid_to"]
    rows = workspace.store.read("observations", where=of_company, columns=columns)
    whole = rows.filter((pl.col("valid_to") - pl.col("valid_from")).dt.total_days() >= _SHORTEST_YEAR)
    if whole.is_empty():
        return 12, 31, 0
    year, last = whole.sort("valid_to", "fiscal_year").select("fiscal_year", "valid_to").row(-1)
    return last.month, last.day, last.year - year


def _commit(workspace: Workspace, report: Report, company_id: str, version: str, extraction: Extraction) -> Ingested:
    document = extraction.document
    if document is None:
        return Ingested(report.path, extraction=extraction)
    year_end = _year_end(workspace, company_id)
    facts = DocumentFacts(company_id, report.year, report.published, "given at ingestion", version, year_end)
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
