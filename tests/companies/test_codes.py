"""Codes of companies are read in one form, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.companies.codes import check_character, credit_code, exchange_code

CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
# The code that the standard's text works through (GB 32100-2015, annex).
PRINTED = "91350100M000100Y43"


def test_the_code_of_the_standards_example_holds_its_check() -> None:
    assert credit_code(PRINTED.lower()) == PRINTED


@given(st.text(CHARACTERS, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(CHARACTERS))
def test_any_single_wrong_character_is_told(first: str, place: int, other: str) -> None:
    whole = first + check_character(first)
    assert credit_code(whole) == whole
    changed = whole[:place] + other + whole[place + 1 :]
    assert (credit_code(changed) is None) == (changed != whole)


@given(st.text(CHARACTERS, min_size=17, max_size=17), st.integers(0, 16))
def test_two_neighbours_in_the_wrong_order_are_told(first: str, place: int) -> None:
    whole = first + check_character(first)
    turned = whole[:place] + whole[place + 1] + whole[place] + whole[place + 2 :]
    assert (credit_code(turned) is None) == (turned != whole)


@pytest.mark.parametrize(
    "text", ["", "91350100M000100Y4", "91350100M000100Y430", "I1350100M000100Y43", "９1350100M000100Y43"]
)
def test_what_has_another_form_is_no_credit_code(text: str) -> None:
    assert credit_code(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("600000.sh", "600000.SH"),
        (" 430047.BJ ", "430047.BJ"),
        ("1.HK", "00001.HK"),
        ("09988.hk", "09988.HK"),
        ("BABA.N", "BABA.N"),
        ("60000.SH", None),
        ("600000", None),
        ("0.HK", None),
        ("ABC.SZ", None),
        ("123456.HK", None),
    ],
)
def test_exchange_codes_have_one_form(text: str, code: str | None) -> None:
    assert exchange_code(text) == code
