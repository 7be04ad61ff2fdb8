"""Rows that name none of what their group measures."""

import pytest

from cnesg.extraction.figures.numbers import find_numbers
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.reading.other_things import is_another_thing


@pytest.mark.parametrize(
    ("label", "figure", "is_other"),
    [
        ("Hydrofluorocarbons (HFCs)", "19 tonnes", True),
        ("Nitrous oxide (N2O)", "12 kg", True),
        ("Methane (CH4)", "12 tonnes", True),
        ("Nitrous oxide (N2O)", "12 tCO2e", False),
        ("Carbon dioxide (CO2)", "12 tonnes", False),
        ("Diesel", "12 tonnes", False),
    ],
)
def test_tonnes_of_one_gas_are_none_of_the_greenhouse_gases(
    label: str, figure: str, is_other: bool, knowledge: Knowledge
) -> None:
    (number,) = find_numbers(figure, knowledge.units)
    assert is_another_thing(knowledge, label, number, "ghg_scope1") is is_other
    assert not is_another_thing(knowledge, label, number, "air_emissions_total")


@pytest.mark.parametrize(
    ("label", "figure", "is_other"),
    [
        ("Total paper consumption", "1.7 kt", True),
        ("Total solid waste", "2.8 kt", True),
        ("Rock and ore mined", "39 kt", True),
        ("Paper consumption", "12 tCO2e", False),
        ("Purchased heat", "12 kt", False),
    ],
)
def test_paper_and_waste_by_weight_are_no_gases(label: str, figure: str, is_other: bool, knowledge: Knowledge) -> None:
    (number,) = find_numbers(figure, knowledge.units)
    assert is_another_thing(knowledge, label, number, "ghg_total") is is_other
    assert not is_another_thing(knowledge, label, number, "waste_recycled") or "consumption" in label
