"""Sheets of rows for readers: spoilt rows differ in one thing, readers see no key, totals are those of the verdicts."""

import random
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from row_sheets import SHOWN, Row, sheet, spoilt, tally

VOCABULARY = {
    "water_total": {"unit": "m3", "definition": "all water"},
    "water_recycled": {"unit": "m3", "definition": "water used again"},
    "board_meetings": {"unit": "count", "definition": "meetings"},
}


def row(**more: Any) -> dict[str, Any]:
    """A row as the extraction writes it."""
    return {
        "page": 3, "line": 7, "metric": "water_total", "value": 4210.0, "unit": "m3", "year": 2023, "breakdown": {},
        "value_kind": "actual", "qualifier": None, "raw_value": "4,210", "quote": "Water 4,210 3,900",
        "confidence": 0.97,
    } | more  # fmt: skip


@pytest.mark.parametrize("seed", range(30))
def test_a_spoilt_row_is_wrong_in_the_one_thing_that_it_names(seed: int) -> None:
    made = spoilt(row(), VOCABULARY, random.Random(seed))
    assert made is not None
    changed = {name for name in row() if made[name] != row()[name]}
    assert changed == {
        "metric": {"metric"}, "year": {"year"}, "unit": {"value"}, "value": {"value", "raw_value"}
    }[made["spoilt"]]  # fmt: skip


def test_a_metric_without_a_neighbour_is_not_spoilt_in_its_metric() -> None:
    made = [spoilt(row(metric="board_meetings", quote="4,210"), VOCABULARY, random.Random(n)) for n in range(30)]
    assert None in made
    assert all(one is None or one["metric"] == "board_meetings" for one in made)


def test_readers_see_neither_confidence_nor_labels_nor_what_is_spoilt() -> None:
    rows = [row(), row(confidence=0.5, page=1), row(confidence=0.5, page=2)]
    shown, key = sheet(rows, [(0, True), (1, True), (2, False)], VOCABULARY, 0.85, random.Random(1))
    assert all(set(one) == {"id", *SHOWN, "definition"} for one in shown)
    assert [one["page"] for one in shown] == sorted(one["page"] for one in shown)
    assert len(shown) == len(key)
    assert sum(one["spoilt"] is not None for one in key) <= 1, "a less sure row that the labels lack is left out"


def test_totals_are_those_of_the_verdicts() -> None:
    key = [
        {"id": "a", "confidence": 0.97, "listed": True, "spoilt": None},
        {"id": "b", "confidence": 0.97, "listed": False, "spoilt": None},
        {"id": "c", "confidence": 0.86, "listed": False, "spoilt": None},
        {"id": "d", "confidence": 0.5, "listed": True, "spoilt": "year"},
    ]
    one: dict[str, Row] = {"a": {"right": True}, "b": {"right": True}, "c": {"right": False}, "d": {"right": False}}
    other: dict[str, Row] = {"a": {"right": True}, "b": {"right": None}, "c": {"right": False}, "d": {"right": True}}
    totals = tally(key, {"one": one, "other": other})
    assert (totals["rows"], totals["planted"], totals["planted told"]["one"], totals["planted told"]["other"]) == (
        3,
        1,
        1,
        0,
    )
    assert totals["agree"] == 2
    surest = totals["from"][-1]
    assert surest["rows"] == 2
    assert surest["right"] == {"one": 2, "other": 1, "all": 1, "labels": 1}
    assert surest["at least"]["one"] == pytest.approx(2 / (2 + 1.96**2), abs=1e-4)
