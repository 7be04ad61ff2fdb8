"""Boxes of words: rounding many at once gives what rounding each by itself gives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cnesg.text.pdf_lines import page_lines
from cnesg.text.pdf_words import PlacedWord, _broken_up, _on_page, _put_together

SIDE = st.floats(-2000, 2000, width=32) | st.integers(-160_000, 160_000).map(lambda eighths: eighths / 8 / 100)


@given(st.lists(st.tuples(SIDE, SIDE, SIDE, SIDE), min_size=1, max_size=8), SIDE, SIDE)
def test_boxes_are_rounded_as_each_side_by_itself(corners: list[tuple[float, ...]], left: float, top: float) -> None:
    rows = np.array(corners, np.float64)
    assert list(_on_page(rows, rows, (left, top))) == [
        (round(x0 - left, 2), round(top - y1, 2), round(x1 - left, 2), round(top - y0, 2)) for x0, y0, x1, y1 in corners
    ]


def test_characters_with_a_line_each_are_words_again() -> None:
    """pdfium takes a page of two narrow columns for vertical writing; two numbers one below the other stay two."""
    text = "技\r\n术\r\n5\r\n1\r\n2\r\n8\r\n7"
    spans = [(at, at + 1) for at in range(0, len(text), 3)]
    places = [(50.0, 9.0), (59.0, 9.0), (530.0, 5.0), (535.0, 5.0), (540.0, 5.0), (530.0, 5.0), (535.0, 5.0)]
    words = [
        PlacedWord(text[start], (x, 20.0 if at < 5 else 40.0, x + wide, 29.0 if at < 5 else 49.0), 9.0, True)
        for at, ((start, _), (x, wide)) in enumerate(zip(spans, places, strict=True))
    ]
    assert [word.text for word in _put_together(words, _broken_up(text, spans))] == ["技术", "512", "87"]


def test_lines_of_words_are_not_broken_up() -> None:
    text = "用电量\r\n512\r\n用水量\r\n87"
    assert _broken_up(text, [(0, 3), (5, 8), (10, 13), (15, 17)]) == []


def test_a_year_in_smaller_figures_is_no_footnote_mark() -> None:
    words = [
        PlacedWord("供应商数目", (50.0, 20.0, 100.0, 30.0), 10.0, False),
        PlacedWord("2023", (102.0, 20.5, 120.0, 27.0), 6.5, True),
    ]
    assert [line.text for line in page_lines(words, 1)] == ["供应商数目 2023"]
