"""Cells whose number has marks, remarks or groups of digits around it, in text tables and drawn ones; all invented."""

import pytest
from tests.extraction.texts import facts

from cnesg.extraction.tables.fragments import kind_of

MARKED = [
    "1,234", "1 234", "1'234", "~1,234", "c. 1,234", "approx. 1,234", "about 1,234", "▲ 1,234", "1,234 ↑", "= 1,234",
    "1,234 (restated)", "1,234 (unaudited)", "1,234 (LA)", "1,234 (R)", "1,234R", "1,234 e", "1,234 i", "1,234ⁱ",
    "1,234余", "1,234+", "1,234以上", "共1,234", "不少于1,234", "1,234 ᴬ", "1,234 Ⓐ", "1,234 (+5.2%)", "1,234 +5.2%",
    "1,234 ✓", "1,234*", "* 1,234", "1,234A",
]  # fmt: skip
OTHERS = ["1,234 of 5,000", "May 12", "A 1,234", "12 12", "1234 567", "Re 5", "no. 1,234 (new plant)"]


@pytest.mark.parametrize("cell", MARKED)
def test_a_cell_with_marks_around_its_number_is_that_number(cell: str) -> None:
    assert kind_of(cell) == "number"
    rows = facts(
        f"Sustainability report 2021\n\nMetric\tUnit\t2021\t2020\nHazardous waste generated\tt\t{cell}\t1,100\n"
    )
    assert [(r.metric, r.value, r.year) for r in rows] == [
        ("hazardous_waste", 1234, 2021),
        ("hazardous_waste", 1100, 2020),
    ]


@pytest.mark.parametrize("cell", OTHERS)
def test_other_texts_with_digits_are_no_numbers(cell: str) -> None:
    assert kind_of(cell) == "text"
