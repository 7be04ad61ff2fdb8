"""The figure of the year before alone in brackets, and what else stands there."""

import pytest
from tests.extraction.prose.years.test_asides import facts


@pytest.mark.parametrize(
    ("text", "metric", "values"),
    [
        ("Employee turnover was 8.2% (9.1%).", "turnover_rate", (8.2, 9.1)),
        ("Women accounted for 28.8% (27.9%) of our employees.", "employees_share", (28.8, 27.9)),
        ("Of the permanent personnel, 26.6 (23.1) per cent are women.", "employees_share", (26.6, 23.1)),
        ("The Group had 14,200 (13,800) employees at year end.", "employees_total", (14200, 13800)),
        ("Total energy use was 1,240 GWh (1,310).", "energy_total", (1240, 1310)),
        ("The lost time injury frequency rate was 4.1 (5.2).", "lost_time_injury_rate", (4.1, 5.2)),
        ("Total CO2 emissions were 12,300 tonnes (13,900).", "ghg_total", (12300, 13900)),
    ],
)
def test_both_years_are_read(text: str, metric: str, values: tuple[float, float]) -> None:
    assert facts(text) == {(metric, values[0], 2023), (metric, values[1], 2022)}


@pytest.mark.parametrize(
    "text",
    [
        "Total energy use was 1,240 GWh (2).",  # a note
        "Total energy use was 1,240 GWh (2024).",
        "Total energy use was 1,240 GWh (900 TJ).",
        "Total energy use was 1,240 GWh (12%).",
        "Total energy use was 1,240 GWh in all (1,310).",
    ],
)
def test_other_brackets_are_no_year_before(text: str) -> None:
    assert {row for row in facts(text) if row[2] < 2023} == set()
    assert ("energy_total", 1240, 2023) in facts(text)


def test_a_figure_dated_before_goes_with_the_year_before_that() -> None:
    assert facts("In 2022, the Group had 14,200 (13,800) employees.") == {
        ("employees_total", 14200, 2022),
        ("employees_total", 13800, 2021),
    }


def test_a_count_and_a_share_in_brackets() -> None:
    assert facts("We recruited 728 people, equal to 29% of the workforce (2022: 548, 25%).") == {
        ("new_hires", 728, 2023), ("new_hire_rate", 29, 2023), ("new_hires", 548, 2022), ("new_hire_rate", 25, 2022),
    }  # fmt: skip


def test_a_bracket_far_behind_its_figure_with_a_change() -> None:
    told = "8,300 qualified suppliers had an active contract with us at the end of 2023 (around 9,400 in 2022; -11.7%)"
    assert facts(told) == {("suppliers_total", 8300, 2023), ("suppliers_total", 9400, 2022)}


def test_a_year_earlier_is_before_the_year_that_is_named() -> None:
    assert facts("The company had 106 employees at the end of 2022 and 123 a year earlier.") == {
        ("employees_total", 106, 2022),
        ("employees_total", 123, 2021),
    }


def test_things_counted_a_year_ago_are_no_share() -> None:
    told = "The hire rate was 29% of the workforce. A year ago it was 25 graduates and 42 experienced people."
    assert facts(told) == {("new_hire_rate", 29, 2023)}
