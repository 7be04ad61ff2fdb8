"""Standards and data points side by side, as plain data for people and programs."""

from datetime import date
from typing import Any

from cnesg.framework import Methodology
from cnesg.framework.coverage import ItemCoverage, coverage, uncovered
from cnesg.framework.mappings import Link, Mappings
from cnesg.framework.standards import Standard, Standards


def overview(standards: Standards, mappings: Mappings, day: date | None) -> dict[str, Any]:
    """Every standard with its counts: items, those that a report can answer, and how many of them data points answer.

    Args:
        standards: all standards.
        mappings: all mappings.
        day: count only items in force on this day; None counts all.
    """
    rows = []
    for standard in standards.by_code.values():
        questions = [entry for entry in coverage(standard, mappings, day) if entry.question]
        answered = sum(entry.answered for entry in questions)
        related = sum(entry.best == "related" for entry in questions)
        rows.append(
            {
                "standard": standard.standard,
                "name": standard.name.model_dump(),
                "edition": standard.edition,
                "items": len(standard.items),
                "questions": len(questions),
                "answered": answered,
                "related_only": related,
                "uncovered": len(questions) - answered - related,
            }
        )
    return {"standards": rows}


def _head(standard: Standard, day: date | None) -> dict[str, Any]:
    return {
        "standard": standard.standard,
        "name": standard.name.model_dump(),
        "edition": standard.edition,
        "as_of": day.isoformat() if day else None,
    }


def unanswered(standard: Standard, mappings: Mappings, methodology: Methodology, day: date | None) -> dict[str, Any]:
    """The items of a standard that no data point answers, with the data points that are related to them."""
    entries = uncovered(standard, mappings, day)
    return _head(standard, day) | {"items": [_item(entry, methodology, depth=0) for entry in entries]}


def both_ways(standard: Standard, mappings: Mappings, methodology: Methodology, day: date | None) -> dict[str, Any]:
    """The items of a standard with their data points, and the data points with their items."""
    entries = coverage(standard, mappings, day)
    kept = {entry.item.id for entry in entries}
    links: dict[str, list[Link]] = {}
    for link in mappings.of_standard(standard.standard):
        if link.item in kept:
            links.setdefault(link.code, []).append(link)
    return _head(standard, day) | {
        "items": [_item(entry, methodology, entry.depth) for entry in entries],
        "data_points": [
            {
                "code": code,
                "name": methodology.data_points[code].name.model_dump() if code in methodology.data_points else None,
                "items": [{"id": link.item, "match": link.match} for link in found],
            }
            for code, found in links.items()
        ],
    }


def _item(entry: ItemCoverage, methodology: Methodology, depth: int) -> dict[str, Any]:
    points = methodology.data_points
    return {
        "id": entry.item.id,
        "parent": entry.item.parent,
        "depth": depth,
        "kind": entry.item.kind,
        "pillar": entry.item.pillar,
        "title": entry.item.title.model_dump(),
        "verified": entry.item.verified,
        "question": entry.question,
        "best": entry.best,
        "data_points": [
            {
                "code": link.code,
                "name": points[link.code].name.model_dump() if link.code in points else None,
                "match": link.match,
            }
            for link in entry.links
        ],
    }
