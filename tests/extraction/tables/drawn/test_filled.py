"""Cells of drawn grids whose text runs over a ruling."""

from collections.abc import Callable
from typing import Any

from tests.extraction.tables.drawn.test_ruled import draw_grid, draw_rows

from cnesg.extraction.tables import find_tables
from cnesg.text import Page

MakePages = Callable[..., list[Page]]


def test_a_title_that_runs_over_a_ruling_stays_where_it_began(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        rows = [
            ("Indicator", "Unit", "2022", "2023"),
            ("New hires by age group and by region of work", "", "", ""),
            ("Under 30", "persons", "41", "42"),
            ("Over 50", "persons", "7", "9"),
            ("Leavers by age", "", "", ""),
            ("Under 30", "persons", "5", "6"),
        ]
        draw_rows(canvas, rows, [50, 130, 200, 280, 360])

    (table,) = find_tables(make_pages(draw)[0])
    title = ("New hires by age group and by region of work",)
    assert [(row.parents, row.label, row.notes) for row in table.rows] == [
        (title, "Under 30", ("persons",)),
        (title, "Over 50", ("persons",)),
        (("Leavers by age",), "Under 30", ("persons",)),
    ]


def test_a_value_close_behind_a_ruling_is_of_its_own_cell(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        draw_grid(canvas, [50, 132, 220, 300], [700, 680, 660, 640])
        for x, text in ((54, "Indicator"), (140, "2022"), (230, "2023")):
            canvas.drawString(x, 686, text)
        for number, (label, one, two) in enumerate((("Water withdrawn t", "812", "790"), ("Waste", "5", "6"))):
            for x, text in ((58, label), (136, one), (230, two)):
                canvas.drawString(x, 666 - 20 * number, text)

    (table,) = find_tables(make_pages(draw)[0])
    assert [[c.text if c else None for c in row.cells] for row in table.rows] == [["812", "790"], ["5", "6"]]


def test_the_first_of_two_measures_in_a_cell_is_its_value(make_pages: MakePages) -> None:
    rows = [
        ("Parameter", "2022", "2023"),
        ("Plastic waste (t)", "239.20", "510.30"),
        ("Battery waste (t)", "3.38", "4.99"),
        ("Other waste (t)", "87,237.69", "12,818.74"),
    ]

    def draw(canvas: Any) -> None:
        edges = [700, 680, 660, 630, 610]
        draw_grid(canvas, [50, 180, 260, 340], edges)
        for top, row in zip(edges, rows, strict=False):
            for x, text in zip((54, 184, 264), row, strict=True):
                canvas.drawString(x, top - 13, text)
        canvas.drawString(184, 637, "171 numbers")
        canvas.drawString(264, 637, "173 numbers")

    (table,) = find_tables(make_pages(draw)[0])
    assert [(row.label, [c.text if c else None for c in row.cells]) for row in table.rows] == [
        ("Plastic waste (t)", ["239.20", "510.30"]),
        ("Battery waste (t)", ["3.38", "4.99"]),
        ("Other waste (t)", ["87,237.69", "12,818.74"]),
    ]
