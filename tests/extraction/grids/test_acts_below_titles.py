"""Rows called no more than what was done, or a rate, below the title of their group. All texts are invented."""

import pytest
from tests.extraction.texts import facts

HEAD = "Report 2024\n\nIndicator\tUnit\t2023\t2024\n"


@pytest.mark.parametrize(
    ("title", "row", "metric"),
    [
        ("New hires", "Rate\t%\t8.1\t7.7", "new_hire_rate"),
        ("Employee turnover", "Rate\t%\t4.1\t3.7", "turnover_rate"),
        ("Work-related injuries", "Rate\tper million hours\t1.1\t0.7", "recordable_injury_frequency"),
        ("Lost time injuries", "Frequency rate\tper million hours\t2.1\t1.7", "lost_time_injury_rate"),
        ("Training", "Average per employee\thours\t11.1\t10.7", "training_hours_avg"),
        ("Training", "Total hours\thours\t9,000\t9,500", "training_hours"),
        ("Volunteering", "Hours\thours\t800\t955", "volunteer_hours"),
        ("Hazardous waste", "Recycled\tt\t61\t65", "hazardous_waste_recovered"),
        ("Hazardous waste", "Disposed of\tt\t20\t30", "hazardous_waste_disposed"),
        ("Customer complaints", "Received\tcases\t81\t95", "complaints"),
        ("Suppliers", "Assessed\tcount\t180\t195", "suppliers_assessed"),
        ("Suppliers", "New\tcount\t81\t85", "suppliers_new"),
        ("Board of directors", "Members\tpersons\t9\t11", "board_directors"),
        ("Board of directors", "Independent\tpersons\t5\t6", "independent_directors"),
        ("Board of directors", "Meetings held\tcount\t7\t8", "board_meetings"),
        ("Patents", "Applied\tcount\t71\t82", "patents_applied"),
        ("Patents", "Granted\tcount\t51\t62", "patents_granted"),
        ("Electricity", "Consumption\tMWh\t810\t815", "electricity"),
    ],
)
def test_a_row_is_of_what_its_title_names(title: str, row: str, metric: str) -> None:
    found = [(fact.metric, fact.breakdown) for fact in facts(f"{HEAD}{title}\n{row}\n", 2024) if fact.year == 2024]
    assert found == [(metric, {})]


def test_a_rate_below_a_title_that_no_metric_is_about_is_none() -> None:
    assert facts(f"{HEAD}Absenteeism\nRate\t%\t2.9\t2.8\n", 2024) == []


def test_rows_in_small_letters_go_on_with_no_title() -> None:
    text = (
        "Report 2024\n\nIndicator Unit 2023 2024\nEmployees by age\n"
        "under 30 persons 641 652\n30 to 50 persons 668 684\n"
        "New hires by age\nTotal\nunder 30 persons 61 62\nRate\nunder 30 % 30.2 30.8\nover 50 % 10.2 10.8\n"
    )
    assert [(r.metric, r.breakdown["age"], r.value) for r in facts(text, 2024) if r.year == 2024] == [
        ("employees", "under 30", 652), ("employees", "30 to 50", 684), ("new_hires", "under 30", 62),
        ("new_hire_rate", "under 30", 30.8), ("new_hire_rate", "over 50", 10.8),
    ]  # fmt: skip


def test_tonnes_below_a_title_of_gases_are_of_carbon_dioxide() -> None:
    text = (
        "Report 2024\n\nIndicator 2023 2024\nCO2 emissions (tonnes)\nDiesel 841 758\nSF6 emissions 91 128\n"
        "Waste (tonnes)\nHazardous waste 31 32\n"
    )
    assert {(r.metric, r.unit, r.value) for r in facts(text, 2024) if r.year == 2024} == {
        ("ghg_scope1", "tCO2e", 758), ("ghg_scope1", "tCO2e", 128), ("hazardous_waste", "t", 32),
    }  # fmt: skip
