"""Tables that the European sustainability reporting standards prescribe, as Markdown gives them. All is invented."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from tests.extraction.texts import KNOW, document

from cnesg.extraction.quantities import extract_quantities

Fact = tuple[str, str, float, int]

TABLES: dict[str, str] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "extraction" / "european-statements.yaml").read_text(encoding="utf-8")
)


def of_this_year(table: str, year: int = 2023) -> set[Fact]:
    text = f"Sustainability statement 2023\n\n{table}"
    rows = extract_quantities(replace(document(text), language="en"), KNOW, year=2023)
    return {(row.metric, _named(row.breakdown), row.value, row.year) for row in rows if row.year == year}


def _named(breakdown: Mapping[str, str]) -> str:
    return ", ".join(breakdown.values())


def test_energy_by_where_it_comes_from() -> None:
    assert of_this_year(TABLES["energy"]) == {
        ("coal", "", 120, 2023),
        ("energy_direct", "other fossil sources", 35, 2023),
        ("energy_indirect", "fossil sources", 1902, 2023),
        ("energy_total", "fossil sources", 12507, 2023),
        ("energy_total", "nuclear sources", 610, 2023),
        ("renewable_energy", "purchased or acquired energy", 13110, 2023),
        ("renewable_energy", "self-generated non-fuel renewable energy", 1240, 2023),
        ("renewable_energy", "", 17354, 2023),
        ("energy_total", "", 30471, 2023),
        ("energy_intensity_per_revenue", "", 15.2, 2023),
    }


def test_gases_of_this_year_below_a_long_title() -> None:
    assert of_this_year(TABLES["gases"]) == {
        ("ghg_scope1", "", 3655, 2023),
        ("ghg_scope2", "market-based", 1402, 2023),
        ("ghg_scope3", "", 81334, 2023),
        ("ghg_scope3", "downstream transportation", 3800, 2023),
        ("ghg_intensity_per_revenue", "market-based", 46.1, 2023),
    }


@pytest.mark.parametrize(
    ("year", "facts"),
    [(2030, {("ghg_scope1", "target", 2205, 2030)}), (2050, {("ghg_scope1", "target", 441, 2050)})],
)
def test_milestones_are_targets_of_their_years(year: int, facts: set[Fact]) -> None:
    assert of_this_year(TABLES["gases"], year) == facts


def test_a_table_with_a_subject_of_its_own_takes_none_from_the_table_above() -> None:
    assert of_this_year(TABLES["waste_and_staff"]) == {
        ("waste_total", "", 4120, 2023),
        ("waste_total", "non-recycled", 957, 2023),
        ("water_intensity_per_revenue", "", 25.6, 2023),
        ("employees", "male", 1240, 2023),
        ("employees", "female", 980, 2023),
        ("performance_review_share", "", 91, 2023),
        ("performance_review_share", "female", 92, 2023),
        ("corruption_lawsuits", "", 0, 2023),
    }


def test_a_long_footnote_above_makes_no_total_count_staff() -> None:
    assert of_this_year(TABLES["no_staff"]) == set()


def test_a_long_head_of_years_begins_a_table_whose_unit_its_groups_have() -> None:
    facts = {one for one in of_this_year(TABLES["sources_of_gases"], 2022) if one[0].startswith("ghg")}
    assert facts == {("ghg_scope1", "gas for heating", 314, 2022), ("ghg_scope1", "", 2538, 2022)}
