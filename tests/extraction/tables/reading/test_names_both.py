"""A title that names what a row does and another thing beside it says nothing else of the row. All is invented."""

from collections.abc import Callable

import pytest

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.contexts import Context
from cnesg.extraction.tables.reading.titles import names_both

FactsOf = Callable[..., list[Candidate]]


def both(knowledge: Knowledge, text: str, chosen: str, held: str) -> bool:
    """Whether a title names both metrics, asked with the first wording of the chosen one."""
    title = Context("parent", text, knowledge.find(text))
    hit = next(hit for hit in title.found.hits if knowledge.lexicon.entries[hit.entry].metric == chosen)
    return names_both(knowledge.lexicon, title, hit, held)


@pytest.mark.parametrize(
    "title",
    [
        "Water and effluents",
        "Water AND effluents",
        "Water & effluents",
        "Water&effluents",
        "Effluents and water",  # whichever stands first
        "Waste, water and effluents",
        "用水及废水",
        "用水和废水",
        "用水与废水",
        "用水、废水",
    ],
)
def test_a_title_that_names_two_things_names_both(knowledge: Knowledge, title: str) -> None:
    assert both(knowledge, title, "wastewater", "water_total")
    assert both(knowledge, title, "water_total", "wastewater")


@pytest.mark.parametrize(
    "title",
    [
        "Effluents",
        "Waste and effluents",
        "Water in effluents",
        "Water: effluents",
        "Water and sand in effluents",
        "废水",
    ],
)
def test_a_title_that_joins_it_with_nothing_or_with_another_thing_does_not(knowledge: Knowledge, title: str) -> None:
    assert not both(knowledge, title, "wastewater", "water_total")


def test_what_it_names_beside_is_asked_for_what_the_label_names_alone(knowledge: Knowledge) -> None:
    assert both(knowledge, "Waste and effluents", "wastewater", "waste_total")
    assert not both(knowledge, "Waste and effluents", "wastewater", "energy_total")


WATER = [["Groundwater", "m3", "310", "280"], ["Surface water", "m3", "120", "140"]]


@pytest.mark.parametrize(
    ("group", "metric"),
    [
        ("Water and effluents", "water_total"),
        ("Effluents & water", "water_total"),
        ("Effluents", "wastewater"),
        ("Waste and effluents", "wastewater"),
    ],
)
def test_rows_below_a_group_that_names_both_are_of_what_they_name(facts_of: FactsOf, group: str, metric: str) -> None:
    told = facts_of([["Indicator", "Unit", "2022", "2023"], [group], *WATER])
    assert [(one.metric, one.value, one.year, one.breakdown) for one in told] == [
        (metric, 310, 2022, {"source": "groundwater"}),
        (metric, 280, 2023, {"source": "groundwater"}),
        (metric, 120, 2022, {"source": "surface water"}),
        (metric, 140, 2023, {"source": "surface water"}),
    ]
