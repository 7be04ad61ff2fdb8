"""Labels of environmental tables of issuers of many trades: emissions, waste, energy and water, by part."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.test_trade_tables import CASES, draw, reaches, tallied
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.text import read_document

SETS: dict[str, list[dict[str, Any]]] = yaml.safe_load((CASES / "environment-labels.yaml").read_text(encoding="utf-8"))
FLOORS = {"environment": (0.98, 0.95, 0.98)}  # values read, values with classes, rows that are facts

Facts = list[tuple[str, float, dict[str, str]]]


@pytest.mark.parametrize("name", FLOORS)
def test_most_figures_of_environment_labels_are_read(name: str, tmp_path: Path) -> None:
    asked = ((table, table["form"]) for table in SETS[name])
    assert reaches(name, tallied(asked, tmp_path), FLOORS[name])


def test_every_set_has_floors() -> None:
    assert set(SETS) == set(FLOORS)


def _read(path: Path) -> Facts:
    found = extract_quantities(read_document(path), KNOW, year=2023)
    return [(row.metric, row.value, dict(row.breakdown)) for row in found if row.year == 2023]


ROWS: list[tuple[str, str, Facts]] = [
    ("NOx emissions (cold stores)", "kg", [("nox_emissions", 41.3, {"type": "cold stores"})]),
    ("Total wastewater discharged (brewing department)", "m3", [("wastewater", 41.3, {"type": "brewing department"})]),
    ("Hazardous waste (excluding sludge)", "t", [("hazardous_waste", 41.3, {})]),  # says how far, not of what
    ("Electricity used by depots", "MWh", [("electricity", 41.3, {"type": "depots"})]),
    ("Electricity used by type", "MWh", [("electricity", 41.3, {})]),
    ("Filter cake (hazardous waste)", "t", [("hazardous_waste", 41.3, {"type": "filter cake"})]),
    ("Scope 1: Direct emissions - Boilers", "tCO2e", [("ghg_scope1", 41.3, {"type": "boilers"})]),
    ("GHG emissions intensity (per square metre)", "tCO2e", [("ghg_intensity", 41.3, {})]),
    ("GHG emissions per thousand HKD revenue", "tCO2e", [("ghg_intensity_per_revenue", 41.3, {})]),
    ("Hazardous waste discharged per 10,000 m2", "kg", [("hazardous_waste_intensity", 41.3, {})]),
    ("Water withdrawal per employee", "m3", [("water_intensity_per_employee", 41.3, {})]),
    ("Energy consumed per million turnover", "MWh", [("energy_intensity_per_revenue", 41.3, {})]),
    ("Over 50 turnover rate", "%", [("turnover_rate", 41.3, {"age": "over 50"})]),
    ("Carbon monoxide (CO) emissions", "kg", []),
    ("Total nitrogen in discharged sewage", "t", []),
    ("Hydrogen chloride emissions", "t", []),
    ("Gas emissions from kilns", "t", []),
]


@pytest.mark.parametrize("form", ["tabs", "ruled"])
@pytest.mark.parametrize(("label", "unit", "expected"), ROWS)
def test_rows_in_texts_and_on_pages(label: str, unit: str, expected: Facts, form: str, tmp_path: Path) -> None:
    cells = [["Indicator", "Unit", "2023", "2022"], [label, unit, "41.3", "43.8"]]
    cells.append(["Paper consumption", "kg", "812.0", "790.0"])
    if form == "ruled":
        path = tmp_path / "table.pdf"
        draw(path, "ESG data", cells, form)
    else:
        path = tmp_path / "table.txt"
        path.write_text("ESG data\n" + "\n".join("\t".join(row) for row in cells) + "\n", encoding="utf-8")
    assert _read(path) == expected


def test_a_group_of_oil_equivalents_names_no_oil_and_let_buildings_are_no_investments(tmp_path: Path) -> None:
    path = tmp_path / "table.pdf"
    cells = [["Item", "2023", "2022"], ["Water used (m3)", "12.6", "12.9"], ["Energy (crude oil equivalent)", "", ""]]
    cells += [["Total (kL)", "41.3", "43.8"], ["Scope 1 emissions (tCO2e)", "", ""], ["Offices", "31.4", "33.1"]]
    draw(path, "ESG data", [*cells, ["Investment properties", "52.7", "55.2"]], "ruled")
    found = [(metric, value) for metric, value, _ in _read(path)]
    assert found == [("water_total", 12.6), ("ghg_scope1", 31.4), ("ghg_scope1", 52.7)]


def test_square_metres_have_a_sign_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "table.txt"
    path.write_text("Indicator\tUnit\t2023\t2022\nEmissions intensity\tt-CO2/㎡\t0.071\t0.074\n", encoding="utf-8")
    found = extract_quantities(read_document(path), KNOW, year=2023)
    assert {(row.metric, row.unit) for row in found} == {("ghg_intensity", "tCO2e/m2")}


def test_parts_have_the_unit_of_the_total_that_their_group_begins_with(tmp_path: Path) -> None:
    path = tmp_path / "table.pdf"
    cells = [["Item", "", "2023", "2022"], ["CO2 emissions", "Total (tons)", "941", "967"]]
    cells += [["", "Electricity", "612", "633"], ["", "City gas", "329", "334"], ["Waste", "Total (tons)", "57", "61"]]
    draw(path, "ESG data", cells, "ruled")
    assert _read(path) == [
        ("ghg_total", 941.0, {}),
        ("ghg_total", 612.0, {"type": "electricity"}),
        ("ghg_total", 329.0, {"type": "city gas"}),
        ("waste_total", 57.0, {}),
    ]
