"""Heads over a drawn grid, of one line or in two languages."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cnesg.extraction.tables import find_tables
from cnesg.text import Page

MakePages = Callable[..., list[Page]]


def draw_grid(canvas: Any) -> None:
    """A grid of labels, units and two columns of figures whose upper edge is at 700."""
    canvas.setLineWidth(0.5)
    for y in (700, 680, 660, 640):
        canvas.line(50, y, 450, y)
    for x in (50, 200, 270, 360, 450):
        canvas.line(x, 700, x, 640)
    rows = [("Water used", "m3", "1,204", "1,377"), ("Paper", "t", "204", "277"), ("Glass", "t", "31", "38")]
    for number, row in enumerate(rows):
        for x, text in zip((55, 205, 275, 365), row, strict=True):
            canvas.drawString(x, 686 - 20 * number, text)


def heads(canvas: Any, x: float, lines: Sequence[str], pitch: float = 11) -> None:
    """Lines of a head, the last of them right above the grid."""
    for number, text in enumerate(reversed(lines)):
        canvas.drawCentredString(x, 705 + pitch * number, text)


def test_heads_of_one_line_over_a_grid(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 740, "What our works used")
        for x, text in ((100, "Item"), (235, "Unit"), (315, "2022"), (405, "2023")):
            heads(canvas, x, [text])
        draw_grid(canvas)

    (table,) = find_tables(make_pages(draw)[0])
    assert [column.headers for column in table.columns] == [("2022",), ("2023",)]
    assert (table.corner, table.captions) == (("Item", "Unit"), ("What our works used",))


def test_the_corner_of_a_grid_has_all_lines_of_its_heads(make_pages: MakePages) -> None:
    """Two rows of them head the columns, a day above these too."""

    def draw(canvas: Any) -> None:
        heads(canvas, 100, ["Item", "of our works", "and offices"])
        heads(canvas, 235, ["Unit"])
        for x, year in ((315, "2022"), (405, "2023")):
            heads(canvas, x, ["At the end of", "31 December", year])
        draw_grid(canvas)

    (table,) = find_tables(make_pages(draw)[0])
    assert [column.headers[-1] for column in table.columns] == ["2022", "2023"]
    assert set(table.corner) == {"Item", "of our works", "and offices", "Unit"}


def test_heads_of_five_lines_have_a_corner_as_high(make_pages: MakePages) -> None:
    corner = ["Item", "of our works", "and offices", "and shops", "and stores"]

    def draw(canvas: Any) -> None:
        heads(canvas, 100, corner)
        heads(canvas, 235, ["Unit"])
        for x, year in ((315, "2022"), (405, "2023")):
            heads(canvas, x, ["As audited", "by others", "at the end of", "31 December", year])
        draw_grid(canvas)

    (table,) = find_tables(make_pages(draw)[0])
    assert [column.headers[-1] for column in table.columns] == ["2022", "2023"]
    assert set(table.corner) == {*corner, "Unit"}


@pytest.mark.parametrize(
    ("x", "title"),
    [
        (60, "Resources that all of our works and offices used in these years"),
        (200, "Resources used by works"),
        (290, "All of our works and offices"),
    ],
)
def test_a_title_over_the_heads_is_none_of_them(make_pages: MakePages, x: float, title: str) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(x, 728, title)
        heads(canvas, 100, ["Item"])
        heads(canvas, 235, ["Unit"])
        for at, year in ((315, "2022"), (405, "2023")):
            heads(canvas, at, ["31 December", year])
        draw_grid(canvas)

    (table,) = find_tables(make_pages(draw)[0])
    assert [column.headers for column in table.columns] == [("31 December", "2022"), ("31 December", "2023")]
    assert table.corner == ("Item", "Unit")
    assert 72 < table.bbox[1] < 84  # the upper line of the heads


def test_a_section_over_all_columns_is_no_head_of_them(make_pages: MakePages) -> None:
    """Years over the grid head its columns, and the section's name is the group of its rows."""

    def draw(canvas: Any) -> None:
        canvas.drawString(50, 760, "Our data 2022-2023")
        for x, text in ((100, "Performance"), (315, "2022"), (405, "2023")):
            heads(canvas, x, [text], pitch=11)
        canvas.setLineWidth(0.5)
        for y in (700, 680, 660, 640):
            canvas.line(50, y, 450, y)
        for x in (50, 270, 360, 450):
            canvas.line(x, 680 if x in (270, 360) else 700, x, 640)
        canvas.drawString(55, 686, "Economic performance")
        for number, (label, *values) in enumerate((("Revenue", "1,204", "1,377"), ("Taxes", "204", "277"))):
            canvas.drawString(55, 666 - 20 * number, label)
            for x, value in zip((275, 365), values, strict=True):
                canvas.drawString(x, 666 - 20 * number, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert [column.headers for column in table.columns] == [("2022",), ("2023",)]
    assert [(row.parents, row.label) for row in table.rows] == [
        (("Economic performance",), "Revenue"),
        (("Economic performance",), "Taxes"),
    ]


def test_heads_that_wrap_stand_below_groups_of_columns(make_pages: MakePages) -> None:
    """Only the last lines of them were heads, and what is measured stands in the first."""

    def draw(canvas: Any) -> None:
        heads(canvas, 100, ["Item"])
        heads(canvas, 235, ["Unit"])
        for x, group in ((315, "Plants"), (405, "Offices")):
            heads(canvas, x, [group, "", "Total", "consumption", "(in all)"])
        draw_grid(canvas)

    (table,) = find_tables(make_pages(draw)[0])
    assert [column.headers[-1] for column in table.columns] == ["Total consumption (in all)"] * 2
