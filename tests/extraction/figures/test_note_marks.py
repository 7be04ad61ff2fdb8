"""Marks of footnotes in brackets behind Chinese are no part of a label and no figure."""

import pytest
from tests.extraction.texts import rows_of

from cnesg.extraction.figures.note_marks import glued_marks


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("公司用水量[1]为12吨", "公司用水量为12吨"),
        ("公司用水量(注2)为12吨", "公司用水量为12吨"),
        ("用水量为12吨[注3]。", "用水量为12吨。"),
        ("Water [1] of 12 t", "Water [1] of 12 t"),
        ("用水量(吨)为12", "用水量(吨)为12"),
    ],
)
def test_marks_in_brackets_go(text: str, without: str) -> None:
    for start, end in reversed(glued_marks(text)):
        text = text[:start] + text[end:]
    assert text == without


def test_a_mark_is_no_figure_and_parts_no_label() -> None:
    found = [(row.metric, row.value, dict(row.breakdown)) for row in rows_of("2023年，公司女性员工[1]为611人。")]
    assert found == [("employees", 611, {"gender": "female"})]
