import pytest
from tests.gap.reports import CHINESE, ENGLISH

from cnesg.text import han_share, language_of
from cnesg.text.language import is_third_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Emissions fell by 5%", "en"),
        ("排放量下降5%", "zh"),
        ("我们采用 Global Reporting Initiative (GRI) 标准", "en"),
        ("公司按照 GRI 标准编制本报告", "zh"),
        ("1,234", "en"),
    ],
)
def test_language_is_told_by_characters(text: str, language: str) -> None:
    assert language_of(text) == language


def test_share_counts_letters_only() -> None:
    # 2 Chinese characters and 2 Latin letters among digits and blanks: 2 / (2 + 2)
    assert han_share("用水 12 kg 345") == 0.5
    assert han_share("12.5%") == 0


def test_a_third_language_is_told_by_script_or_small_words() -> None:
    assert is_third_language(["当社は環境負荷の低減に取り組んでいます。"])
    assert is_third_language(["우리는 환경을 보호합니다"])
    assert not is_third_language([ENGLISH])
    assert not is_third_language([CHINESE])
    assert not is_third_language(["Scope 1 t 12 13 Scope 2 t 4 5 Electricity MWh 100 110"])


def test_the_last_letter_of_a_formula_is_no_small_word_of_another_language() -> None:
    rows = [f"{name} emissions plant {n} t-CO2e {n},204 {n},118" for n, name in enumerate(("Process", "Fuel") * 12, 1)]
    assert not is_third_language(rows)
    assert is_third_language([row.replace("emissions plant", "emissioni e rifiuti e acqua") for row in rows])
