"""Figures set large with small text beside them."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.extraction.tables import TableReader, find_tables
from cnesg.extraction.tables.tiles import find_tiles
from cnesg.text import Document, Page

MakePages = Callable[..., list[Page]]


def tile(canvas: Any, x: float, y: float, figure: str, *label: str, above: bool = False) -> None:
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(x, y, figure)
    canvas.setFont("Helvetica", 9)
    for number, text in enumerate(label):
        canvas.drawString(x, y + 22 + 11 * (len(label) - 1 - number) if above else y - 14 - 11 * number, text)


def found(pages: list[Page]) -> list[tuple[str, str]]:
    (page,) = pages
    tables = [tile.table for tile in find_tiles(page, find_tables(page)) if tile.table]
    return [(t.rows[0].cells[0].text, t.rows[0].label) for t in tables if t.rows[0].cells[0]]


def test_the_label_stands_below_or_above(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        tile(canvas, 50, 700, "1,234", "hours of training given to", "all employees in 2023")
        tile(canvas, 300, 700, "98%", "Employees trained", above=True)

    assert sorted(found(make_pages(draw))) == [
        ("1,234", "hours of training given to all employees in 2023"),
        ("98%", "Employees trained"),
    ]


def test_text_of_the_same_size_is_no_label(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 700, "1,234")
        canvas.drawString(50, 688, "hours of training")
        canvas.drawString(50, 600, "Some text so that the page is read")

    assert found(make_pages(draw)) == []


def test_a_tile_is_a_fact_of_the_year(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        tile(canvas, 50, 700, "5.3 million", "Training hours in 2023.", "(2022: 6.3 million)")

    (page,) = make_pages(draw)
    facts = [(f.metric, f.value, f.unit, f.year) for f in TableReader(knowledge, 2023).read(page)]
    assert facts == [("training_hours", 5_300_000, "hours", 2023), ("training_hours", 6_300_000, "hours", 2022)]


def test_the_label_stands_beside_or_the_unit_behind(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(50, 700, "1,234")
        canvas.setFont("Helvetica", 9)
        canvas.drawString(112, 708, "hours of training given to")
        canvas.drawString(112, 697, "all employees")
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(50, 600, "56")
        canvas.setFont("Helvetica", 9)
        canvas.drawString(80, 600, "tonnes")
        canvas.drawString(50, 586, "Hazardous waste")

    tables = [tile.table for tile in find_tiles(make_pages(draw)[0], []) if tile.table]
    assert sorted((t.rows[0].label, t.rows[0].notes) for t in tables) == [
        ("Hazardous waste", ("tonnes",)),
        ("hours of training given to all employees", ()),
    ]


def test_last_year_stands_in_brackets(make_pages: MakePages, knowledge: Knowledge) -> None:
    def draw(canvas: Any) -> None:
        tile(canvas, 50, 700, "2,120", "Board meetings held", above=True)
        canvas.drawString(50, 688, "(2022: 1,997)")

    (page,) = make_pages(draw)
    facts = [(f.metric, f.year, f.value) for f in TableReader(knowledge, 2023).read(page)]
    assert facts == [("board_meetings", 2023, 2120), ("board_meetings", 2022, 1997)]


def test_a_label_close_behind_is_no_unit(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, figure, end, label in ((50, "75.3%", 121, "Employee satisfaction"), (300, "91%", 353, "Trained")):
            canvas.setFont("Helvetica-Bold", 22)
            canvas.drawString(x, 700, figure)
            canvas.setFont("Helvetica", 9)
            canvas.drawString(end, 702, label)

    assert sorted(found(make_pages(draw))) == [("75.3%", "Employee satisfaction"), ("91%", "Trained")]


def test_a_figure_whose_label_goes_on_from_it_is_read_as_a_sentence(
    make_pages: MakePages, knowledge: Knowledge
) -> None:
    def draw(canvas: Any) -> None:
        tile(canvas, 50, 700, "6,120 hours", "volunteered by our employees")
        tile(canvas, 300, 700, "Zero", "work-related fatalities")
        tile(canvas, 50, 600, "74 kt CO2e", "Total GHG emissions (Scope 1 and", "2)")

    document = Document("0" * 64, "report.pdf", "application/pdf", "en", 1, lambda: iter(make_pages(draw)))
    rows = {(row.metric, row.canonical_value) for row in extract_quantities(document, knowledge, year=2023)}
    assert rows == {("volunteer_hours", 6120), ("fatalities", 0), ("ghg_total", 74_000)}


def test_large_figures_beside_prose_are_no_rows_of_it(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for y, text in ((707, "Safety first"), (657, "We made our plants"), (646, "cleaner and safer.")):
            canvas.drawString(50, y, text)
        for x, figures in ((300, ("4,980", "93%")), (420, ("24.6%", "812"))):
            tile(canvas, x, 700, figures[0], "women and men", "in 17 countries")
            tile(canvas, x, 650, figures[1], "of key suppliers", "were assessed")

    assert {figure for figure, _ in found(make_pages(draw))} == {"4,980", "93%", "24.6%", "812"}
