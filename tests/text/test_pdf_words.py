"""Boxes of words: rounding many at once gives what rounding each by itself gives."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.text import pdf_words
from cnesg.text.pdf_lines import page_lines
from cnesg.text.pdf_words import PlacedWord, _broken, _on_page, _one_word, _put_together, _raise_dashes, placed_words

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
    starts = np.arange(0, len(text), 3)
    lefts, wide = np.array([50, 59, 530, 535, 540, 530, 535]), np.array([9, 9, 5, 5, 5, 5, 5])
    bottoms = np.array([700, 700, 700, 700, 700, 680, 680])
    boxes = np.stack([lefts, bottoms, lefts + wide, bottoms + 9], axis=1).astype(np.float64)
    tokens = [text[at] for at in starts]
    assert _broken(tokens, starts, starts + 1, boxes, boxes) == [1, 3, 4, 6]
    words = [PlacedWord(text[at], (x, 20.0, x + 5.0, 29.0), 9.0, True) for at, x in zip(starts, lefts, strict=True)]
    assert [word.text for word in _put_together(words, {1, 3, 4, 6})] == ["技术", "512", "87"]


def test_a_ligature_as_high_as_its_ink_goes_with_the_letters_beside_it() -> None:
    """Liqu|fi|ed, of which pdfium ends a line around the ligature; a raised mark beside a word stays apart."""
    starts, wide = np.array([0, 6, 10]), np.array([20, 5, 10])
    lefts = np.array([50, 70, 75])
    boxes = np.stack([lefts, [700, 702, 700], lefts + wide, [710, 709, 710]], axis=1).astype(np.float64)
    stops = np.array([4, 8, 12])
    assert _broken(["Liqu", "fi", "ed"], starts, stops, boxes, boxes) == [1, 2]
    assert _broken(["Liqu", "12", "ed"], starts, stops, boxes, boxes) == []


def test_parts_of_a_word_around_a_ligature_are_one_word() -> None:
    before, behind, number = (PlacedWord(text, (50.0, 20.0, 60.0, 29.0), 9.0, True) for text in ("Vola", "tile", "512"))
    assert _one_word(before, behind)
    assert not _one_word(before, number)
    assert not _one_word(number, behind)


def test_a_year_in_smaller_figures_is_no_footnote_mark() -> None:
    words = [
        PlacedWord("供应商数目", (50.0, 20.0, 100.0, 30.0), 10.0, False),
        PlacedWord("2023", (102.0, 20.5, 120.0, 27.0), 6.5, True),
    ]
    assert [line.text for line in page_lines(words, 1)] == ["供应商数目 2023"]


def test_a_mark_drawn_apart_at_five_sixths_goes_with_its_year() -> None:
    words = [
        PlacedWord("2022", (433.4, 269.9, 452.7, 278.8), 8.95, False),
        PlacedWord("4", (452.7, 267.7, 456.7, 275.2), 7.46, True),
        PlacedWord("GRI", (480.0, 269.9, 495.0, 278.8), 8.95, True),
    ]
    assert [line.text for line in page_lines(words, 1)] == ["2022 GRI"]


def test_a_raised_power_is_no_mark_and_stands_by_its_unit() -> None:
    words = [
        PlacedWord("3,210", (50.0, 20.0, 75.0, 30.0), 10.0, False),
        PlacedWord("m", (78.0, 20.0, 86.0, 30.0), 10.0, True),
        PlacedWord("3", (86.0, 19.0, 89.0, 25.0), 6.0, True),
        PlacedWord("in", (92.0, 20.0, 99.0, 30.0), 10.0, True),
    ]
    assert [line.text for line in page_lines(words, 1)] == ["3,210 m3 in"]


def test_a_raised_mark_in_words_goes_with_its_number() -> None:
    words = [
        PlacedWord("Intensity", (50.0, 20.0, 90.0, 30.0), 10.0, False),
        PlacedWord("(Note", (92.0, 19.0, 105.0, 25.0), 6.0, True),
        PlacedWord("2)", (107.0, 19.0, 112.0, 25.0), 6.0, True),
        PlacedWord("0.41", (180.0, 20.0, 200.0, 30.0), 10.0, True),
    ]
    assert [line.text for line in page_lines(words, 1)] == ["Intensity 0.41"]


def test_a_word_that_begins_with_a_radical_is_as_high_as_its_other_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a radical (⽤ for 用) pdfium gives no more than the ink."""
    boxes = {0: (50.0, 701.0, 58.0, 706.0), 2: (68.0, 700.0, 77.0, 710.0)}
    monkeypatch.setattr(
        pdf_words, "CharacterBoxes", lambda _: SimpleNamespace(of=lambda at: np.array([boxes[i] for i in at]))
    )
    frame: Any = None
    page: Any = SimpleNamespace(count_chars=lambda: 3, get_text_range=lambda: "⽤电量", raw=None)
    assert [word.height for word in placed_words(page, frame, (0.0, 800.0))] == [10.0]


def test_a_dash_without_the_height_of_its_font_stands_as_high_as_its_neighbour() -> None:
    boxes = np.array([[50, 700, 80, 712], [90, 705, 96, 706], [90, 680, 96, 692]], np.float64)
    _raise_dashes(["吨", "–", "8"], boxes, boxes)
    assert boxes[:, [1, 3]].tolist() == [[700, 712], [700, 712], [680, 692]]


def test_digits_that_a_firm_blank_groups_are_one_word() -> None:
    text = "In 2024\u00a01\u00a0476 people and 12\u202f340\u202f567 euros, 5\u00a0kg"
    words = pdf_words._splitter(text).split(text)[1::2]
    assert words == ["In", "2024", "1\u00a0476", "people", "and", "12\u202f340\u202f567", "euros,", "5", "kg"]


def test_a_mark_behind_a_dash_that_stands_for_no_figure_is_no_figure() -> None:
    words = [
        PlacedWord("75", (470.0, 328.2, 479.6, 338.0), 9.77, False),
        PlacedWord("–", (535.1, 328.2, 538.9, 338.0), 9.77, True),
        PlacedWord("2", (538.9, 327.4, 542.0, 333.7), 6.35, False),
    ]
    assert [line.text for line in page_lines(words, 1)] == ["75 –"]
