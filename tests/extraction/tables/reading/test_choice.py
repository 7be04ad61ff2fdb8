"""What a figure is of where its label is but a class, a pollutant, or names a framework. All is invented."""

from collections.abc import Callable

import pytest

from cnesg.extraction.candidates import Candidate

FactsOf = Callable[..., list[Candidate]]


@pytest.mark.parametrize("head", ["Group", "Job category", "Position", "Level"])
def test_rows_below_a_head_of_groups_are_classes_of_what_the_title_counts(facts_of: FactsOf, head: str) -> None:
    rows = [["Employee turnover"], [head, "2022", "2023"], ["Cooks", "31", "28"], ["Bakers", "12", "14"]]

    told = [one for one in facts_of(rows) if one.year == 2023]
    assert [(one.metric, one.value, list(one.breakdown.values())) for one in told] == [
        ("turnover_count", 28, ["cooks"]),
        ("turnover_count", 14, ["bakers"]),
    ]


@pytest.mark.parametrize(
    "label",
    [
        "Emissions of benzene",
        "Emissions of toluene",
        "Total nitrogen emissions to water",
        "Nickel emissions to water",
    ],
)
def test_what_is_emitted_of_another_pollutant_is_no_total(facts_of: FactsOf, label: str) -> None:
    rows = [["Air emissions", "Unit", "2022", "2023"], ["Nitrogen oxides", "kg", "41", "43"], [label, "kg", "12", "14"]]

    assert [(one.metric, one.value) for one in facts_of(rows)] == [("nox_emissions", 41), ("nox_emissions", 43)]


@pytest.mark.parametrize(
    ("label", "unit", "metric"),
    [
        ("Total GHG emissions per GHG Protocol", "tCO2e", "ghg_total"),
        ("Non-hazardous waste per GRI 306", "tonnes", "non_hazardous_waste"),
        ("Scope 2 emissions per CDP", "tCO2e", "ghg_scope2"),
    ],
)
def test_a_figure_as_a_framework_has_it_is_one_per_nothing(
    facts_of: FactsOf, label: str, unit: str, metric: str
) -> None:
    told = facts_of([["", "Unit", "2022", "2023"], [label, unit, "5,100", "4,900"]])
    assert [(one.metric, one.value) for one in told] == [(metric, 5100), (metric, 4900)]


@pytest.mark.parametrize(
    ("heading", "rows"),
    [
        ("Steady Water Consumption Group", [["", "Unit", "2023"], ["North", "m3", "31"], ["South", "m3", "12"]]),
        ("Clean Energy Consumption Limited", [["", "Unit", "2023"], ["North", "GJ", "31"], ["South", "GJ", "12"]]),
        ("New Hires Holdings Ltd", [["", "2022", "2023"], ["Male", "31", "28"], ["Female", "12", "14"]]),
    ],
)
def test_a_heading_that_names_the_company_names_no_metric(
    facts_of: FactsOf, heading: str, rows: list[list[str]]
) -> None:
    assert facts_of(rows, [heading]) == []


def test_another_heading_does(facts_of: FactsOf) -> None:
    told = facts_of([["", "2022", "2023"], ["Male", "31", "28"], ["Female", "12", "14"]], ["New hires"])
    assert {one.metric for one in told} == {"new_hires"}


def test_a_caption_that_lists_disclosures_is_no_title(facts_of: FactsOf) -> None:
    rows = [["", "2022", "2023"], ["Male", "31", "28"], ["Female", "12", "14"]]

    assert facts_of([["GRI 401-1 New hires, 404-1 Hours of training, 403-9 Fatalities"], *rows]) == []
    assert {one.metric for one in facts_of([["GRI 401-1 New hires"], *rows])} == {"new_hires"}


def test_a_group_that_mentions_a_metric_at_its_end_names_no_shares(facts_of: FactsOf) -> None:
    """Its rows have names of their own; those of classes of what a group measures are of it."""
    rows = [
        ["ESG summary", "2022", "2023"],
        ["A Practitioner of Green Power"],
        ["Waste treatment vendors graded as excellent (%)", "75", "77"],
        ["Renewable energy used (%)", "9.2", "10.4"],
    ]

    assert {(one.metric, one.value) for one in facts_of(rows)} == {
        ("renewable_energy_share", 9.2),
        ("renewable_energy_share", 10.4),
    }


@pytest.mark.parametrize(
    ("group", "metric"), [("Turnover", "turnover_rate"), ("Training", "trained_share"), ("Trained", "trained_share")]
)
def test_classes_of_employees_below_a_group_that_is_but_a_label_are_of_the_group(
    facts_of: FactsOf, group: str, metric: str
) -> None:
    rows = [["Indicator", "2022", "2023"], [group], ["Employees under 30", "21%", "23%"], ["Managers", "8%", "9%"]]

    told = [one for one in facts_of(rows) if one.year == 2023]
    assert [(one.metric, one.value, one.breakdown) for one in told] == [
        (metric, 23, {"age": "under 30"}),
        (metric, 9, {"level": "managers"}),
    ]


def test_a_row_with_a_metric_of_its_own_below_such_a_group_keeps_it(facts_of: FactsOf) -> None:
    rows = [["Indicator", "2022", "2023"], ["Turnover"], ["Renewable energy", "21%", "23%"], ["Managers", "8%", "9%"]]
    rows += [["Water (m3)"], ["Recycled water", "210", "230"]]

    told = [one for one in facts_of(rows) if one.year == 2023]
    assert [(one.metric, one.value) for one in told] == [
        ("renewable_energy_share", 23),
        ("turnover_rate", 9),
        ("water_recycled", 230),
    ]
