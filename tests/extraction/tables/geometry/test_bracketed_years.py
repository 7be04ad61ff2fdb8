"""Texts that tell which year the figures in brackets are of."""

import pytest

from cnesg.extraction.tables.geometry.bracketed_years import with_brackets_joined, years_told
from cnesg.extraction.tables.model import Fragment


@pytest.mark.parametrize(
    "text",
    [
        "Waste by kind in tonnes (2021 figures in brackets)",
        "Waste by kind (2021 in parentheses)",
        "2021 values are shown in brackets",
        "Figures for 2021 are given in brackets",
        "Waste in tonnes (in brackets: figures for 2021)",
        "Figures in brackets: 2021",
        "各类废弃物(括号内为2021年数据)",
        "括号内数字为2021年",
        "括弧内:2021年",
    ],
)
def test_a_text_that_tells_the_year_in_brackets_tells_the_one_after_it_too(text: str) -> None:
    assert years_told(text) == ("2022", "2021")


@pytest.mark.parametrize(
    "text", ["Waste in 2021", "Targets of 2021 (in tonnes)", "2022 (2019)", "括号内为负数", "括号内为2025年目标值"]
)
def test_other_texts_tell_no_two_years(text: str) -> None:
    assert years_told(text) is None


def test_figures_are_joined_with_those_in_brackets_below_such_a_text() -> None:
    def piece(text: str, x0: float, kind: str = "number") -> Fragment:
        return Fragment(text, text, (x0, 0.0, x0 + 4.0 * len(text), 8.0), 8.0, 1, 0, kind)

    title = [piece("Waste in tonnes (2021 figures in brackets)", 50.0, "text")]
    line = [piece("Paper", 50.0, "text"), piece("412", 200.0), piece("(398)", 216.0)]
    assert [one.text for one in with_brackets_joined([title, line])[1]] == ["Paper", "412 (398)"]
