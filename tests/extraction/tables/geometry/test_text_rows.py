"""Texts above a table grouped to lines, some of them in the middle of cells that reach over two."""

import pytest

from cnesg.extraction.tables.geometry.text_rows import text_rows
from cnesg.extraction.tables.model import Fragment

HEIGHT = 8.0


def text(word: str, x0: float, middle: float) -> Fragment:
    box = (x0, middle - HEIGHT / 2, x0 + 20, middle + HEIGHT / 2)
    return Fragment(word, word, box, HEIGHT, round(middle), 0, "text")


def lines(*texts: Fragment) -> list[list[str]]:
    return [[one.text for one in row] for row in text_rows(texts)]


YEARS = [text("2023", 100, 20), text("2022", 160, 20)]
KINDS = [text("aim", 100, 29), text("result", 160, 29)]


def test_lines_come_from_the_lowest_up() -> None:
    assert lines(*YEARS, *KINDS) == [["aim", "result"], ["2023", "2022"]]


@pytest.mark.parametrize(("middle", "line"), [(23.5, 1), (25.5, 0)])
def test_a_text_between_two_lines_of_heads_is_of_the_nearer(middle: float, line: int) -> None:
    rows = lines(*YEARS, *KINDS, text("Unit", 40, middle))
    assert [row[0] == "Unit" for row in rows] == [at == line for at in range(2)]


def test_a_text_under_a_head_is_a_line_of_its_own() -> None:
    assert lines(*YEARS, *KINDS, text("of", 105, 24.5)) == [["aim", "result"], ["of"], ["2023", "2022"]]


def test_lines_of_prose_stay_apart() -> None:
    prose = [
        text(word, x0, y) for word, x0, y in (("a", 0, 10), ("b", 30, 10), ("c", 60, 20), ("d", 0, 30), ("e", 30, 30))
    ]
    assert lines(*prose) == [["d", "e"], ["c"], ["a", "b"]]


def test_a_mark_set_high_is_of_its_line() -> None:
    assert lines(text("Total", 0, 20), text("1", 25, 17)) == [["Total", "1"]]
