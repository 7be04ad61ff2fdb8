"""Units behind the digits of a cell."""

import pytest

from cnesg.extraction.figures.numbers import read_cell
from cnesg.framework.units import load_units


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("1,250 HK$'000", 1_250_000, "HKD"),
        ("13.5 RMB million", 13_500_000, "CNY"),
        ("12 (HK$ million)", 12_000_000, "HKD"),
        ("12 million HK$", 12_000_000, "HKD"),
        ("12 RMB", 12, "CNY"),
        ("12元/吨", 12, "CNY/t"),
    ],
)
def test_money_behind_digits_may_have_its_scale_behind_it(cell: str, value: float, unit: str) -> None:
    number = read_cell(cell, load_units())
    assert number is not None
    assert (number.value, number.unit) == (value, unit)
