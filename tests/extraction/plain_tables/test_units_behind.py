"""Rows of text tables whose unit stands behind their figures. All texts are invented."""

import pytest
from tests.extraction.test_text_layouts import facts

HEAD = "2023 report\n\nIndicator 2022 2023 Unit\n"
SECOND = "Water consumption 41 39 m3\n"


def read(row: str) -> list[tuple[str, set[str], float, str, int]]:
    told = facts(HEAD + row + "\n" + SECOND)
    return sorted(
        ((r.metric, set(r.breakdown.values()), r.value, r.unit, r.year) for r in told if r.metric != "water_total"),
        key=lambda one: one[-1],
    )


@pytest.mark.parametrize(
    ("row", "metric", "unit"),
    [
        ("GHG emission intensity 0.41 0.39 tonnes CO2e/m2 GFA", "ghg_intensity", "tCO2e/m2"),
        ("GHG emission intensity 0.41 0.39 tonnes CO2-e per million HK$", "ghg_intensity_per_revenue", None),
        ("Energy intensity 0.41 0.39 kWh/m2 (lettable floor area)", "energy_intensity", "kWh/m2"),
        ("Hazardous waste generated 0.41 0.39 tonnes", "hazardous_waste", "t"),
    ],
)
def test_the_unit_may_be_of_many_words(row: str, metric: str, unit: str | None) -> None:
    found = read(row)
    assert [(name, value, year) for name, _, value, _, year in found] == [(metric, 0.41, 2022), (metric, 0.39, 2023)]
    assert unit is None or {one[3] for one in found} == {unit}


@pytest.mark.parametrize("unit", ["0'000 kWh", "'0000 kWh"])
def test_a_scale_with_an_apostrophe_is_no_figure(unit: str) -> None:
    values = [(value, year) for _, _, value, _, year in read(f"Electricity consumption 312 298 {unit}")]
    assert values == [(3_120_000, 2022), (2_980_000, 2023)]


@pytest.mark.parametrize(
    ("label", "age"),
    [
        ("Number of employees aged over 50", "aged over 50"),
        ("Employees aged 30 to 50", "aged 30 to 50"),
        ("Number of employees aged below 30", "aged below 30"),
    ],
)
def test_a_figure_before_those_of_the_years_is_of_the_label(label: str, age: str) -> None:
    assert read(f"{label} 41 38 persons") == [
        ("employees", {age}, 41, "persons", 2022),
        ("employees", {age}, 38, "persons", 2023),
    ]


def test_what_is_counted_may_end_the_label_and_be_the_unit() -> None:
    found = read("Employee turnover - Macau - number of employees 12 14 employees")
    assert [(one[0], one[2]) for one in found] == [("turnover_count", 12), ("turnover_count", 14)]


def test_a_list_of_scopes_makes_no_sentence_of_a_label() -> None:
    found = read("Total GHG emissions (Scope 1, 2 and 3) – Hotels 612.4 598.1 tonnes CO2e")
    assert [(one[0], one[1], one[2]) for one in found] == [
        ("ghg_total", {"hotels"}, 612.4),
        ("ghg_total", {"hotels"}, 598.1),
    ]


def test_a_remark_may_stand_behind_the_unit_before_the_figures() -> None:
    text = "2023 report\n\nIndicator Unit 2022 2023\nGHG emission intensity kg CO2e/m² (office area) 23.2 24.1\n"
    found = [(r.metric, r.value, r.unit, r.year) for r in facts(text + "Water consumption m3 41 39\n")]
    assert found[:2] == [
        ("ghg_intensity", 23.2, "kgCO2e/m2", 2022),
        ("ghg_intensity", 24.1, "kgCO2e/m2", 2023),
    ]


def test_a_unit_for_each_of_some_things_is_one_word() -> None:
    text = "2023 report\n\nIndicator Unit 2022 2023\nClinical waste intensity kg/bed 1.21 1.18\n"
    read = facts(text + "Water consumption m3 41 39\n")
    found = [(r.metric, r.value, r.unit) for r in read if r.metric != "water_total"]
    assert found == [("hazardous_waste_intensity", 1.21, "kg/bed"), ("hazardous_waste_intensity", 1.18, "kg/bed")]
