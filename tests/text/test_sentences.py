from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cnesg.text import Document, Line, Page, PassingSentences, read_document, sentences
from cnesg.text.plain import text_page
from cnesg.text.sentences import Sentence

MakePdf = Callable[..., Path]


def split(text: str) -> list[Sentence]:
    return list(sentences(text_page(text)))


def plain(text: str) -> list[str]:
    return [s.text for s in split(text) if s.kind == "text"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We use water. We save it.", ["We use water.", "We save it."]),
        ("Use fell to 1.5 t vs. 2.0 t in 2022. It was good.", ["Use fell to 1.5 t vs. 2.0 t in 2022.", "It was good."]),
        ("Mr. J. Smith of X Co. Ltd. spoke, e.g. on U.S. law. All heard.", None),
        ('He said "we care." Then he left.', ['He said "we care."', "Then he left."]),
        ("Is it so? Yes! It is.", ["Is it so?", "Yes!", "It is."]),
        (
            "公司用水1.5吨。员工300人！其中女性120人；男性180人。",
            ["公司用水1.5吨。", "员工300人！", "其中女性120人；", "男性180人。"],
        ),
        ("他说：“我们节约用水。”员工都同意。", ["他说：“我们节约用水。”", "员工都同意。"]),
        ("1. While we care, we act. See below.", ["1. While we care, we act.", "See below."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: Any) -> None:
    if expected is None:
        expected = ["Mr. J. Smith of X Co. Ltd. spoke, e.g. on U.S. law.", "All heard."]
    assert plain(text) == expected


def test_sentences_run_across_line_breaks() -> None:
    pieces = split(
        "公司积极履行社会责任，全年投入环保资金一百二十万元人民币，其中用于污染治\n"
        "理的资金为八十万元。员工培训覆盖率为百分之百，培训时长为三千小时，共举办培训班\n"
        "四十期。\n"
    )
    assert [(s.line, s.text[-8:]) for s in pieces] == [(1, "资金为八十万元。"), (2, "举办培训班四十期。"[-8:])]
    english = split(
        "We reduced the use of water in all of our plants around\n"
        "the world by a tenth. This is more than we had planned\n"
        "to do.\n"
    )
    assert [(s.line, s.text) for s in english] == [
        (1, "We reduced the use of water in all of our plants around the world by a tenth."),
        (2, "This is more than we had planned to do."),
    ]


def test_numbered_headings_form_a_tree() -> None:
    found = split(
        "第一章 环境\n\n一、能源\n\n（一）用电\n\n公司用电100万千瓦时。\n\n（二）用水\n\n公司用水5万吨。\n\n"
        "二、废弃物\n\n公司产生废弃物3吨。\n\n第二章 员工\n\n公司有员工300人。\n"
    )
    assert [(s.text, s.heading) for s in found if s.kind == "text"] == [
        ("公司用电100万千瓦时。", ("第一章 环境", "一、能源", "（一）用电")),
        ("公司用水5万吨。", ("第一章 环境", "一、能源", "（二）用水")),
        ("公司产生废弃物3吨。", ("第一章 环境", "二、废弃物")),
        ("公司有员工300人。", ("第二章 员工",)),
    ]


def test_rows_of_a_table_stay_rows() -> None:
    rows = split("项目\t2022\t2023\n用水（吨）\t100\t120\n")
    assert [(s.kind, s.line) for s in rows] == [("row", 1), ("row", 2)]


def test_contents_are_marked() -> None:
    entries = split("一、公司概况 .............................. 1\n二、公司治理 .............................. 3\n")
    assert {s.kind for s in entries} == {"contents"}


def two_pages(make_pdf: MakePdf) -> Document:
    def first(canvas: Any) -> None:
        canvas.drawString(50, 285, "Sustainability Report 2023")
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(50, 250, "Water")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(50, 230, "We care for water in every plant and we have measured what")
        canvas.drawString(50, 218, "we use since 2010. In the last year our plants in the north")
        canvas.drawString(200, 10, "1")

    def second(canvas: Any) -> None:
        canvas.drawString(50, 285, "Sustainability Report 2023")
        canvas.drawString(50, 250, "used a tenth less than before. We go on.")
        canvas.drawString(200, 10, "2")

    return read_document(make_pdf(first, second))


def test_sentences_run_across_pages_past_headers_and_footers(make_pdf: MakePdf) -> None:
    found = list(sentences(two_pages(make_pdf)))
    assert [(s.page, s.text) for s in found if s.kind == "text" and s.heading] == [
        (1, "We care for water in every plant and we have measured what we use since 2010."),
        (1, "In the last year our plants in the north used a tenth less than before."),
        (2, "We go on."),
    ]
    assert all(s.heading == ("Water",) for s in found if s.page == 2 and s.kind == "text")
    assert [s.text for s in found if s.kind == "furniture"] == ["1", "Sustainability Report 2023", "2"]


def test_sentence_boxes_lie_on_their_first_page(make_pdf: MakePdf) -> None:
    found = [s for s in sentences(two_pages(make_pdf)) if s.kind == "text" and s.heading]
    assert found[0].bbox is not None
    x0, y0, x1, y1 = found[0].bbox
    assert x0 == pytest.approx(50, abs=1)
    assert x1 == pytest.approx(340, abs=30)
    # two lines: base lines at 230 and 218 from the bottom, 70 and 82 from the top
    assert y0 < 70
    assert 82 < y1 < 90


def test_text_before_a_bold_heading_does_not_join_it(make_pdf: MakePdf) -> None:
    def draw(canvas: Any) -> None:
        for row in range(6):
            canvas.drawString(50, 250 - 12 * row, f"Plain text line {row} that says a little about the company,")
        canvas.setFont("Times-Bold", 10.5)
        canvas.drawString(50, 178, "Responsible sourcing")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(50, 166, "We buy with care.")

    found = list(sentences(read_document(make_pdf(draw))))
    assert ("heading", "Responsible sourcing") in [(s.kind, s.text) for s in found]
    assert found[-1].text == "We buy with care."
    assert found[-1].heading == ("Responsible sourcing",)


def test_every_character_of_a_text_is_in_some_sentence() -> None:
    text = "第一章 环境\n\n公司用水5万吨，\n\n同比下降3%。其中 Tesla 等客户 3 家. Done.\n\n• 一项\n• 二项\n"
    joined = "".join(s.text for s in split(text))
    assert sorted(joined.replace(" ", "")) == sorted(text.replace("\n", "").replace(" ", ""))


def test_a_page_alone_has_no_headings_above() -> None:
    page = Page(number=None, width=0, height=0, lines=(Line("We act.", 1, None),))
    (sentence,) = sentences(page)
    assert (sentence.text, sentence.heading, sentence.bbox, sentence.page) == ("We act.", (), None, None)


def test_sentences_are_taken_while_another_reads_the_pages(make_pdf: MakePdf) -> None:
    document = two_pages(make_pdf)
    read = 0

    def pages() -> Iterator[Page]:
        nonlocal read
        for page in document.pages():
            read += 1
            yield page

    passing = PassingSentences(replace(document, pages=pages))
    assert list(passing.document.pages()) == list(document.pages())
    assert passing.sentences() == list(sentences(document)) != []
    assert read == 2


def test_sentences_are_all_there_where_the_other_reader_stopped_or_never_began(make_pdf: MakePdf) -> None:
    document = two_pages(make_pdf)
    stopped = PassingSentences(document, lambda sentence: sentence.kind == "text")
    next(stopped.document.pages())
    expected = [sentence for sentence in sentences(document) if sentence.kind == "text"]
    assert stopped.sentences() == expected != []
