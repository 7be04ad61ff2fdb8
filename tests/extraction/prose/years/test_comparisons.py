"""Figures of another period beside those of the year."""

import pytest
from tests.extraction.texts import KNOW, rows_of

from cnesg.extraction.prose.years.comparisons import comparing


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2023年末员工总数3,100人，较年初2,900人增加200人。", {(3100, 2023), (2900, 2022)}),
        ("营业收入12.6亿元，比上年同期13.2亿元下降4.5%。", {(12.6e8, 2023), (13.2e8, 2022)}),
        ("客户满意度由2022年的91.2%提升至93.5%。", {(91.2, 2022), (93.5, 2023)}),
        ("客户满意度由改造前的91.2%提升至93.5%。", {(93.5, 2023)}),
        ("The turnover rate was 9.3%, compared with 14.1% the year before.", {(9.3, 2023), (14.1, 2022)}),
        ("Water consumption shrank from 310 m3 to 280 m3.", {(310, 2022), (280, 2023)}),
        ("The turnover rate was 9.3% (prior year: 14.1%).", {(9.3, 2023), (14.1, 2022)}),
        ("The turnover rate was 9.3% (last year 14.1%).", {(9.3, 2023), (14.1, 2022)}),
        ("The turnover rate in 2022 was 9.3% (previous year: 14.1%).", {(9.3, 2022), (14.1, 2021)}),
        ("Turnover rate: 9.3% (vs. 14.1% in 2022)", {(9.3, 2023), (14.1, 2022)}),
        ("The turnover rate was 9.3% in 2023, exceeding the 8.1% recorded in 2022.", {(9.3, 2023), (8.1, 2022)}),
        ("We employed 280 people, 30 fewer than a year ago.", {(280, 2023)}),
    ],
)
def test_each_figure_is_of_its_own_year(text: str, figures: set[tuple[float, int]]) -> None:
    assert {(row.value, row.year) for row in rows_of(text)} == figures


def test_the_words_of_comparison_are_the_grammars() -> None:
    words = KNOW.lexicon.grammar.comparison
    assert all(comparing(KNOW.lexicon).moved_to.fullmatch(word + "至") for word in (*words.rose.zh, *words.fell.zh))
