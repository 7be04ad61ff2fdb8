"""Ages of rows, set with blanks around their dash, are labels and no figures."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.tables import find_tables
from cnesg.text import Page

MakePages = Callable[..., list[Page]]


def test_ages_with_blanks_around_their_dash_name_rows(make_pages: MakePages) -> None:
    ages = (("21 - 30", "35.7%"), ("31 - 40", "25.0%"), ("41 - 50", "25.0%"), ("> 51", "14.3%"))

    def draw(canvas: Any) -> None:
        canvas.drawCentredString(150, 700, "New hires by age")
        for number, (label, value) in enumerate(ages):
            canvas.drawString(60, 684 - 14 * number, label)
            canvas.drawRightString(240, 684 - 14 * number, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert [row.label for row in table.rows] == [label for label, _ in ages]
    assert [len(row.cells) for row in table.rows] == [1, 1, 1, 1]
