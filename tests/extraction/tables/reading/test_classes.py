"""Classes that heads over several columns name, and heads that name none. All is invented."""

from collections.abc import Callable

import pytest

from cnesg.extraction.candidates import Candidate

FactsOf = Callable[..., list[Candidate]]


@pytest.mark.parametrize(
    ("both", "one_of_them", "dimension"),
    [("Men and women", "Men", "gender"), ("Full-time and part-time", "Part-time", "employment")],
)
def test_a_head_that_lists_classes_gives_none_of_them(
    facts_of: FactsOf, both: str, one_of_them: str, dimension: str
) -> None:
    label = "Full-time employees" if dimension == "gender" else "Female employees"
    told = facts_of([["", both, one_of_them], [label, "812", "390"]])

    assert [(one.value, dimension in one.breakdown) for one in told] == [(812, False), (390, True)]


def test_fates_in_a_head_that_names_waste_are_not_the_rows(facts_of: FactsOf) -> None:
    rows = [["Waste (t)", "Waste recycled, landfilled", "Waste disposed"], ["Hazardous waste", "812", "790"]]
    rows += [["Non-hazardous waste", "512", "490"]]

    told = {one.value: one.metric for one in facts_of(rows)}
    assert (told[812], told[512]) == ("hazardous_waste", "non_hazardous_waste")


def test_a_fate_in_a_head_that_names_all_waste_is_not_the_rows(facts_of: FactsOf) -> None:
    rows = [["", "Waste generated before recycling", "Sites"], ["Hazardous waste (t)", "812", "3"]]
    rows += [["Non-hazardous waste (t)", "512", "4"]]

    told = {one.value: one.metric for one in facts_of(rows)}
    assert (told[812], told[512]) == ("hazardous_waste", "non_hazardous_waste")


@pytest.mark.parametrize("head", ["Absolute", "Absolute figures"])
def test_a_head_of_figures_as_such_is_no_part(facts_of: FactsOf, head: str) -> None:
    told = facts_of(
        [["", "2022", "2022", "2023", "2023"], ["", head, "Men", head, "Men"], ["New hires", "41", "12", "14", "5"]]
    )

    assert [(one.value, one.year, one.breakdown) for one in told] == [
        (41, 2022, {}),
        (12, 2022, {"gender": "male"}),
        (14, 2023, {}),
        (5, 2023, {"gender": "male"}),
    ]


@pytest.mark.parametrize("title", ["Women in Northfield", "Female employees across Northfield sites"])
def test_a_title_on_women_in_the_company_is_of_women(facts_of: FactsOf, title: str) -> None:
    told = facts_of([[title, "2022", "2023"], ["Engineers", "11.2%", "10.1%"], ["Sales", "13.2%", "12.1%"]])

    assert told
    assert {one.breakdown.get("gender") for one in told} == {"female"}


def test_a_category_goes_without_the_gases_that_are_counted_of_it(facts_of: FactsOf) -> None:
    rows = [["", "Unit", "2022", "2023"], ["Scope 3 emissions", "tCO2e", "512", "498"]]
    rows += [["Employee commuting GHG emissions", "tCO2e", "100", "98"]]

    assert [(one.metric, one.value, one.breakdown) for one in facts_of(rows) if one.year == 2023] == [
        ("ghg_scope3", 498, {}),
        ("ghg_scope3", 98, {"category": "employee commuting"}),
    ]


def test_a_fate_in_a_head_that_tells_of_nothing_else_is_the_rows(facts_of: FactsOf) -> None:
    rows = [["", "Waste diverted from disposal", "Sites"], ["Hazardous waste (t)", "812", "3"]]
    rows += [["Non-hazardous waste (t)", "512", "4"]]

    told = {one.value: one.metric for one in facts_of(rows)}
    assert (told[812], told[512]) == ("hazardous_waste_recovered", "non_hazardous_waste_recovered")
