"""Reports that were read go into the workspace, as many at once as are ready."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from cnesg.errors import Problem
from cnesg.framework import Methodology
from cnesg.framework.plausibility import Plausibility, load_plausibility
from cnesg.model import DOCUMENTS, OBSERVATIONS, Quantity, available_instant
from cnesg.pipeline.observing import DocumentFacts, quantity_rows, statement_rows
from cnesg.pipeline.reports.extracting import Extraction
from cnesg.pipeline.workspace import Workspace
from cnesg.store.identity import COMMIT_COLUMNS

WAIT = 1.0
"""Seconds for which a report that was read may wait for others to be stored with it."""
MOST_ROWS = 20_000
"""Rows beyond which a commit gets no further report: a row takes about a kilobyte in memory."""
ROOM = 256
"""Reports that may wait to be stored; when there are more, no report is handed out."""

_SHORTEST_YEAR = 330  # days
_DECEMBER = (12, 31, 0)
_NAMED = 5
"""Files that a commit's note names."""


@dataclass(frozen=True)
class Report:
    """A report to take in: whose, of which fiscal year, when published, and of which kind."""

    path: Path
    company: str
    year: int
    published: date
    kind: str = "esg"


@dataclass(frozen=True)
class Ready:
    """A report that was read and is to be stored, and the id of its company."""

    number: int
    report: Report
    company_id: str
    extraction: Extraction

    @property
    def rows(self) -> int:
        """How many rows it brings, its own among them."""
        return 1 + len(self.extraction.quantities) + len(self.extraction.statements)


@dataclass(frozen=True)
class Ingested:
    """What came of one report: rows added, or why it was refused; `known` if the workspace had it already.

    `extraction` tells what reading took and what was wrong; the facts themselves stand in the workspace. `left_out` has
    the figures that can't be, which were not stored.
    """

    path: Path
    quantities: int = 0
    statements: int = 0
    known: bool = False
    extraction: Extraction | None = None
    left_out: tuple[Problem, ...] = ()


def companions(report: Report, company_id: str) -> Hashable:
    """What reports share of which the one stored later may count for more: they are stored in the order given.

    Of two rows that say other things of the same, the later published counts, and only then the later recorded
    (docs/decisions/fact-precedence.md): for all other reports it makes no difference when they are stored.
    """
    return company_id, report.published


class ReportStorage:
    """Stores reports that were read, all of a group in one commit, but companions one after the other.

    Args:
        workspace: where they go.
        version: what observations name as the version that read them.
    """

    def __init__(self, workspace: Workspace, version: str) -> None:
        self._workspace, self._version = workspace, version
        self._position = 0
        self._known: set[tuple[str, str]] = set()

    @property
    def seen(self) -> AbstractSet[tuple[str, str]]:
        """As `known`, by the last look, which costs nothing."""
        return self._known

    def known(self) -> set[tuple[str, str]]:
        """Document and company of each report that the workspace holds by now."""
        store = self._workspace.store
        now = store.position
        if now != self._position:
            newer = pl.col("position") > self._position
            self._known.update(store.read("documents", where=newer, columns=["document", "company_id"]).iter_rows())
            self._position = now
        return self._known

    def store(self, ready: Sequence[Ready]) -> list[Ingested]:
        """Store reports; when this returns, they are on the disk.

        Returns:
            What came of each, in the order given. A file that has gone since it was read is told as its problem.

        Raises:
            WorkspaceError: another process is writing.
            StoreError: the disk refused, or the shared storage does not answer.
        """
        done: dict[int, Ingested] = {}
        for group in _in_turn(ready):
            done |= self._stored(group)
        return [done[one.number] for one in ready]

    def _stored(self, group: Sequence[Ready]) -> dict[int, Ingested]:
        told = {one.number: replace(one.extraction, quantities=(), statements=()) for one in group}
        done = {one.number: Ingested(one.report.path, extraction=told[one.number]) for one in group}
        group, left_out = self._possible(group)
        kept, snapshots = self._kept([one for one in group if one.extraction.document is not None], done)
        if not kept:
            return done
        year_ends = _year_ends(self._workspace, sorted({one.company_id for one in kept}))
        rows = [_rows(one, self._version, year_ends.get(one.company_id, _DECEMBER)) for one in kept]
        store = self._workspace.store

        def commit() -> set[int]:
            new = self._new(kept)
            if new:
                told = [kept[n].report.path.name for n in new]
                more = f" and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
                store.commit(
                    {
                        "documents": pl.DataFrame(
                            [_document_row(kept[n], snapshots[n]) for n in new], schema=_DOCUMENT_DTYPES
                        ),
                        "observations": pl.concat([rows[n] for n in new]),
                    },
                    note=f"ingest {', '.join(told[:_NAMED])}{more}",
                )
            return {kept[n].number for n in new}

        new = store.alone(commit)
        for one, frame in zip(kept, rows, strict=True):
            statements = int((frame["kind"] == "statement").sum())
            counts = (frame.height - statements, statements) if one.number in new else (0, 0)
            is_new = one.number in new
            reported = left_out.get(one.number, ()) if is_new else ()
            done[one.number] = Ingested(one.report.path, *counts, not is_new, told[one.number], reported)
        return done

    def _possible(self, group: Sequence[Ready]) -> tuple[list[Ready], dict[int, tuple[Problem, ...]]]:
        """The reports without figures that can't be, and by number of a report what was left out."""
        methodology = self._workspace.methodology
        plausibility = load_plausibility(methodology.folder)
        possible, left_out = [], {}
        for one in group:
            problems = {
                index: problem
                for index, row in enumerate(one.extraction.quantities)
                if (problem := _impossible(row, one.report.path, methodology, plausibility)) is not None
            }
            left_out[one.number] = tuple(problems.values())
            rows = tuple(row for index, row in enumerate(one.extraction.quantities) if index not in problems)
            possible.append(replace(one, extraction=replace(one.extraction, quantities=rows)) if problems else one)
        return possible, left_out

    def _new(self, kept: Sequence[Ready]) -> list[int]:
        """Places of those that the workspace does not hold: another machine may have stored one of them since."""
        known, new = self.known(), dict[tuple[str, str], int]()
        for place, one in enumerate(kept):
            if (what := (_document(one), one.company_id)) not in known:
                new.setdefault(what, place)
        return list(new.values())

    def _kept(self, group: Sequence[Ready], done: dict[int, Ingested]) -> tuple[list[Ready], list[str]]:
        """The reports whose files are there still, with their snapshots."""
        kept: list[Ready] = []

        def contents() -> Iterator[bytes]:
            for one in group:
                try:
                    content = one.report.path.read_bytes()
                except OSError as error:
                    gone = Problem.of("text.unreadable_file", path=one.report.path, reason=error.strerror)
                    refused = Extraction(one.report.path, None, problems=(gone,))
                    done[one.number] = Ingested(one.report.path, extraction=refused)
                    continue
                kept.append(one)
                yield content

        return kept, self._workspace.store.snapshots.put_all(contents())


