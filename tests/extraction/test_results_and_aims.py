"""Aims set beside results, aims over a span of years, parts of a reduction, and what plants make. All is invented."""

from dataclasses import replace

import pytest
from tests.extraction.texts import KNOW, document

from cnesg.extraction.quantities import extract_quantities

Fact = tuple[str, str, float, int]


def facts(text: str, year: int = 2014) -> list[Fact]:
    rows = extract_quantities(replace(document(text), language="en"), KNOW, year=year)
    return [(row.metric, str(row.breakdown.get("type", "")), row.value, row.year) for row in rows]


@pytest.mark.parametrize(
    ("text", "metric", "result", "aim"),
    [
        ("Our recycling rate was 68%, against a target of 75%.", "waste_recycling_rate", 68, 75),
        ("Our recycling rate was 68% in 2014, short of our 2014 target of 75%.", "waste_recycling_rate", 68, 75),
        ("Our recycling rate was 68% (target: 75%).", "waste_recycling_rate", 68, 75),
        (
            "The lost time injury frequency rate fell to 1.2, below the target of 1.5.",
            "lost_time_injury_rate",
            1.2,
            1.5,
        ),
        ("The recordable injury rate was 0.8, better than our goal of 1.0.", "recordable_injury_frequency", 0.8, 1),
        ("Women held 31% of posts, below the goal of 35%.", "employees_share", 31, 35),
    ],
)
def test_the_aim_that_a_result_is_set_against(text: str, metric: str, result: float, aim: float) -> None:
    assert facts(text) == [(metric, "", result, 2014), (metric, "target", aim, 2014)]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("We aim to cut greenhouse gas emissions by 30% between 2012 and 2030.", (30, 2030)),
        ("We aim to cut our greenhouse gas emissions by 30% over the ten years to 2024.", (30, 2024)),
        ("The group wants to reduce emissions by 40% in the decade to 2024.", (40, 2024)),
    ],
)
def test_an_aim_over_a_span_of_years(text: str, fact: tuple[float, int]) -> None:
    assert facts(text) == [("ghg_reduction_rate", "target", *fact)]


def test_no_year_is_given_to_a_last_aim_on_the_way_to_which_another_is_met() -> None:
    text = (
        "Our aim is to cut carbon emissions by 50% over the five years to 2019, with an end goal of reaching net zero."
    )
    assert facts(text) == [("ghg_reduction_rate", "target", 50, 2019)]


def test_part_of_a_reduction_is_an_amount_saved() -> None:
    text = "Our energy consumption fell by 15 per cent to 183 GWh. New chillers accounted for 11 GWh of this reduction."
    assert facts(text) == [("energy_total", "", 183, 2014), ("energy_saved", "", 11, 2014)]


def test_what_plants_make_is_not_used() -> None:
    assert facts("Our stations produced 5,741 GWh of electricity and 1,229 GWh of heat.") == []


def test_injuries_over_hours_in_a_sentence() -> None:
    assert facts("Our current level of 0.17 injuries per 200,000 hours worked is the lowest so far.") == [
        ("recordable_injury_frequency", "", 0.17, 2014)
    ]


def test_units_and_heads_of_french_reports() -> None:
    text = "Emissions\nIndicators 2013 2014 2020 Objective\nGreenhouse gas emissions (teqCO2/FTE) 2.72 2.54 2.41\n"
    assert facts(text) == [
        ("ghg_intensity_per_employee", "", 2.72, 2013),
        ("ghg_intensity_per_employee", "", 2.54, 2014),
        ("ghg_intensity_per_employee", "target", 2.41, 2020),
    ]


@pytest.mark.parametrize(
    ("text", "of_now", "of_then"),
    [
        ("Scope 1 emissions were 3,591 t and Scope 2 emissions 5,614 t (2013: Scope 1 3,390 and Scope 2 5,414).", 2, 2),
        ("We used 410 GWh of electricity and 85 GWh of natural gas (2013: electricity 420, natural gas 91).", 2, 2),
        ("Hazardous waste was 120 t (2013: hazardous waste 131 t).", 1, 1),
        ("We used 410 GWh of electricity and 85 GWh of natural gas (2013: heat 420 and steam 91).", 2, 0),
    ],
)
def test_labels_said_again_in_the_bracket_of_the_year_before(text: str, of_now: int, of_then: int) -> None:
    years = [year for *_, year in facts(text)]
    assert (years.count(2014), years.count(2013)) == (of_now, of_then)


def test_what_is_counted_over_hours_stands_in_the_bracket_behind_the_rate() -> None:
    text = "Our lost time accident frequency (lost time accidents per 200,000 hours worked) was 0.15 in 2014."
    assert facts(text) == [("lost_time_injury_rate", "", 0.15, 2014)]
    assert facts("The rate of injuries per 100,000 hours worked fell to 0.9.") == []
