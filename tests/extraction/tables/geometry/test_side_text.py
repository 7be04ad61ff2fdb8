"""Titles of chapters that run down the edge of a page name no row."""

from typing import Any

from tests.extraction.tables.conftest import MakePages

from cnesg.extraction.tables.finder import find_tables
from cnesg.extraction.tables.geometry.side_text import without_side_text

TITLE = "环境保护与绿色发展"


def _draw(canvas: Any, *, x: float, letters: str = TITLE) -> None:
    canvas.setFont("STSong-Light", 9)
    for number, letter in enumerate(letters):
        canvas.drawString(x, 700 - 20 * number, letter)
    for number, (label, value) in enumerate([("用电量", "812"), ("用水量", "604"), ("用气量", "97")]):
        canvas.drawString(120, 690 - 20 * number, label)
        canvas.drawRightString(400, 690 - 20 * number, value)


def test_letters_down_either_edge_are_left_out(make_pages: MakePages) -> None:
    for x in (18, 575):
        page = make_pages(lambda canvas, x=x: _draw(canvas, x=x))[0]
        assert not {line.text for line in without_side_text(page).lines} & set(TITLE)
        (table,) = find_tables(page)
        assert [row.label for row in table.rows] == ["用电量", "用水量", "用气量"]


def test_letters_within_the_page_and_a_few_are_kept(make_pages: MakePages) -> None:
    for x, letters in ((80, TITLE), (18, TITLE[:3])):
        page = make_pages(lambda canvas, x=x, letters=letters: _draw(canvas, x=x, letters=letters))[0]
        assert without_side_text(page) is page
