"""Which rows are right, and from what confidence on rows may be taken as they are."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "row_verdicts.py"


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("row_verdicts", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["row_verdicts"] = module
    spec.loader.exec_module(module)
    return module


verdict = load()


class Scorer:
    """Pairs rows and facts by value and by the number of classes."""

    @staticmethod
    def canonical(value: float, unit: str) -> tuple[float, str, str]:
        return value, unit, ""

    @staticmethod
    def same_value(row: dict[str, Any], fact: dict[str, Any]) -> bool:
        return bool(row["canonical"] == fact["canonical"])

    @staticmethod
    def same_breakdown(row: dict[str, Any], fact: dict[str, Any]) -> bool:
        return len(row["breakdown"]) == len(fact["breakdown"])

    @staticmethod
    def same_place(row: dict[str, Any], fact: dict[str, Any]) -> bool:
        return bool(row["line"] == fact["line"])


def row(value: float, *, year: int = 2021, line: int = 1, kind: str = "actual", **classes: str) -> dict[str, Any]:
    return {
        "metric": "electricity", "value": value, "unit": "kWh", "year": year, "line": line, "page": None,
        "breakdown": classes, "value_kind": kind,
    }  # fmt: skip


def test_a_row_is_right_where_a_label_is_left_for_it(tmp_path: Path) -> None:
    vocabulary = tmp_path / "metrics.csv"
    vocabulary.write_text("metric,unit\nelectricity,kWh\n", encoding="utf-8")
    facts = [
        {"key": "electricity", "value": 5, "unit": "kWh", "year": 2021, "line": 1, "breakdown": {}},
        {"key": "no_such_metric", "value": 7, "unit": "kWh", "year": 2020, "line": 1, "breakdown": {}},
    ]
    (tmp_path / "quantities.jsonl").write_text("\n".join(map(json.dumps, facts)), encoding="utf-8")
    gold = verdict.labels_of(tmp_path, vocabulary, Scorer)
    rows = [
        row(5, line=9), row(5, site="plant"), row(6), row(7, year=2020), row(8, kind="target"),
    ]  # fmt: skip
    # of two rows of one fact the one with as many classes counts; other years and idle targets are not judged
    assert verdict.verdicts(rows, gold, tmp_path, vocabulary, Scorer) == [(0, True), (1, False), (2, False)]


@pytest.mark.parametrize(("right", "of", "bound"), [(190, 190, 0.9802), (180, 190, 0.9056), (0, 10, 0.0), (0, 0, 0.0)])
def test_the_lower_bound_is_wilsons(right: int, of: int, bound: float) -> None:
    assert verdict.lower_bound(right, of) == pytest.approx(bound, abs=5e-4)


def test_a_threshold_needs_enough_rows_and_takes_as_many_as_it_can() -> None:
    sure = [(0.99, True)] * 150 + [(0.95, True)] * 150
    doubtful = [(0.9, False)] * 10 + [(0.5, True)] * 5
    assert verdict.sure_from(sure + doubtful, 0.98) == 0.95
    assert verdict.sure_from(sure[:100] + doubtful, 0.98) is None
    told = verdict.above(sure + doubtful, 0.95)
    assert (told["rows"], told["right"]) == (300, 1.0)
    assert told["coverage"] == pytest.approx(300 / 315, abs=1e-4)


def test_rows_of_one_confidence_stand_or_fall_together() -> None:
    same = [(0.95, True)] * 300 + [(0.95, False)] * 100
    assert verdict.sure_from(same, 0.98) is None


def test_reliability_groups_rows_by_what_was_said() -> None:
    said = [(0.45, True), (0.45, False), (0.97, True)]
    assert verdict.reliability(said) == [
        {"from": 0.4, "rows": 2, "right": 0.5},
        {"from": 0.96, "rows": 1, "right": 1.0},
    ]
