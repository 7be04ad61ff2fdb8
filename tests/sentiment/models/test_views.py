"""What models see: n-grams counted for many texts at once, the same however texts are batched."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.sentiment.models.views import Row, View, Vocabulary, counted

CHARACTERS = View("text", longest=2)
WORDS = View("text", "word", longest=2)


def vocabulary(rows: Sequence[Row], *views: View) -> Vocabulary:
    keys = np.unique(counted(rows, views).keys)
    return Vocabulary.of(keys, np.ones(len(keys), np.float32))


@pytest.mark.parametrize(
    ("text", "view", "distinct"),
    [
        ("甲乙丙", CHARACTERS, 5),  # 甲 乙 丙 甲乙 乙丙
        ("甲甲", CHARACTERS, 2),  # 甲, twice, and 甲甲
        ("甲乙丙", View("text", shortest=3, longest=3), 1),
        ("profit falls sharply", WORDS, 5),
        ("a=1 b=2", View("flags", "flag", longest=1), 2),
        ("", CHARACTERS, 0),
    ],
)
def test_distinct_ngrams_are_counted(text: str, view: View, distinct: int) -> None:
    assert len(counted([(text,)], [view]).keys) == distinct


def test_ngrams_never_cross_from_one_text_to_the_next() -> None:
    alone = {*counted([("甲乙",)], [CHARACTERS]).keys, *counted([("丙丁",)], [CHARACTERS]).keys}

    assert {*counted([("甲乙",), ("丙丁",)], [CHARACTERS]).keys} == alone


def test_order_counts_and_views_are_told_apart() -> None:
    one, other = counted([("甲乙",)], [CHARACTERS]), counted([("乙甲",)], [CHARACTERS])
    elsewhere = counted([("甲乙",)], [View("title", longest=2)])

    assert len({*one.keys} & {*other.keys}) == 2
    assert not {*one.keys} & {*elsewhere.keys}


@given(st.lists(st.tuples(st.text("甲乙丙丁x ", max_size=12), st.text("甲乙", max_size=5)), min_size=1, max_size=6))
def test_a_row_is_the_same_alone_and_in_any_company(rows: list[tuple[str, str]]) -> None:
    views = (CHARACTERS, View("title", weight=0.5))
    known = vocabulary([("甲乙丙丁甲", "甲乙")], *views)

    together = known.matrix(rows, views).toarray()

    for number, row in enumerate(rows):
        assert (known.matrix([row], views).toarray()[0] == together[number]).all()


def test_each_view_has_the_length_of_its_weight() -> None:
    views = (CHARACTERS, View("title", weight=0.5))
    rows = [("甲乙丙", "丁戊"), ("甲乙", "")]

    lengths = np.sqrt((vocabulary(rows, *views).matrix(rows, views).toarray() ** 2).sum(axis=1))

    assert lengths == pytest.approx([np.sqrt(1.25), 1])


def test_unknown_ngrams_count_nothing() -> None:
    known = vocabulary([("甲乙",)], CHARACTERS)

    assert known.matrix([("丙丁戊",)], [CHARACTERS]).nnz == 0
