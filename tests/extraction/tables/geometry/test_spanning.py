"""Headers that stand over one column or over a group, however they are set."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cnesg.extraction.tables import Table, find_tables
from cnesg.extraction.tables.geometry.layout import Slot
from cnesg.extraction.tables.geometry.spanning import parted_by_names
from cnesg.extraction.tables.model import Fragment
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
XS = (200, 260, 320, 380)
ROWS = [
    ("Managers", "41", "39", "52", "47"),
    ("Engineers", "212", "198", "188", "176"),
    ("Clerks", "710", "504", "603", "555"),
]


def headers(table: Table) -> list[tuple[str, ...]]:
    return [column.headers for column in table.columns]


def _rows(canvas: Any, top: float, rows: Sequence[Sequence[str]] = ROWS, more: Sequence[str] = ()) -> None:
    for number, (label, *values) in enumerate(rows):
        canvas.drawString(50, top - 15 * number, label)
        for x, value in zip((*XS, 440), [*values, *more[number : number + 1]], strict=False):
            canvas.drawRightString(x + 40, top - 15 * number, value)


def test_a_corner_set_between_two_lines_of_headers_parts_none_of_them(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 713, "Employees by level")
        for x, year in ((250, "2023"), (370, "2022")):
            canvas.drawCentredString(x, 720, year)
        for x, head in zip(XS, ("Men", "Women", "Men", "Women"), strict=True):
            canvas.drawRightString(x + 40, 706, head)
        _rows(canvas, 691)

    (table,) = find_tables(make_pages(draw)[0])
    assert headers(table) == [("2023", "Men"), ("2023", "Women"), ("2022", "Men"), ("2022", "Women")]


@pytest.mark.parametrize("edge", ["left", "right"])
def test_a_head_at_an_edge_of_its_group_is_of_all_of_it_where_the_line_below_repeats(
    make_pages: MakePages, edge: str
) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 713, "Employees by level")
        canvas.drawString(455, 713, "Change")
        for first, last, head in ((XS[0], XS[1], "2023"), (XS[2], XS[3], "2022")):
            if edge == "right":
                canvas.drawRightString(last + 40, 720, head)
            else:
                canvas.drawString(first + 20, 720, head)
        for x, head in zip(XS, ("Men", "Women", "Men", "Women"), strict=True):
            canvas.drawRightString(x + 40, 706, head)
        _rows(canvas, 691, more=("-5%", "6%", "7%"))

    (table,) = find_tables(make_pages(draw)[0])
    assert headers(table)[:4] == [("2023", "Men"), ("2023", "Women"), ("2022", "Men"), ("2022", "Women")]
    assert headers(table)[4][-1] == "Change"


def test_years_head_their_columns_though_a_tall_first_row_parts_them(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, year in zip(XS[:2], ("2023", "2022"), strict=True):
            canvas.drawRightString(x + 40, 720, year)
        canvas.drawString(50, 720, "Indicator")
        canvas.drawString(330, 720, "Notes")
        for number, line in enumerate(("Measured at all of our sites", "but the two", "bought in 2023", "and one let")):
            canvas.drawString(330, 706 - 9 * number, line)
        _rows(canvas, 690, [("Scope 1 emissions", "41", "39")])
        _rows(canvas, 650, [("Scope 2 emissions", "52", "58"), ("Scope 3 emissions", "99", "97")])

    (table,) = find_tables(make_pages(draw)[0])
    assert headers(table) == [("2023",), ("2022",)]
    assert len(table.rows) == 3


def test_heads_set_left_over_values_set_right_are_taken_in_order(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, head in ((50, "Trained"), (160, "Share trained (%)"), (290, "Average hours of training")):
            canvas.drawString(x, 715, head)
        for number, (label, *values) in enumerate((("Men", "97.1", "31.8"), ("Women", "98.4", "33.6"))):
            canvas.drawString(50, 700 - 15 * number, label)
            for x, value in zip((280, 470), values, strict=True):
                canvas.drawRightString(x, 700 - 15 * number, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert headers(table) == [("Share trained (%)",), ("Average hours of training",)]


@pytest.mark.parametrize(("now", "before"), [("2024", "2023"), ("FY2024", "FY2023")])
def test_a_name_over_two_columns_parts_the_years_above(make_pages: MakePages, now: str, before: str) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 720, "Region")
        canvas.drawCentredString(285, 720, now)  # over its cells, left of the middle of its figures
        canvas.drawCentredString(400, 720, before)
        for x, head in zip(XS, ("Women", "Men", "Total", "Total"), strict=True):
            canvas.drawRightString(x + 40, 706, head)
        _rows(canvas, 691)

    (table,) = find_tables(make_pages(draw)[0])
    assert headers(table) == [(now, "Women"), (now, "Men"), (now, "Total"), (before, "Total")]


def at(text: str, x0: float, x1: float, kind: str = "text") -> Fragment:
    return Fragment(text, text, (x0, 100, x1, 110), 10, 1, 0, kind)


COLUMNS = [Slot([at("1", x, x + 30, "number")]) for x in (200, 260, 320, 380, 440)]


@pytest.mark.parametrize(
    ("names", "middles", "over"),
    [
        (("Men", "Women", "Total", "Total", "Men"), (275, 425), "aaabb"),
        (("Men", "Women", "Total", "Men", "Women"), (275, 425), ""),  # two ways: Total goes with either
        (("Men", "Men", "Men", "Women", "Total"), (275, 425), ""),  # no way in two
        (("Men", "Women", "Total", "North", "South"), (275, 425), ""),  # all differ
        (("Men", "Women", "Total", "Total", "Men"), (215, 275), ""),  # the second head is not over its own
    ],
)
def test_heads_are_parted_by_names_where_there_is_one_way(
    names: tuple[str, ...], middles: tuple[int, ...], over: str
) -> None:
    row = [at(name, x - 10, x + 10) for name, x in zip("ab", middles, strict=True)]
    below = [at(name, column.x0, column.x1) for name, column in zip(names, COLUMNS, strict=True)]
    assert "".join(f.text for f in parted_by_names(row, COLUMNS, [below]) if f is not None) == over
