"""Rows that a reader judged one by one, taken from many reports that nobody labelled in full.

A file of them has a JSON object a line: `id` of the report, `line`, `key` (metric), `value`, `unit`, `year`, `verdict`
(right or wrong) and `weight`, the share of its report's rows that the row stands for (rows were sampled, more of those
likely to be wrong).
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cnesg.extraction.confidence import Features, Traced, describe
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import traced_quantities
from cnesg.text import read_document


@dataclass
class Sampled:
    """The judged rows of a report: features, whether right, and weights that add up to the share judged."""

    name: str
    features: list[Features]
    right: list[bool]
    weights: list[float]


def read_judged(files: list[Path], reports: Path, know: Knowledge) -> list[Sampled]:
    """Extract each report again and find the judged rows in it; a row that is no longer found tells nothing."""
    verdicts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            verdicts[one["id"]].append(one)
    places = {path.stem: path for path in sorted(reports.rglob("*")) if path.suffix.lower() in {".txt", ".pdf"}}
    sampled = []
    for name, judged in sorted(verdicts.items()):
        traced = traced_quantities(read_document(places[name]), know, least_confidence=0.0)
        found = _found(traced, judged)
        if found:
            described = describe(traced)
            sampled.append(
                Sampled(
                    name,
                    [described[index] for index, _ in found],
                    [one["verdict"] == "right" for _, one in found],
                    [one["weight"] for _, one in found],
                )
            )
    return sampled


def _found(traced: list[Traced], judged: list[dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
    rows: dict[tuple[object, ...], int] = {}
    for index, (row, _) in enumerate(traced):
        rows.setdefault((row.line, row.metric, round(row.value, 6), row.unit, row.year), index)
    keys = [(one["line"], one["key"], round(one["value"], 6), one["unit"], one["year"]) for one in judged]
    return [(rows[key], one) for key, one in zip(keys, judged, strict=True) if key in rows]
