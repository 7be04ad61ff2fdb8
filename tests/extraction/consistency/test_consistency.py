"""Figures of one report that contradict each other."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cnesg.extraction.consistency import find_inconsistencies, with_warnings
from cnesg.framework.identities import load_identities
from cnesg.framework.units import load_units
from cnesg.model import Quantity

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases/extraction/report-errors.yaml").read_text(encoding="utf-8"))


def quantity(metric: str, value: float, unit: str, **more: Any) -> Quantity:
    """A row with what matters to the arithmetic."""
    year = more.get("year", 2024)
    return Quantity(
        metric=metric, data_point=None, breakdown=more.get("breakdown", {}), value=value, unit=unit,
        canonical_value=None, canonical_unit=None, raw_value=str(more.get("raw", value)), raw_unit=unit, year=year,
        period=f"{year}-01-01/{year}-12-31", value_kind=more.get("value_kind", "actual"), qualifier=None,
        boundary="reporting company", restated=False, assurance="unknown", scope2_method=None, document="0" * 64,
        page=None, line=more.get("line", 1), bbox=None, quote="", method="table", confidence=1.0,
    )  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_a_reader_would_object_to(case: dict[str, Any]) -> None:
    rows = [quantity(**row) for row in case["rows"]]
    found = find_inconsistencies(rows, load_identities(), load_units())
    assert [one.warning() for one in found] == case["finds"]


def test_every_row_that_takes_part_is_warned_and_no_other() -> None:
    rows = [
        quantity("ghg_scope1", 1200, "tCO2e"),
        quantity("ghg_scope2", 3400, "tCO2e"),
        quantity("employees_total", 900, "persons"),
        quantity("ghg_total", 5600, "tCO2e"),
    ]
    warned = with_warnings(rows, load_identities(), load_units())
    assert [bool(row.warnings) for row in warned] == [True, True, False, True]
    assert [row.metric for row in warned] == [row.metric for row in rows]


@given(st.lists(st.integers(1, 5000), min_size=2, max_size=6))
def test_a_report_whose_classes_add_up_is_left_alone(parts: list[int]) -> None:
    rows = [quantity("patents_held", sum(parts), "count")]
    rows += [quantity("patents_held", n, "count", breakdown={"type": f"kind {i}"}) for i, n in enumerate(parts)]
    assert find_inconsistencies(rows, load_identities(), load_units()) == []


@given(st.floats(1, 1e6), st.floats(1, 1e5), st.integers(0, 4))
def test_an_intensity_rounded_for_print_is_left_alone(amount: float, staff: float, decimals: int) -> None:
    staff = round(staff) + 1
    printed = round(round(amount, 2) / staff, decimals)
    rows = [
        quantity("ghg_total", round(amount, 2), "tCO2e", raw=f"{amount:.2f}"),
        quantity("employees_total", staff, "persons", raw=str(staff)),
        quantity("ghg_intensity_per_employee", printed, "tCO2e/employee", raw=f"{printed:.{decimals}f}"),
    ]
    assert find_inconsistencies(rows, load_identities(), load_units()) == []


def test_the_order_of_rows_does_not_matter() -> None:
    rows = [quantity(**row) for case in CASES for row in case["rows"] if case["finds"]][:12]
    forward = {one.warning() for one in find_inconsistencies(rows, load_identities(), load_units())}
    backward = {one.warning() for one in find_inconsistencies(rows[::-1], load_identities(), load_units())}
    assert len(forward) == len(backward)
