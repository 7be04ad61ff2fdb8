"""The year that a head or a label names."""

import pytest
from tests.extraction.texts import facts

from cnesg.extraction.labels.head_years import header_year


def test_a_year_that_is_compared_with_is_not_the_figures() -> None:
    assert header_year("cut in emissions (vs 2020)", 2023) is None
    assert header_year("2022 (compared with 2020)", 2023) == 2022
    assert header_year("change compared with the base year 2020", 2023) is None
    assert header_year("Women are 20.4% of staff (2023: 18.9%)", 2024) is None
    assert header_year("Women among staff (2023)", 2024) == 2023


def test_a_year_broken_behind_its_stroke_is_the_one_it_ends_in() -> None:
    assert header_year("FY 2023- 24", 2024) == 2024
    assert header_year("FY 2022- 23 (Previous Financial Year)", 2024) == 2023
    assert header_year("2023- 24 employees", 2024) == 2023


def test_a_year_in_two_halves_of_two_digits_is_the_one_it_ends_in() -> None:
    assert header_year("15/16", 2024) == 2016
    assert header_year("22–23*", 2024) == 2023
    assert header_year("25-34", 2024) is None
    assert header_year("18/60", 2024) is None


@pytest.mark.parametrize(
    ("head", "year"), [("民国112年", 2023), ("112年", 2023), ("111年员工人数", 2022), ("110 年", 2021)]
)
def test_a_year_of_the_republic_is_one_of_ours(head: str, year: int) -> None:
    assert header_year(head, 2023) == year


@pytest.mark.parametrize("head", ["112年前", "112年历史", "112年来", "120年", "3,112年", "98年", "FY112"])
def test_a_span_of_years_or_one_far_off_is_none(head: str) -> None:
    assert header_year(head, 2023) is None


def test_columns_headed_by_years_of_the_republic() -> None:
    text = "2023年永續報告書\n\n| 项目 | 民國112年 | 民國111年 |\n|---|---|---|\n| 用水量(吨) | 812 | 790 |\n"
    assert [(row.metric, row.value, row.year, row.breakdown) for row in facts(text, 2023)] == [
        ("water_total", 812, 2023, {}),
        ("water_total", 790, 2022, {}),
    ]


def test_columns_that_count_staff_in_years_of_the_republic() -> None:
    rows = "| 項目 | 112年員工人數 | 111年員工人數 |\n|---|---|---|\n| 男性 | 812 | 790 |\n| 女性 | 312 | 290 |\n"
    text = f"2023年永續報告書\n\n{rows}"
    assert [(row.value, row.year, row.breakdown) for row in facts(text, 2023)] == [
        (812, 2023, {"gender": "male"}),
        (790, 2022, {"gender": "male"}),
        (312, 2023, {"gender": "female"}),
        (290, 2022, {"gender": "female"}),
    ]
