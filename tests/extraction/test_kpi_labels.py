"""Labels of key figures: numerals of scopes, what a figure is given for, ages behind `age group`. All is invented."""

import pytest
from tests.extraction.texts import facts

from cnesg.framework.phrase_forms import forms_of
from cnesg.framework.phrase_table import matching_form


def row_of(label: str, unit: str, value: str = "41") -> list[tuple[str, str, dict[str, str]]]:
    found = facts(f"Sustainability report 2021\n\nIndicator\tUnit\t2021\n{label}\t{unit}\t{value}\n")
    return [(row.metric, row.unit, row.breakdown) for row in found]


def test_scopes_have_roman_numerals_too() -> None:
    assert {"scope ii emission", "scope ii emissions"} <= forms_of("scope 2 emissions")
    assert "scope i and ii" in forms_of("scope 1 and 2")
    assert not any("ii" in form for form in forms_of("scope 22 emissions"))
    assert matching_form("Scope Ⅲ") == "scope 3"


@pytest.mark.parametrize(
    ("label", "unit", "metric", "of", "breakdown"),
    [
        ("Scope II emissions", "tCO2e", "ghg_scope2", "tCO2e", {}),
        ("Energy consumption (direct)", "MWh", "energy_direct", "MWh", {}),
        ("GHG intensity (by employees)", "tCO2e/employee", "ghg_intensity_per_employee", "tCO2e/employee", {}),
        ("Employees - Age group 31-40", "No. of people", "employees", "persons", {"age": "31-40"}),
        ("Hazardous waste per 10,000 m² of floor", "kg", "hazardous_waste_intensity", "kg/10k m2", {}),
        ("GHG emissions per unit of revenue", "tCO2e", "ghg_intensity_per_revenue", "tCO2e/CNY", {}),
        ("NOx emissions: private cars", "g", "nox_emissions", "g", {"source": "private cars"}),
        ("COD emission intensity", "kg/RMB10000", "pollutant_intensity", "kg/CNY 10k", {"pollutant": "cod"}),
    ],
)
def test_a_label_says_what_and_for_what(label: str, unit: str, metric: str, of: str, breakdown: dict[str, str]) -> None:
    assert row_of(label, unit) == [(metric, of, breakdown)]


@pytest.mark.parametrize(
    ("label", "unit"),
    [("Carbon monoxide emissions", "kg"), ("Paint consumed", "kg"), ("Labour union members", "persons")],
)
def test_a_label_of_another_thing_gives_none_of_these(label: str, unit: str) -> None:
    assert row_of(label, unit) == []


def test_a_row_with_its_code_and_a_count_is_no_index_of_pages() -> None:
    text = "Sustainability report 2021\n\nKPI\tIndicator\tUnit\t2021\nB5.1\tTotal number of suppliers\tno.\t512\n"
    assert [(row.metric, row.value) for row in facts(text)] == [("suppliers_total", 512)]
