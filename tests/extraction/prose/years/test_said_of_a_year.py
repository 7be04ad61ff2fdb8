"""Sentences that only say what the figure just told was in an earlier year. All texts are invented."""

import pytest
from tests.extraction.texts import rows_of

WASTE = "Our total waste was 1,840 tonnes in 2023. "


def told(text: str) -> set[tuple[str, float, int]]:
    return {(row.metric, row.value, row.year) for row in rows_of(text)}


@pytest.mark.parametrize(
    "again",
    [
        "In 2022, it was 1,905 tonnes.",
        "The figure for 2022 was 1,905 tonnes.",
        "The 2022 figure was 1,905 tonnes.",
        "The prior-year figure was 1,905 tonnes.",
        "This compares with 1,905 tonnes in 2022.",
        "A year earlier, the figure had been 1,905 tonnes.",
    ],
)
def test_the_figure_before_is_told_of_an_earlier_year(again: str) -> None:
    assert told(WASTE + again) == {("waste_total", 1840, 2023), ("waste_total", 1905, 2022)}


def test_a_rate_without_a_unit_is_told_so_too() -> None:
    text = "Our total recordable injury rate was 1.18 in 2023. In 2022, it was 1.31."
    assert {(value, year) for _, value, year in told(text)} == {(1.18, 2023), (1.31, 2022)}


def test_of_two_metrics_before_it_may_be_of_either() -> None:
    text = "In 2023 we had 212 volunteers and 36 whistleblowing reports. The figure for 2022 was 31."
    assert 31 not in {value for _, value, _ in told(text)}


def test_figures_of_another_kind_are_not_told_so() -> None:
    assert 14 not in {value for _, value, _ in told(WASTE + "In 2022, it was 14%.")}
