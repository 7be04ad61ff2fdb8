"""Where lines begin that are drawn below the rows of a table."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.geometry.left_limits import drawn_edge
from cnesg.model.records import BoundingBox
from cnesg.text import Page

WHOLE = (40.0, 150.0, 400.0, 150.5)
LEFT, TOP, BOTTOM, RIGHT = 100.0, 120.0, 160.0, 300.0


@pytest.mark.parametrize(
    "lines",
    [
        [WHOLE],
        [(40.0, 150.0, 200.0, 150.5), (201.0, 150.3, 400.0, 150.8)],  # cell by cell
        [(40.0, 166.0, 400.0, 166.5)],  # below the last row
        [(90.0, 130.0, 400.0, 130.5), WHOLE],
    ],
)
def test_lines_below_rows_tell_where_a_table_begins(lines: list[BoundingBox]) -> None:
    assert drawn_edge(lines, LEFT, TOP, BOTTOM, RIGHT) == 40


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [(40.0, 100.0, 400.0, 100.5)],  # above the rows
        [(40.0, 170.0, 400.0, 170.5)],  # far below them
        [(40.0, 150.0, 280.0, 150.5)],  # ends before the values
        [(40.0, 150.0, 200.0, 150.5), (220.0, 150.0, 400.0, 150.5)],  # two lines
        [(-30.0, 150.0, 400.0, 150.5)],  # of the whole page
        [(110.0, 150.0, 400.0, 150.5)],
    ],
)
def test_other_lines_leave_it_at_the_labels(lines: list[BoundingBox]) -> None:
    assert drawn_edge(lines, LEFT, TOP, BOTTOM, RIGHT) == LEFT


def test_a_title_where_the_lines_of_a_table_begin_is_its_caption(make_pages: Callable[..., list[Page]]) -> None:
    """Labels in the middle of a wide cell stand far right of it."""

    def draw(canvas: Any) -> None:
        canvas.drawString(40, 742, "Waste")
        for x, head in ((330, "2022"), (400, "2023")):
            canvas.drawCentredString(x, 720, head)
        for y, label, values in ((700, "Paper (t)", ("41", "43")), (680, "Glass (t)", ("52", "58"))):
            canvas.drawCentredString(130, y, label)
            canvas.line(38, y - 6, 440, y - 6)
            for x, value in zip((330, 400), values, strict=True):
                canvas.drawCentredString(x, y, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert [row.label for row in table.rows] == ["Paper (t)", "Glass (t)"]
    assert table.captions == ("Waste",)
