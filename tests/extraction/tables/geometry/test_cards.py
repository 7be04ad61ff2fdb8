"""Cards of a page, filled or bordered: each is read by itself. All figures are invented."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.geometry.cards import cards
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
CARD = ["Our suppliers", "2,315 suppliers in all", "of whom 1,204 are local", "and 87 were audited"]
BESIDE = ["Water used    412 m3", "Energy used   901 GJ", "Waste          14 t", "Paper used      3 t"]


def draw(canvas: Any, *, fill: bool = True, pitch: float = 17) -> None:
    canvas.setFillGray(0.9)
    canvas.rect(340, 600, 200, 120, fill=int(fill), stroke=int(not fill))
    canvas.setFillGray(0)
    for number, text in enumerate(CARD):
        canvas.drawString(352, 696 - pitch * number, text)
    for number, text in enumerate(BESIDE):
        canvas.drawString(40, 700 - 23 * number, text)


@pytest.mark.parametrize("fill", [True, False])
def test_a_card_is_a_page_of_its_own(make_pages: MakePages, fill: bool) -> None:
    (page,) = make_pages(lambda canvas: draw(canvas, fill=fill))
    rest, card = cards(page)
    assert [line.text for line in card.lines] == CARD
    assert len(rest.lines) == len(BESIDE)


def test_a_filled_column_of_a_table_is_none(make_pages: MakePages) -> None:
    """Its lines stand on those of the labels."""
    (page,) = make_pages(lambda canvas: draw(canvas, pitch=23))
    lowered = [line for line in page.lines if line.bbox]
    assert len(lowered) == len(CARD) + len(BESIDE)

    def column(canvas: Any) -> None:
        canvas.setFillGray(0.9)
        canvas.rect(340, 600, 200, 120, fill=1, stroke=0)
        canvas.setFillGray(0)
        for number, (label, said) in enumerate(zip(BESIDE, CARD, strict=True)):
            canvas.drawString(40, 700 - 23 * number, label)
            canvas.drawString(352, 700 - 23 * number, said)

    (page,) = make_pages(column)
    assert cards(page) == [page]


def test_filled_cells_that_touch_are_none(make_pages: MakePages) -> None:
    def cells(canvas: Any) -> None:
        draw(canvas)
        canvas.setFillGray(0.8)
        canvas.rect(340, 560, 200, 40, fill=1, stroke=0)

    (page,) = make_pages(cells)
    assert cards(page) == [page]


def test_a_page_without_areas_is_itself(make_pages: MakePages) -> None:
    (page,) = make_pages(lambda canvas: canvas.drawString(40, 700, "Water used 412 m3 in all of our plants"))
    assert page.areas == ()
    assert cards(page) == [page]


def test_a_table_beside_a_card_has_no_rows_of_it(make_pages: MakePages, rows_at: Callable[..., None]) -> None:
    rows = [("", "2022", "2023"), ("Water used (m3)", "412", "398"), ("Energy used (GJ)", "901", "870")]

    def both(canvas: Any) -> None:
        draw(canvas)
        canvas.setFont("Helvetica", 9)
        for number, (label, *values) in enumerate(rows):
            canvas.drawString(40, 600 - 15 * number, label)
            for x, value in zip((200, 280), values, strict=True):
                canvas.drawRightString(x, 600 - 15 * number, value)
        canvas.setFillGray(0.9)
        canvas.rect(340, 540, 200, 55, fill=1, stroke=0)
        canvas.setFillGray(0)
        for number, text in enumerate(("People", "Employees 12,480", "Women 43%", "New hires 311")):
            canvas.drawString(352, 583 - 12 * number, text)

    (page,) = make_pages(both)
    table = next(one for one in find_tables(page) if len(one.columns) == 2)
    assert [row.label for row in table.rows] == ["Water used (m3)", "Energy used (GJ)"]
