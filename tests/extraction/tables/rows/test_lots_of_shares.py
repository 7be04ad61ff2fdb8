"""Dividends of ten shares, whose unit stands in the label or in a column of units beside it."""

import pytest

from cnesg.extraction.tables.rows.units import TableUnits
from cnesg.framework.units import load_units

UNITS = TableUnits(load_units())


@pytest.mark.parametrize(
    ("label", "note", "unit", "scale"),
    [
        ("每10股派息（含税）", "元", "CNY/share", 0.1),
        ("每100股派现", "元", "CNY/share", 0.01),
        ("每股社会贡献值", "元", "CNY", 1),
        ("对外捐赠", "万元", "CNY", 1e4),
    ],
)
def test_a_column_of_units_beside_a_lot_of_shares(label: str, note: str, unit: str, scale: float) -> None:
    reading = UNITS.first([note], [label])
    assert reading is not None
    assert (reading.unit, reading.scale) == (unit, scale)
