from hypothesis import example, given
from hypothesis import strategies as st

from cnesg.text import fold

MIXED = st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFFEF, exclude_categories=["Cs"]))


@given(MIXED)
@example("乾隆裏面頭髮著作")
@example("\U00020000\u3000１２％")
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(MIXED)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_stays(text: str) -> None:
    assert fold(text) == text


def test_traditional_becomes_simplified() -> None:
    assert fold("僱員總數、溫室氣體排放總量、廢棄物") == "雇员总数、温室气体排放总量、废弃物"


def test_full_width_becomes_half_width() -> None:
    assert fold("１，２３４．５％（ＣＯ２）\u3000ｋＷｈ") == "1,234.5%(CO2) kWh"


def test_subscripts_become_letters_of_the_line() -> None:
    assert fold("tCO₂e, NOₓ, SF₆, PM₁₀") == "tCO2e, NOx, SF6, PM10"


def test_fiscal_years_in_han_digits_become_numbers() -> None:
    assert fold("二零二四財政年度") == "2024财政年度"
    assert fold("二零二三╱二四財政年度") == "2023/24财政年度"


def test_typographic_characters_become_plain() -> None:
    assert fold("company\u2019s \u2212 5\u00a0t") == "company's - 5 t"


def test_years_in_chinese_digits_become_figures() -> None:
    assert fold("二零二三年三月, 二零二二/二三年度") == "2023年三月, 2022/23年度"
    assert fold("一二三/二三年") == "一二三/二三年"


def test_misread_directors_are_told_by_what_stands_beside_them() -> None:
    assert fold("7名灵事, 召开灵事会, 第五届蕾事会, 独立蕾事") == "7名董事, 召开董事会, 第五届董事会, 独立董事"
    assert fold("百灵事件, 心灵事业, 精灵事务所") == "百灵事件, 心灵事业, 精灵事务所"
