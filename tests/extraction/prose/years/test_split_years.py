"""Fiscal years that touch two calendar years, in sentences."""

import pytest
from tests.extraction.prose.years.test_asides import facts


@pytest.mark.parametrize(
    ("before", "now"),
    [("2021/22", "2022/23"), ("2021-22", "2022-23"), ("2021–22", "2022–23"), ("2021/2022", "2022/2023")],
)
@pytest.mark.parametrize(
    "sentence",
    [
        "The turnover rate fell from 12% in {before} to 10% in {now}.",
        "The turnover rate was 12% in {before} and 10% in {now}.",
        "In {now}, the turnover rate was 10% ({before}: 12%).",
        "In FY {before} and FY {now}, the turnover rate was 12% and 10% respectively.",
    ],
)
def test_both_years_are_told_by_their_ends(before: str, now: str, sentence: str) -> None:
    told = sentence.format(before=before, now=now)
    assert facts(told) == {("turnover_rate", 12, 2022), ("turnover_rate", 10, 2023)}


@pytest.mark.parametrize("year", ["2021/22", "2021-22", "FY 2021-22", "FY 2021-2022", "the financial year 2021-2022"])
def test_no_half_of_a_year_is_a_count(year: str) -> None:
    told = f"We have planted more than 2,451 trees in {year} across all projects."
    assert facts(told) == {("trees_planted", 2451, 2022)}
