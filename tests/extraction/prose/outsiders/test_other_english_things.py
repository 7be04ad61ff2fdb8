"""English words around a number that say it counts another thing. All texts are invented."""

import pytest
from tests.extraction.texts import YEAR, facts, rows_of


def of(text: str) -> set[tuple[str, float, int]]:
    return {(row.metric, row.value, row.year) for row in rows_of(text) if row.value_kind == "actual"}


@pytest.mark.parametrize(
    "text",
    [
        "The review followed International Standard on Assurance Engagements 3000 (Revised).",
        "In March 2024, we published our net zero transition plan.",
        "The pledge is for 10% of the fleet to run on net zero fuel by 2030.",
        "More on this stands in our Net Zero Transition Plan 2023.",
        "About 2.4GW of renewable power would be needed for the furnaces.",
        "The furnaces require 610MW, equivalent to 3GW of wind and solar capacity.",
        "Other comprehensive income for the year, net of income tax: $2,210,000.",
        "Tax at the applicable income tax rate: $1,870,000.",
        "Total Scope 1, 2 & 3 Mt CO2e",
        "In 2023, emissions from our warehouses fell by 4% compared with 2022.",
        "We looked at data of 21 countries, which accounted for 93% of our full-time employees.",
        "In 2023, colleagues made more than 1.6 million Well Done recognitions.",
        "The lessons were finished by all teams, with shop managers making up 71% of the completions.",
        "Of the overall complaint volumes, 47% came from Europe and 21% came from Asia.",
        "On behalf of governments, we collected taxes of $11.2bn.",
        "3.Partnering with our suppliers and farmers",
        "The quarry switched its trucks to 100% renewable diesel.",
        "The process has the potential to reduce CO2 emissions by more than 90% against the kiln.",
        "The scheme is to cut Australia's emissions by 41% below 2005 levels.",
        "Sales to the largest customer accounted for 23.4% of revenue.",
        "The Audit Committee comprises three independent directors, namely A, B and C.",
        "Each new employee must complete at least 8 hours of safety training.",
        "Employees who have worked for more than 5 years receive 18 days of paid leave.",
        "The share scheme covers up to 10% of the shares held by the trust.",
    ],
)
def test_what_counts_another_thing_is_no_fact(text: str) -> None:
    assert of(text) == set()


@pytest.mark.parametrize(
    ("said", "years"), [("see our Net Zero Plan 2022", []), ("we aim for net zero by 2045", [2045])]
)
def test_the_year_of_a_plan_is_none_that_it_aims_at(said: str, years: list[int]) -> None:
    rows = facts(f"Sustainability report 2021\n\nOn the way there {said} at www.example.com/way.\n")
    assert [row.value for row in rows if row.metric == "net_zero_target_year"] == years


def test_what_its_own_words_name_stays() -> None:
    assert of("The programme gave 700,000 hours of learning and led to 810 certificates.") == {
        ("training_hours", 700_000, YEAR)
    }
    assert of("The largest customer and the five largest customers made 11.3% and 34.2% of sales respectively.") == {
        ("top5_customers_share", 34.2, YEAR)
    }
    assert ("complaint_resolution_rate", 97, YEAR) in of("97% of complaints were resolved within a week.")
    assert of("We cut emissions by 28% against our 2018 baseline, and by 9% from 2022 to 2023.") == {
        ("ghg_reduction_rate", 28, YEAR)
    }
    assert of("We will reach net zero by 2040.") == {("net_zero_target_year", 2040, YEAR)}


def test_men_beside_women_on_the_board_are_no_women() -> None:
    rows = rows_of("The Board consists of one female Director and four male Directors.")
    assert {(row.metric, row.value, *row.breakdown.values()) for row in rows} >= {("board_directors", 4, "male")}
    assert ("female_directors", 4) not in {(row.metric, row.value) for row in rows}


def test_the_year_right_behind_a_figure_is_its_year() -> None:
    assert of("Scope 1 emissions decreased from 41.3 Mt CO2e in 2019 to 16.2 Mt CO2e in 2022.") == {
        ("ghg_scope1", 41.3e6, 2019),
        ("ghg_scope1", 16.2e6, 2022),
    }
    assert of("GHG emissions were 2,140,000 tCO2e (FY23), 2,209,000 tCO2e (FY22).") == {
        ("ghg_total", 2_140_000, 2023),
        ("ghg_total", 2_209_000, 2022),
    }


def test_a_share_is_of_the_class_before_it_where_the_next_one_follows() -> None:
    rows = rows_of("Asia accounts for 58% of our employees and Europe for 23%.")
    assert {(row.value, row.breakdown["region"]) for row in rows} == {(58, "asia"), (23, "europe")}
