"""Spelling the lexicon's wording out: many phrases at once as each by itself, and only what is found put together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.framework.lexicon import load_lexicon
from cnesg.framework.phrase_table import PhraseTable, matching_form, matching_forms

LINES = st.lists(st.text(st.sampled_from("aB-–3 İⅱ职工雇员范围1在地%"), max_size=12), max_size=6)


@given(LINES)
def test_many_phrases_have_the_forms_that_each_has(phrases: list[str]) -> None:
    assert matching_forms(phrases) == [matching_form(phrase) for phrase in phrases]


def test_a_phrase_is_put_together_when_it_is_found() -> None:
    table = PhraseTable([("word", 0, "<people> joined"), ("zero", 1, "no..injury")], {"people": ("staff", "employees")})
    assert {"staff joined", "employees joined", "no", "injuries"} <= set(table.spelled)
    assert not len(table)
    joined = table[table.spelled.index("staff joined")]
    assert joined.uses == (("word", 0),)
    assert not joined.is_part
    assert table[table.spelled.index("no")].is_part
    assert len(table) == 2


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("there were no fatalities", True),
        ("无死亡事故", True),
        ("the notary signed", False),
        ("the knot was tied", False),
        ("共培训职工", False),
    ],
)
def test_words_for_none_are_told_by_the_shortest_of_them(text: str, may: bool) -> None:
    assert (load_lexicon().none_words.search(matching_form(text)) is not None) is may
