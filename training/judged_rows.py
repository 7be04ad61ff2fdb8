"""Rows that a reader judged, of reports read from end to end.

A file of them is a table without a word of the reports: `report` (its file's name), `line`, `metric`, `value`, `unit`,
`year`, `verdict` (right, wrong or missed: a fact that no row gave), `classes` (of a right row: right or wrong) and
`part` (`sight`: rules were mended on what was wrong there; `held`: never).
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from cnesg.extraction.confidence import Features, Traced, describe
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import traced_quantities
from cnesg.text import read_document


@dataclass
class Judged:
    """The judged rows of a report: features, whether right, and how many facts it has."""

    name: str
    features: list[Features]
    right: list[bool]
    asked: int


def read_judged(file: Path, reports: Path, know: Knowledge) -> list[Judged]:
    """Extract each report again and find the judged rows in it; a row that is no longer found tells nothing."""
    told: dict[str, list[dict[str, str]]] = defaultdict(list)
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            told[row["report"]].append(row)
    places = {path.stem: path for path in sorted(reports.rglob("*")) if path.suffix.lower() in {".txt", ".pdf"}}
    judged = []
    for name, rows in sorted(told.items()):
        traced = traced_quantities(read_document(places[name]), know, least_confidence=0.0)
        described, found = describe(traced), _found(traced, rows)
        asked = sum(row["verdict"] != "wrong" for row in rows)
        judged.append(Judged(name, [described[at] for at, _ in found], [right for _, right in found], asked))
    return judged


def _found(traced: list[Traced], told: list[dict[str, str]]) -> list[tuple[int, bool]]:
    """The judged rows among the extracted ones: index and whether right."""
    rows: dict[tuple[object, ...], int] = {}
    for index, (row, _) in enumerate(traced):
        rows.setdefault((row.line, row.metric, f"{row.value:.6g}", row.unit, row.year), index)
    found = {}
    for one in told:
        key = (int(one["line"]), one["metric"], f"{float(one['value']):.6g}", one["unit"], int(one["year"]))
        if one["verdict"] != "missed" and key in rows:
            found[rows[key]] = one["verdict"] == "right"
    return sorted(found.items())