_DOCUMENT_DTYPES = {name: dtype for name, dtype in DOCUMENTS.dtypes.items() if name not in COMMIT_COLUMNS}
_OBSERVATION_DTYPES = {name: dtype for name, dtype in OBSERVATIONS.dtypes.items() if name not in COMMIT_COLUMNS}


def _impossible(row: Quantity, path: Path, methodology: Methodology, plausibility: Plausibility) -> Problem | None:
    """The problem that a figure of a report can't be; None where it can."""
    metric = methodology.metrics.get(row.metric)
    bounds = plausibility.passed(row.metric, metric.unit if metric else None, row.value, row.canonical_value)
    if bounds is None:
        return None
    place = {"path": path, "place": f"p. {row.page}" if row.page else f"l. {row.line}"}
    limits = {"least": bounds.least, "most": bounds.most, "bound_unit": row.canonical_unit or row.unit}
    return Problem.of("pipeline.left_out", concept=row.metric, value=row.value, unit=row.unit, **place, **limits)


def _in_turn(ready: Sequence[Ready]) -> list[list[Ready]]:
    """Groups of which none holds two companions; companions come in the order given."""
    groups: list[list[Ready]] = []
    turns: dict[Hashable, int] = defaultdict(int)
    for one in ready:
        key = companions(one.report, one.company_id)
        turn, turns[key] = turns[key], turns[key] + 1
        if turn == len(groups):
            groups.append([])
        groups[turn].append(one)
    return groups


def _document(one: Ready) -> str:
    document = one.extraction.document
    return document.sha256 if document is not None else ""


def _rows(one: Ready, version: str, year_end: tuple[int, int, int]) -> pl.DataFrame:
    report = one.report
    facts = DocumentFacts(one.company_id, report.year, report.published, "given at ingestion", version, year_end)
    found = [quantity_rows(one.extraction.quantities, facts), statement_rows(one.extraction.statements, facts)]
    return pl.concat(found).unique("observation_id", maintain_order=True)


def _document_row(one: Ready, snapshot: str) -> dict[str, Any]:
    document, report = one.extraction.document, one.report
    assert document is not None  # one that has none is not stored
    return {
        "document": document.sha256,
        "company_id": one.company_id,
        "fiscal_year": report.year,
        "kind": report.kind,
        "title": report.path.name,
        "media_type": document.media_type,
        "pages": document.page_count if document.media_type == "application/pdf" else None,
        "language": document.language,
        "available_at": available_instant(report.published),
        "available_source": "given at ingestion",
        "snapshot": snapshot,
        "pages_not_read": [f"{page} {reason}" for page, reason in sorted(document.unread.items())],
    }


def _year_ends(workspace: Workspace, companies: Sequence[str]) -> dict[str, tuple[int, int, int]]:
    """When companies' fiscal years end, by the latest whole year that a table has of each; none where no table has one.

    Month, day, and how many years after the one that the fiscal year is called by.
    """
    theirs = pl.col("company_id").is_in(companies) & (pl.col("kind") == "quantity") & (pl.col("method") == "import")
    columns = ["company_id", "fiscal_year", "valid_from", "valid_to"]
    rows = workspace.store.read("observations", where=theirs, columns=columns)
    whole = rows.filter((pl.col("valid_to") - pl.col("valid_from")).dt.total_days() >= _SHORTEST_YEAR)
    latest = whole.sort("valid_to", "fiscal_year").unique("company_id", keep="last", maintain_order=True)
    return {
        company: (last.month, last.day, last.year - year)
        for company, year, last in latest.select("company_id", "fiscal_year", "valid_to").iter_rows()
    }
