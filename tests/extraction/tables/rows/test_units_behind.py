"""A unit behind a row's last value holds for the row, unless the last value is a share of the others."""

import pytest

from cnesg.extraction.tables.model import Fragment, Row
from cnesg.extraction.tables.rows.units_behind import unit_behind_last

BOX = (0.0, 0.0, 1.0, 1.0)


def row_of(*cells: str, label: str = "Label") -> Row:
    made = [Fragment(cell, cell, BOX, 1.0, 1, n, "number") for n, cell in enumerate(cells)]
    return Row(label, (), (), tuple(made), BOX, 1)


@pytest.mark.parametrize(
    ("cells", "unit"),
    [
        (("94", "96", "91 %"), "%"),
        (("412", "398 tCO2e"), "tCO2e"),
        (("412 t", "398 t"), ""),
        (("91 %",), ""),
        (("73", "29", "39.7 %"), ""),  # 29 of 73
        (("185", "60", "32.4 %"), ""),  # more than a hundred
        (("0", "0", "12.5 %"), "%"),
        (("100", "96", "96 %"), "%"),
        (("1.234.567", "2.345.678", "96 %"), "%"),  # whatever such digits are
    ],
)
def test_the_unit_behind_the_last_value(cells: tuple[str, ...], unit: str) -> None:
    assert unit_behind_last(row_of(*cells)) == unit


def test_figures_of_a_year_have_no_unit_in_common() -> None:
    assert unit_behind_last(row_of("0", "1,374 days", label="2021")) == ""
    assert unit_behind_last(row_of("0", "1,374 days", label="2021 restated")) == "days"
