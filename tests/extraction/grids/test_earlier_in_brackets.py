"""Cells with the figure of an earlier year in brackets."""

from cnesg.extraction.grids.earlier_in_brackets import with_earlier_apart
from cnesg.extraction.grids.grid import tab_grid
from cnesg.text import Line


def rows(text: str) -> list[list[str]]:
    grid = tab_grid((Line(text, 1, None),), (), ())
    return [[cell.text.strip() if cell else "" for cell in row] for row in with_earlier_apart(grid.rows)]


def test_each_year_has_a_row() -> None:
    assert rows("投诉\t214宗（2022年：263宗）") == [["投诉", "214宗"], ["2022年投诉", "263宗"]]


def test_brackets_that_tell_no_year_stay() -> None:
    assert rows("员工\t214人（含外籍：12人）") == [["员工", "214人（含外籍：12人）"]]
