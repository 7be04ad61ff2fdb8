"""Lines of labels: a first line that ends in a colon is a title, or a label that its values tell."""

from typing import Any

import pytest
from tests.extraction.tables.conftest import MakePages

from cnesg.extraction.tables.finder import find_tables
from cnesg.extraction.tables.fragments import kind_of
from cnesg.extraction.tables.geometry.label_lines import LabelLine, Spacing, goes_on
from cnesg.extraction.tables.geometry.layout import Band
from cnesg.extraction.tables.model import Fragment

PLAIN = Spacing(None, float("inf"), None)


def line(text: str, top: float, band: int | None = None) -> LabelLine:
    return LabelLine([Fragment(text, text, (50, top, 50 + 5 * len(text), top + 9), 9.0, 1, 0, kind_of(text))], band)


def values(top: float) -> Band:
    return Band([Fragment("67.1", "67.1", (200, top, 220, top + 9), 9.0, 1, 0, "number")])


@pytest.mark.parametrize(("top", "is_one"), [(105.0, True), (110.0, False), (98.0, False)])
def test_lines_around_their_values_are_one_label(top: float, is_one: bool) -> None:
    assert goes_on([line("Share of staff:", 100)], line("30-50 years", 110), [values(top)], [], PLAIN) is is_one


def test_a_line_with_values_that_ends_in_a_colon_wraps() -> None:
    spacing = Spacing(5.0, float("inf"), None)
    assert goes_on([line("Share of staff:", 100, 0)], line("30-50 years", 109), [values(100)], [], spacing)
    assert not goes_on([line("Share of staff:", 100)], line("30-50 years", 109), [values(109)], [], spacing)


def test_rows_that_say_by_what_a_title_is_divided_stand_below_it(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawRightString(330, 715, "2023")
        rows = [
            ("Intensity (tCO2e)", ""),
            ("per average employee", "4.37"),
            ("per million of revenue", "8.89"),
            ("per site", "9.1"),
        ]
        for row, (label, value) in enumerate(rows):
            canvas.drawString(60, 700 - 12 * row, label)
            canvas.drawRightString(330, 700 - 12 * row, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert [(row.parents, row.label) for row in table.rows] == [
        (("Intensity (tCO2e)",), label) for label in ("per average employee", "per million of revenue", "per site")
    ]
