"""What compares a figure with another one, and what does not."""

import pytest

from cnesg.extraction.tables.geometry.compared import earlier_figure, is_comparison
from cnesg.extraction.tables.model import Fragment


@pytest.mark.parametrize(
    "text",
    [
        "+5% vs 2022",
        "▲ 5%",
        "5% year-on-year increase",
        "up 3 points from 2021",
        "Target: 30% by 2030",
        "同比增长5%",
        "较2022年下降3.1%",
        "目标：2030年30%",
        "减少4.2%",
    ],
)
def test_changes_and_targets_are_comparisons(text: str) -> None:
    assert is_comparison(text)


@pytest.mark.parametrize(
    "text", ["Training hours", "减少二氧化碳排放", "3 sites certified", "Increase in water use", "同比"]
)
def test_labels_are_none(text: str) -> None:
    assert not is_comparison(text)


@pytest.mark.parametrize(
    ("text", "year", "figure"),
    [
        ("(2022: 6.3 million)", "2022", "6.3 million"),
        ("2022年：84.4%", "2022年", "84.4%"),
        ("上年：1,190万元", "上年", "1,190万元"),
        ("from 516", "prior year", "516"),
        ("2022年为84.4%", "2022年", "84.4%"),
        ("2022 年为 1,190 万元", "2022 年", "1,190 万元"),
        ("上年同期1,190万元", "上年同期", "1,190万元"),
        ("down from 711 tonnes in 2022", "2022", "711 tonnes"),
        ("Up from 25.25% in FY2023–24", "FY2023–24", "25.25%"),
        ("vs 711 in the previous year", "previous year", "711"),
        ("158 in 2022", "2022", "158"),
        ("FY2022 16,044", "FY2022", "16,044"),
        ("up from 21.5%", "prior year", "21.5%"),
        ("vs. 3,986 in FY2022", "FY2022", "3,986"),
    ],
)
def test_a_figure_of_an_earlier_year(text: str, year: str, figure: str) -> None:
    told = earlier_figure(Fragment(text, text.replace("：", ":"), (0, 0, 9, 9), 9.0, 1, 0, "text"))
    assert told is not None
    assert (told[0], told[1].text) == (year, figure)


def test_words_behind_a_year_are_no_figure() -> None:
    text = "2022: first in our industry"
    assert earlier_figure(Fragment(text, text, (0, 0, 9, 9), 9.0, 1, 0, "text")) is None
