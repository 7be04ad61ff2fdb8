from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sentiment.news_market import item

from cnesg.framework.incidents import load_incidents
from cnesg.sentiment.clauses import Span, clauses, sentences
from cnesg.sentiment.comparison import comparable
from cnesg.sentiment.cues import Cue, CueFinder
from cnesg.sentiment.pages import page_of
from cnesg.sentiment.plain_text import plain_text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("甲公司停产。乙公司复产！丙", ["甲公司停产。", "乙公司复产！", "丙"]),
        ("A Co. fell 3.5% to 2.1. B Inc. rose.", ["A Co. fell 3.5% to 2.1.", "B Inc. rose."]),
        ("Listed in the EU. Sales rose.", ["Listed in the EU.", "Sales rose."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [text[span.start : span.end].strip() for span in sentences(text)] == parts


def test_clauses_end_at_commas_but_not_within_numbers() -> None:
    text = "甲公司罚款1,200元，乙公司无事 丙公司停产"
    parts = clauses(text, Span(0, len(text)))
    assert [text[part.start : part.end] for part in parts] == ["甲公司罚款1,200元", "乙公司无事", "丙公司停产"]


@given(st.text(alphabet="甲乙。，；：\n.!? aB3,", max_size=60))
def test_sentences_lie_in_order_and_hold_every_letter(text: str) -> None:
    found = sentences(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    held = "".join(text[span.start : span.end] for span in found)
    assert [c for c in held if not c.isspace()] == [c for c in text if not c.isspace()]
    for span in found:
        parts = clauses(text, span)
        assert all(span.start <= part.start < part.end <= span.end for part in parts)


@given(st.text(max_size=80))
def test_the_form_of_comparison_keeps_places(text: str) -> None:
    assert len(comparable(text)) == len(text)


def test_of_cues_that_overlap_the_longest_stands() -> None:
    finder = CueFinder(load_incidents().types)
    assert finder.find("涉嫌商业贿赂") == [Cue(0, 6, "G02-001")]
    assert finder.find("今天天气不错") == []


def test_plain_text_is_left_alone_and_long_text_is_cut_in_the_middle() -> None:
    assert plain_text("净利润 < 2亿，营收 > 3亿 & 增长", 1000) == "净利润 < 2亿，营收 > 3亿 & 增长"
    assert plain_text("头" * 10 + "中" * 5000 + "尾" * 10, 1000).count("中") == 980


def test_a_page_without_text_quotes_nothing() -> None:
    assert page_of(item(""), 1000).quote(0) == ""
