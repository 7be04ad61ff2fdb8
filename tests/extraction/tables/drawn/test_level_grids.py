"""Tables that are ruled across alone, whose lines leave out the cells that go on. All is invented."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.drawn.level_grids import level_grids
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
XS = (50, 110, 210, 260, 310)
HEADS = ("Topic", "Indicator", "2022", "2023")
ROWS = (
    ("Water", "Fresh water, m3", "1,200", "1,150"),
    ("", "Reused water, m3", "310", "335"),
    ("", "Waste water, m3", "840", "812"),
    ("Staff", "Male", "612", "640"),
    ("", "Female", "388", "402"),
)
LAST = {2, 4}  # the last rows of their topics


def draw_table(
    canvas: Any, *, left: float = 0, top: float = 700, rows: Sequence[Sequence[str]] = ROWS, heads: bool = True
) -> None:
    """Each cell with a line below it; a topic is told in the first of its rows and has one line, below the last."""
    canvas.setLineWidth(0.5)
    xs = [x + left for x in XS]
    if heads:
        for x0, x1 in pairwise(xs):
            canvas.line(x0, top, x1, top)
        for x, text in zip(xs, HEADS, strict=False):
            canvas.drawString(x + 4, top - 14, text)
        top -= 20
        for x0, x1 in pairwise(xs):
            canvas.line(x0, top, x1, top)
    for at, row in enumerate(rows):
        canvas.drawString(xs[0] + 4, top - 14, row[0])
        canvas.drawString(xs[1] + 4, top - 14, row[1])
        for x, text in zip(xs[3:], row[2:], strict=True):
            canvas.drawRightString(x - 4, top - 14, text)
        top -= 20
        for column, (x0, x1) in enumerate(pairwise(xs)):
            if column or at in LAST:
                canvas.line(x0, top, x1, top)


def test_the_ends_of_lines_tell_columns_and_topics_that_go_on(make_pages: MakePages) -> None:
    page = make_pages(draw_table)[0]
    assert [len(grid.xs) for grid in level_grids(page, [])] == [5]
    (table,) = find_tables(page)
    assert [(row.parents, row.label) for row in table.rows] == [
        (("Water",), "Fresh water, m3"),
        (("Water",), "Reused water, m3"),
        (("Water",), "Waste water, m3"),
        (("Staff",), "Male"),
        (("Staff",), "Female"),
    ]
    assert [column.headers for column in table.columns] == [("2022",), ("2023",)]


def test_tables_side_by_side_are_two(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        draw_table(canvas, left=-40)
        draw_table(canvas, left=250)

    assert [len(grid.xs) for grid in level_grids(make_pages(draw)[0], [])] == [5, 5]


def test_so_are_those_that_begin_at_other_heights_or_below_a_line_over_both(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.line(10, 730, 580, 730)
        draw_table(canvas, left=-40)
        draw_table(canvas, left=250, top=691)

    grids = level_grids(make_pages(draw)[0], [])
    assert sorted((len(grid.xs), len(grid.ys)) for grid in grids) == [(5, 7), (5, 7)]


def test_lines_from_side_to_side_tell_no_grid(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        draw_table(canvas, rows=[(row[0] or "Water", *row[1:]) for row in ROWS])
        for at in range(7):
            canvas.line(XS[0], 700 - 20 * at, XS[1], 700 - 20 * at)

    assert level_grids(make_pages(draw)[0], []) == []


def test_a_table_whose_first_row_no_line_parts_from_its_heads_tells_none(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, text in zip(XS, HEADS, strict=False):
            canvas.drawString(x + 4, 700, text)
        canvas.drawString(114, 686, "Rain water, m3")
        canvas.drawRightString(256, 686, "20")
        canvas.drawRightString(306, 686, "24")
        canvas.setLineWidth(0.5)
        for x0, x1 in pairwise(XS):
            canvas.line(x0, 680, x1, 680)
        draw_table(canvas, top=680, heads=False)

    page = make_pages(draw)[0]
    assert level_grids(page, []) == []
    assert any(row.label == "Rain water, m3" for table in find_tables(page) for row in table.rows)


def test_an_index_of_texts_tells_none(make_pages: MakePages) -> None:
    texts = [(topic, label, "", "see page") for topic, label, _, _ in ROWS]

    def draw(canvas: Any) -> None:
        draw_table(canvas, rows=texts)

    assert level_grids(make_pages(draw)[0], []) == []


def test_codes_that_go_on_are_no_topics(make_pages: MakePages) -> None:
    coded = [({"Water": "303-3", "Staff": "405-1"}.get(row[0], ""), *row[1:]) for row in ROWS]

    def draw(canvas: Any) -> None:
        draw_table(canvas, rows=coded)

    assert level_grids(make_pages(draw)[0], []) == []
