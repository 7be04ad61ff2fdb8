"""Patterns for lists of words, and lower case that moves no character."""

import re

from hypothesis import given
from hypothesis import strategies as st

from cnesg.framework.word_patterns import any_of, lower_case

WORDS = ("no", "nos", "note", "no. of", "c++", "附录", "附件", "表")


@given(st.text(alphabet="nostefc+. 附录件表", max_size=12))
def test_the_longest_word_that_fits_is_found_as_by_trying_each(text: str) -> None:
    plain = "|".join(map(re.escape, sorted(WORDS, key=len, reverse=True)))
    assert re.findall(any_of(WORDS), text) == re.findall(plain, text)


def test_of_no_words_none_is_found() -> None:
    assert re.search(any_of(()), "anything") is None


@given(st.text(max_size=20))
def test_lower_case_moves_no_character(text: str) -> None:
    assert len(lower_case(text + "İ")) == len(text) + 1
    assert lower_case("CO2 " + text).startswith("co2 ")
