"""Cards with a year over each figure, figures in rings, an earlier figure at the end of a label. All are invented."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.text import Document, Page

MakePages = Callable[..., list[Page]]
Draw = Callable[[Any, float, float, str, str, str], None]
TILES = (
    ("Tonnes of waste recycled", "8,310", "7,960"),
    ("Women in management", "34%", "31%"),
    ("Employees", "12,480", "12,110"),
    ("Volunteer hours", "6,120", "5,480"),
)
NOW = {("waste_recycled", 8310, 2023), ("employees_share", 34, 2023), ("employees_total", 12480, 2023)} | {
    ("volunteer_hours", 6120, 2023)
}
BEFORE = {("waste_recycled", 7960, 2022), ("employees_share", 31, 2022), ("employees_total", 12110, 2022)} | {
    ("volunteer_hours", 5480, 2022)
}


def told(make_pages: MakePages, knowledge: Knowledge, tile: Draw) -> set[tuple[str, float, int]]:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(40, 780, "Key figures 2023")
        for number, texts in enumerate(TILES):
            tile(canvas, 40 + 250 * (number % 2), 700 - 160 * (number // 2), *texts)

    document = Document("0" * 64, "report.pdf", "application/pdf", "en", 1, lambda: iter(make_pages(draw)))
    return {(row.metric, row.value, row.year) for row in extract_quantities(document, knowledge)}


def at(canvas: Any, size: float, x: float, y: float, text: str) -> None:
    canvas.setFont("Helvetica", size)
    canvas.drawString(x, y, text)


def test_years_over_and_left_of_figures(make_pages: MakePages, knowledge: Knowledge) -> None:
    def card(canvas: Any, x: float, y: float, label: str, now: str, before: str) -> None:
        at(canvas, 9, x, y, label)
        at(canvas, 9, x, y - 40, "2023")
        at(canvas, 22, x, y - 65, now)
        at(canvas, 9, x, y - 85, "2022")
        at(canvas, 11, x + 40, y - 85, before)

    assert told(make_pages, knowledge, card) == NOW | BEFORE


def test_figures_in_rings_with_labels_below_of_two_lines(make_pages: MakePages, knowledge: Knowledge) -> None:
    def ring(canvas: Any, x: float, y: float, label: str, now: str, before: str) -> None:
        canvas.circle(x + 60, y + 5, 38)
        canvas.setFont("Helvetica-Bold", 15)
        canvas.drawCentredString(x + 60, y, now)
        first, _, rest = label.partition(" of ")
        canvas.setFont("Helvetica", 9)
        canvas.drawCentredString(x + 60, y - 50, f"{first} of" if rest else first)
        canvas.drawCentredString(x + 60, y - 61, rest)

    assert told(make_pages, knowledge, ring) == NOW


def test_an_earlier_figure_at_the_end_of_a_label(make_pages: MakePages, knowledge: Knowledge) -> None:
    def tile(canvas: Any, x: float, y: float, label: str, now: str, before: str) -> None:
        at(canvas, 24, x, y, now)
        at(canvas, 9, x, y - 16, f"{label.lower()} (FY22:" if "waste" in label else f"{label.lower()} (FY22: {before})")
        if "waste" in label:
            at(canvas, 9, x, y - 27, f"{before})")

    assert told(make_pages, knowledge, tile) == NOW | BEFORE
