"""Paragraphs of sentences: figures that justified lines set apart are no cells, and rows of a table no sentences."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.tables.fragments import page_fragments
from cnesg.extraction.tables.page_paragraphs import paragraphs
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
SAID = [
    ("Investments in health and safety", "amounted to", "€39.1"),
    ("million; in all", "23,415", "of our employees were trained"),
    ("in safety, of whom", "4,102", "are now first-aiders at their"),
    ("plants and in the offices of our group.", "", ""),
]
ROWS = [
    ("Electricity that was bought from the grid", "812", "790"),
    ("Heating and steam that were bought in", "604", "588"),
    ("Natural gas that was burnt on our sites", "97", "90"),
]


def test_lines_of_sentences_are_one_text_each(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for number, (first, middle, last) in enumerate(SAID):
            y = 700 - 13 * number
            canvas.drawString(40, y, first)
            canvas.drawString(240, y, middle)
            canvas.drawRightString(470, y, last)

    (page,) = make_pages(draw)
    assert [[f.kind for f in line] for line in page_fragments(page)] == [["text"]] * 4
    assert "€39.1" in page_fragments(page)[0][0].text


@pytest.mark.parametrize("lower", [False, True])
def test_rows_are_no_sentences(make_pages: MakePages, lower: bool) -> None:
    """In small letters they go on as lines of sentences would, but their figures stand one below the other."""

    def draw(canvas: Any) -> None:
        for number, (label, *values) in enumerate(ROWS):
            y = 700 - 13 * number
            canvas.drawString(40, y, label.lower() if lower else label)
            for x, value in zip((320, 380), values, strict=True):
                canvas.drawRightString(x, y, value)

    (page,) = make_pages(draw)
    assert list(paragraphs([(line.bbox, line) for line in page.lines if line.bbox])) == []
    assert [[f.kind for f in line] for line in page_fragments(page)] == [["text", "number", "number"]] * 3


def test_chinese_lines_that_end_on_one_edge_are_sentences(make_pages: MakePages) -> None:
    said = ["我们将环境管理，纳入公司治理。董", "事会每年审议，相关政策并监督。其", "执行情况，各生产基地设有专职。"]

    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        for number, line in enumerate(said):
            canvas.drawString(40, 700 - 13 * number, line)

    (page,) = make_pages(draw)
    (found,) = paragraphs([(line.bbox, line) for line in page.lines if line.bbox])
    assert [line.text for _, line in found] == said


def test_chinese_rows_whose_values_have_their_units_are_no_sentences(make_pages: MakePages) -> None:
    rows = [
        ("员工总人数是按年末人数", "14,194名", "15,044名"),
        ("工伤损失的工作日天数", "720日", "701日"),
        ("员工平均受训的小时数", "36.48小时", "36.8小时"),
    ]

    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        for number, (label, *values) in enumerate(rows):
            canvas.drawString(40, 700 - 13 * number, label)
            for x, value in zip((240, 320), values, strict=True):
                canvas.drawRightString(x, 700 - 13 * number, value)

    (page,) = make_pages(draw)
    assert list(paragraphs([(line.bbox, line) for line in page.lines if line.bbox])) == []


def test_chinese_paragraphs_one_below_the_other_have_short_last_lines(make_pages: MakePages) -> None:
    said = [
        "公司尊重每一位员工，倾听员工的声音，",
        "定期组织座谈与调研，了解他们的需要。",
        "公司坚持绿色发展，持续完善管理。",
    ]
    rest = ["供应商在质量、环境和劳工方面的表现，", "每年接受评估，不足之处由其提出改进。"]

    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        for number, line in enumerate((*said, *rest)):
            canvas.drawString(40, 700 - 12 * number, line)

    (page,) = make_pages(draw)
    (found,) = paragraphs([(line.bbox, line) for line in page.lines if line.bbox])
    assert len(found) == len(said) + len(rest)
