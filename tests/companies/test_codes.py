"""Codes of companies are read in one form, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.companies.codes import check_character, credit_code, exchange_code, meant_codes

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
        ("SH600000", "600000.SH"),
        ("６０００００．ＳＨ", "600000.SH"),
        ("600000.SS", "600000.SH"),
        ("000001.XSHE", "000001.SZ"),
        ("HK00700", "00700.HK"),
        ("600000.CH", None),
        ("600000", None),
        ("0.HK", None),
        ("ABC.SZ", None),
        ("123456.HK", None),
    ],
)
def test_exchange_codes_have_one_form(text: str, code: str | None) -> None:
    assert exchange_code(text) == code


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        (
            ("600000.SH", "600000.sh", "SH600000", "sh600000", "sh.600000", "600000SH", "600000.SS", "SSE:600000"),
            ("600000.SH",),
        ),
        (("XSHG.600000", "600000 sh", " ６０００００．ＳＨ ", "ｓｈ６０００００"), ("600000.SH",)),
        (("000001.SZ", "sz000001", "000001.XSHE", "SZSE:000001"), ("000001.SZ",)),
        (("430047.BJ", "bj430047"), ("430047.BJ",)),
        (
            ("0700.HK", "700.HK", "00700", "700", "hk00700", "HK.00700", "HKG:0700", "700 HK Equity", "７００．ｈｋ"),
            ("00700.HK",),
        ),
        (("600000", "６０００００", "600000 CH", "600000 CH Equity"), ("600000.SH", "600000.SZ", "600000.BJ")),
        ((PRINTED, PRINTED.lower(), f" {PRINTED} ", "９１３５０１００ｍ０００１００ｙ４３"), (PRINTED,)),
        (("BABA.N", "baba.n"), ("BABA.N",)),
        (("", "0", "0.HK", "60000.SH", "1234567", "123456.HK", "SH", "平安银行", "ABC.SZ", "sh60000x"), ()),
    ],
)
def test_what_people_type_for_a_code(texts: tuple[str, ...], codes: tuple[str, ...]) -> None:
    assert {text: meant_codes(text) for text in texts} == dict.fromkeys(texts, codes)


@given(st.text(max_size=24))
def test_no_text_breaks_it_and_a_code_means_itself(text: str) -> None:
    for code in meant_codes(text):
        assert meant_codes(code) == (code,)
