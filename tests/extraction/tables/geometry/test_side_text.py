"""Titles of chapters that run down the edge of a page name no row."""

from typing import Any

from tests.extraction.tables.conftest import MakePages

from cnesg.extraction.tables.finder import find_tables
from cnesg.extraction.tables.geometry.side_text import without_side_text

TITLE = "环境保护与绿色发展"


ROWS = {
    "用电量": 812,
    "用水量": 604,
    "用气量": 97,
    "柴油": 45,
    "汽油": 31,
    "废水": 420,
    "危险废物": 12,
    "一般废物": 88,
    "纸张": 7,
}


def _draw(canvas: Any, *, x: float, letters: str = TITLE) -> None:
    """A table, and a letter beside each of its rows, drawn one after the other: so no line has several letters."""
    canvas.setFont("STSong-Light", 9)
    for number, (label, value) in enumerate(ROWS.items()):
        canvas.drawString(x, 700 - 20 * number, letters[number : number + 1])
        canvas.drawString(120, 690 - 20 * number, label)
        canvas.drawRightString(400, 690 - 20 * number, str(value))


def test_letters_down_either_edge_are_left_out(make_pages: MakePages) -> None:
    for x in (18, 575):
        page = make_pages(lambda canvas, x=x: _draw(canvas, x=x))[0]
        assert {line.text for line in page.lines} >= set(TITLE)
        assert not {line.text for line in without_side_text(page).lines} & set(TITLE)
        (table,) = find_tables(page)
        assert [row.label for row in table.rows] == list(ROWS)


def test_letters_within_the_page_and_a_few_are_kept(make_pages: MakePages) -> None:
    for x, letters in ((80, TITLE), (18, TITLE[:3])):
        page = make_pages(lambda canvas, x=x, letters=letters: _draw(canvas, x=x, letters=letters))[0]
        assert without_side_text(page) is page
