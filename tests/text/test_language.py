import pytest

from cnesg.text import han_share, language_of


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
