"""Chinese sentences set to both edges: wide blanks around figures make no cells, and first lines are set in."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from tests.extraction.tables.conftest import MakePages

from cnesg.extraction.tables.finder import find_tables
from cnesg.extraction.tables.fragments import line_fragments
from cnesg.extraction.tables.page_paragraphs import paragraphs

SENTENCES = [
    "截至 2018 年 12 月 31 日，公司、分公司共有职工 11,538 人，其中女职工 1,846 人，",
    "占职工总数的 16.0%；全年招聘硕士、博士 143 人，安置退役军人 37 人，劳动合同签订率",
    "达 100%，全年缴纳养老、医疗保险费 2.86 亿元。",
]


def _set(canvas: Any, x: float, y: float, text: str, right: float | None) -> None:
    """Words of a line, set to the right edge or with plain blanks."""
    words = text.split(" ")
    blank = 3.0
    if right is not None:
        blank = (right - x - sum(canvas.stringWidth(w, "STSong-Light", 9) for w in words)) / (len(words) - 1)
    for word in words:
        canvas.drawString(x, y, word)
        x += canvas.stringWidth(word, "STSong-Light", 9) + blank


def _paragraph(lines: Sequence[str], *, set_in: float, right: float = 420) -> Callable[[Any], None]:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        for number, text in enumerate(lines):
            last = number == len(lines) - 1
            _set(canvas, 60 + (0 if number else set_in), 700 - 15 * number, text, None if last else right)

    return draw


@pytest.mark.parametrize("set_in", [0.0, 18.0])
def test_lines_are_a_paragraph_and_no_table(make_pages: MakePages, set_in: float) -> None:
    page = make_pages(_paragraph(SENTENCES, set_in=set_in))[0]
    boxed = [(line.bbox, line) for line in page.lines if line.bbox is not None]
    assert [len(run) for run in paragraphs(boxed)] == [len(SENTENCES)]
    assert find_tables(page) == []


def test_two_lines_may_be_rows(make_pages: MakePages) -> None:
    page = make_pages(_paragraph(SENTENCES[:2], set_in=0))[0]
    boxed = [(line.bbox, line) for line in page.lines if line.bbox is not None]
    assert list(paragraphs(boxed)) == []


def test_a_line_of_a_sentence_is_one_text_however_it_is_spaced(make_pages: MakePages) -> None:
    page = make_pages(_paragraph([SENTENCES[0], ""], set_in=0, right=410))[0]
    (line,) = page.lines
    assert max(line.gaps) > 0.45
    assert [f.kind for f in line_fragments(line)] == ["text"]


def test_cells_far_apart_stay_cells(make_pages: MakePages) -> None:
    page = make_pages(_paragraph(["女职工，含派遣 1,846 1,790", ""], set_in=0, right=380))[0]
    assert [f.kind for f in line_fragments(page.lines[0])] == ["text", "number", "number"]
