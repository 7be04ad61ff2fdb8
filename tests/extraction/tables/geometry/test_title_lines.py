"""Corners of heads in several lines, and titles whose second line stands right over the rows."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.tables import find_tables
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
YEARS = ("2022", "2023")


def draw_head(canvas: Any, corner: list[str], top: float) -> None:
    """A head of two lines in a frame, beside a corner of so many lines."""
    canvas.setLineWidth(0.5)
    for y in (top, top - 20, top - 40):
        canvas.line(150 if y == top - 20 else 50, y, 510, y)
    for x in (50, 150, 330, 510):
        canvas.line(x, top, x, top - 40)
    for x in (210, 270, 390, 450):
        canvas.line(x, top - 20, x, top - 40)
    for number, text in enumerate(corner):
        canvas.drawString(55, top - 11 - 12 * number, text)
    for x, year in zip((240, 420), YEARS, strict=True):
        canvas.drawCentredString(x, top - 14, year)
    for n, text in enumerate(("Men", "Women", "Total") * 2):
        canvas.drawRightString(205 + 60 * n, top - 34, text)


def draw_rows(canvas: Any, top: float) -> None:
    rows = [("Employees", 310, 120, 430), ("Contractors", 95, 45, 140), ("Total", 405, 165, 570)]
    for number, (label, *values) in enumerate(rows):
        canvas.drawString(55, top - 14 * number, label)
        for n, value in enumerate([*values, *(v + 11 for v in values)]):
            canvas.drawRightString(205 + 60 * n, top - 14 * number, f"{value:,}")


@pytest.mark.parametrize(
    "corner",
    [
        ["Staff"],
        ["Total number of", "staff"],
        ["Total number of", "staff and third", "parties"],
        ["Total number of staff,", "of third parties and", "of leased workers"],  # longer than any head
    ],
)
def test_a_framed_head_with_a_corner_of_several_lines_heads_the_columns(
    make_pages: MakePages, corner: list[str]
) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 740, "Our people")
        draw_head(canvas, corner, 720)
        draw_rows(canvas, 666)

    (table,) = find_tables(make_pages(draw)[0])
    assert [column.headers for column in table.columns] == [
        (year, kind) for year in YEARS for kind in ("Men", "Women", "Total")
    ]
    assert [row.label for row in table.rows] == ["Employees", "Contractors", "Total"]


def test_the_second_line_of_a_title_is_no_group(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 700, "Total number of employees")
        canvas.drawString(50, 688.5, "by region in 2023")
        for number, (label, value) in enumerate(
            (("North", "310"), ("South", "205"), ("Abroad", "48"), ("Total", "563"))
        ):
            canvas.drawString(50, 668 - 14 * number, label)
            canvas.drawRightString(240, 668 - 14 * number, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert table.captions[:1] == ("Total number of employees by region in 2023",)
    assert [row.parents for row in table.rows] == [()] * 4


def test_a_group_over_rows_stays_one(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 700, "Employees")
        for x, year in zip((240, 320), YEARS, strict=True):
            canvas.drawRightString(x, 700, year)
        canvas.drawString(50, 686, "of the parent")
        for number, (label, value) in enumerate((("North", "310"), ("South", "205"))):
            canvas.drawString(60, 672 - 14 * number, label)
            canvas.drawRightString(240, 672 - 14 * number, value)
            canvas.drawRightString(320, 672 - 14 * number, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert [row.parents for row in table.rows] == [("of the parent",)] * 2


def test_a_corner_that_goes_on_below_a_head_in_its_middle_is_no_group(make_pages: MakePages) -> None:
    """The head of one column stands beside the first line of the corner, the years between its lines."""

    def draw(canvas: Any) -> None:
        for y, text in ((700, "Direct emissions by source, in tonnes"), (688.5, "of CO2 equivalent")):
            canvas.drawString(50, y, text)
        for x, year in zip((300, 380), YEARS, strict=True):
            canvas.drawRightString(x, 694.5, year)
        canvas.drawRightString(500, 700, "Share in all")
        for number, (label, value) in enumerate((("Boilers", "310"), ("Vehicles", "205"), ("Total", "515"))):
            canvas.drawString(50, 668 - 14 * number, label)
            for x, text in ((300, value), (380, value), (500, "40%")):
                canvas.drawRightString(x, 668 - 14 * number, text)

    (table,) = find_tables(make_pages(draw)[0])
    assert [row.parents for row in table.rows] == [()] * 3


def test_lines_of_a_title_somewhat_apart_are_one_caption(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 700, "Total number of employees")
        canvas.drawString(50, 685.5, "by region in 2023")
        for number, (label, value) in enumerate((("North", "310"), ("South", "205"), ("Total", "515"))):
            canvas.drawString(50, 664 - 14 * number, label)
            canvas.drawRightString(240, 664 - 14 * number, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert table.captions[:1] == ("Total number of employees by region in 2023",)


def test_a_span_of_years_over_the_labels_heads_no_column(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 728, "Non-financial figures")
        canvas.drawRightString(470, 728, "as indicated")
        canvas.drawString(50, 714, "2022 - 2023")
        canvas.drawString(50, 700, "as indicated")
        for x, text in ((300, "2022"), (380, "2023"), (470, "change")):
            canvas.drawRightString(x, 700, text)
        for number, (label, *values) in enumerate(
            (("Engaged", "78%", "68%", "(10)"), ("Absent", "7.4%", "7.7%", "+0.4"))
        ):
            canvas.drawString(50, 684 - 14 * number, label)
            for x, text in zip((300, 380, 470), values, strict=True):
                canvas.drawRightString(x, 684 - 14 * number, text)

    (table,) = find_tables(make_pages(draw)[0])
    assert [column.headers[-1:] for column in table.columns] == [("2022",), ("2023",), ("change",)]


def test_a_line_in_the_middle_of_a_box_is_its_title(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawCentredString(150, 700, "Staff by contract")
        for number, (label, value) in enumerate((("Permanent", "95.5%"), ("Temporary", "4.5%"))):
            canvas.drawString(60, 684 - 14 * number, label)
            canvas.drawRightString(240, 684 - 14 * number, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert table.captions == ("Staff by contract",)
    assert [row.label for row in table.rows] == ["Permanent", "Temporary"]
