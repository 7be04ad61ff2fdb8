"""Tiles are told from the tables around them. All figures are invented."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.fragments import page_fragments
from cnesg.extraction.tables.tiles.apart import places_of_tiles, without
from cnesg.extraction.tables.tiles.large_figures import find_tiles
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
TILES = [("12,480", "Total employees"), ("9.8%", "Employee turnover"), ("642", "Hazardous waste (t)")]


def draw_tiles(canvas: Any, below: str = "", size: int = 12) -> None:
    for number, (figure, label) in enumerate(TILES):
        x = 40 + 180 * number
        canvas.setFont("Helvetica-Bold", size)
        canvas.drawString(x, 700, figure)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(x, 686, label)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(x, 672, below if number else "FY2023" if below else "")


def test_figures_a_little_larger_than_their_labels_are_tiles_where_all_are_alike(make_pages: MakePages) -> None:
    (page,) = make_pages(draw_tiles)
    lines = page_fragments(page)
    assert without(lines, places_of_tiles(lines)) == []
    assert find_tables(page) == []


def test_the_same_year_below_each_is_no_axis_of_a_chart(make_pages: MakePages) -> None:
    (page,) = make_pages(lambda canvas: draw_tiles(canvas, "(2023)", 17))
    assert find_tables(page) == []
    assert len(find_tiles(page, [])) == len(TILES)


def test_nothing_is_left_out_of_a_table(make_pages: MakePages, rows_at: Callable[..., None]) -> None:
    rows = [("", "2022", "2023"), ("Water used (m3)", "412", "398"), ("Energy used (GJ)", "901", "870")]
    (page,) = make_pages(lambda canvas: rows_at(canvas, rows, (40, 200, 280), 700))
    lines = page_fragments(page)
    assert places_of_tiles(lines) == set()
    assert without(lines, set()) == [list(line) for line in lines]


def test_a_number_with_its_year_below_is_the_earlier_figure(make_pages: MakePages) -> None:
    (page,) = make_pages(lambda canvas: draw_tiles(canvas, "158 in 2022", 17))
    cells = [[cell.text for cell in tile.table.rows[0].cells if cell] for tile in find_tiles(page, []) if tile.table]
    assert cells == [["12,480"], ["9.8%", "158"], ["642", "158"]]


def test_an_earlier_figure_without_a_unit_has_that_of_the_large_one(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica-Bold", 17)
        canvas.drawString(40, 700, "642 tonnes")
        canvas.setFont("Helvetica", 9)
        canvas.drawString(40, 686, "Hazardous waste")
        canvas.drawString(40, 674, "FY2022 711")

    (page,) = make_pages(draw)
    (tile,) = find_tiles(page, [])
    assert tile.table is not None
    assert tile.table.rows[0].notes == ("tonnes",)
    assert [cell.text for cell in tile.table.rows[0].cells if cell] == ["642 tonnes", "711"]
