"""Figures of years in a row are of one thing, each of its own year. All texts are invented."""

import pytest
from tests.extraction.texts import rows_of

Fact = tuple[str, float, int, str]


def told(text: str) -> set[Fact]:
    return {(row.metric, row.value, row.year, ",".join(row.breakdown.values())) for row in rows_of(text)}


@pytest.mark.parametrize(
    "text",
    [
        "2022年、2023年，公司女性员工分别为923人和846人。",
        "2022年和2023年公司女性员工分别为923人、846人。",
        "公司女性员工2022年为923人，2023年为846人。",
        "2022年公司女性员工为923人，2023年降至846人。",
    ],
)
def test_the_later_figure_keeps_what_the_first_is_of(text: str) -> None:
    assert told(text) == {("employees", 923, 2022, "female"), ("employees", 846, 2023, "female")}


def test_a_list_of_years_is_no_list_of_things() -> None:
    found = told("2022年和2023年公司范围一温室气体排放量分别为4,155吨二氧化碳当量、3,812吨二氧化碳当量。")
    assert found == {("ghg_scope1", 4155, 2022, ""), ("ghg_scope1", 3812, 2023, "")}


def test_as_many_things_as_years_are_no_course_of_years() -> None:
    found = {(one[0], one[1]) for one in told("2022年、2023年二氧化硫和氮氧化物排放量分别为12吨和15吨。")}
    assert found == {("so2_emissions", 12), ("nox_emissions", 15)}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Lost days in 2021, 2022 and 2023 were 120, 96 and 214 respectively.",
            {("lost_days", 120, 2021, ""), ("lost_days", 96, 2022, ""), ("lost_days", 214, 2023, "")},
        ),
        (
            "Electricity use for 2020, 2021, 2022 and 2023 was 12 MWh, 13 MWh, 14 MWh and 15 MWh respectively.",
            {("electricity", 12 + at, 2020 + at, "") for at in range(4)},
        ),
    ],
)
def test_english_years_in_a_row_are_no_figures(text: str, rows: set[Fact]) -> None:
    assert told(text) == rows


def test_a_count_behind_a_year_that_looks_like_one_is_a_count() -> None:
    assert ("training_people", 2013) in {one[:2] for one in told("In 2023, 2013 employees received training.")}


@pytest.mark.parametrize(
    ("ages", "names"),
    [
        ("aged below 30, 30-50 and above 50", ["aged below 30", "30-50", "above 50"]),
        ("aged under 30, 30 to 50 and over 50", ["aged under 30", "30 to 50", "over 50"]),
        ("aged below 30, between 30 and 50 and above 50", ["aged below 30", "between 30 and 50", "above 50"]),
    ],
)
def test_ages_in_turn_are_classes_and_no_figures(ages: str, names: list[str]) -> None:
    found = told(f"The turnover rates of employees {ages} were 14.1%, 8.2% and 6.0% respectively.")
    assert found == {("turnover_rate", value, 2023, name) for value, name in zip((14.1, 8.2, 6.0), names, strict=True)}
