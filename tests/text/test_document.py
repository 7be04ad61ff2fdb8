"""Boxes within lines."""

import pytest

from cnesg.text import Line, Word

RUN = Line("全年无超标排污、无行政处罚。", 1, 1, (Word("全年无超标排污、无行政处罚。", 0, (100.0, 50.0, 240.0, 60.0)),))


@pytest.mark.parametrize(
    ("wanted", "box"),
    [
        ("无超标排污", (120.0, 50.0, 170.0, 60.0)),  # 14 characters of 10 points: the third to the seventh
        ("无行政处罚", (180.0, 50.0, 230.0, 60.0)),
        ("全年无超标排污、无行政处罚。", (100.0, 50.0, 240.0, 60.0)),
    ],
)
def test_of_a_run_of_chinese_characters_the_box_is_that_of_the_characters(
    wanted: str, box: tuple[float, float, float, float]
) -> None:
    at = RUN.text.index(wanted)
    assert RUN.box_of(at, at + len(wanted)) == pytest.approx(box)


def test_letters_and_figures_differ_in_width_so_that_their_word_stays_whole() -> None:
    line = Line("约28项", 1, 1, (Word("约28项", 0, (0.0, 0.0, 30.0, 10.0)),))
    assert line.box_of(1, 3) == (0.0, 0.0, 30.0, 10.0)


def test_what_is_set_upright_in_a_column_stays_whole() -> None:
    line = Line("环境保护", 1, 1, (Word("环境保护", 0, (0.0, 0.0, 10.0, 40.0)),))
    assert line.box_of(1, 2) == (0.0, 0.0, 10.0, 40.0)


def test_words_that_are_not_touched_are_left_out() -> None:
    words = (Word("排放量", 0, (0.0, 0.0, 30.0, 10.0)), Word("28", 4, (35.0, 0.0, 47.0, 10.0)))
    assert Line("排放量 28", 1, 1, words).box_of(2, 6) == (20.0, 0.0, 47.0, 10.0)
