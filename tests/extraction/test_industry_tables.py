"""Labels and layouts of works, mines, utilities and laboratories in tables of text files; all figures are invented."""

import time
from pathlib import Path

import pytest
from tests.extraction.texts import KNOW

from cnesg.extraction.plain_tables.parts import LineReader
from cnesg.extraction.quantities import extract_quantities
from cnesg.text import read_document
from cnesg.text.language import is_third_language


def rows_of(text: str, tmp_path: Path) -> list[tuple[str, float, str, int, dict[str, str]]]:
    path = tmp_path / "sheet.txt"
    path.write_text(f"Sustainability report 2023\nKey figures\n\n{text}\n", encoding="utf-8")
    found = extract_quantities(read_document(path), KNOW, year=2023)
    return [(row.metric, row.value, row.unit, row.year, dict(row.breakdown)) for row in found]


@pytest.mark.parametrize(
    ("label", "unit", "metric", "breakdown"),
    [
        ("Total waste oil produced", "tonnes", "hazardous_waste", {"type": "waste oil"}),
        ("Fluorescent tube wastes", "tonnes", "hazardous_waste", {"type": "fluorescent tube wastes"}),
        ("Etching sludge hazardous waste", "tonnes", "hazardous_waste", {"type": "etching sludge"}),
        ("Hazardous waste - Spent filters - Nanhai Province", "tonnes", "hazardous_waste",
         {"type": "spent filters", "region": "nanhai province"}),
        ("Wooden crate waste", "tonnes", "waste_total", {"type": "wooden crate waste"}),
        ("Total waste", "tonnes", "waste_total", {}),
        ("Straw board recycling rate", "%", "waste_recycling_rate", {"type": "straw board"}),
        ("Total nitrogen (TN) removed from sewage", "tonnes", "pollutant_reduction", {"pollutant": "total nitrogen"}),
        ("Decrease in CO2 emissions due to heat pumps", "tonnes", "ghg_reduction", {}),
        ("GHG offsets from newly planted trees (Scope 1)", "tCO2e", "ghg_reduction", {}),
        ("Kiln coal GHG emissions", "tonnes", "ghg_scope1", {}),
        ("Total greenhouse gas emissions from drying", "tCO2e", "ghg_total", {"type": "drying"}),
        ("Water consumption per capita in Harbour Office", "m3/person", "water_intensity_per_employee",
         {"type": "harbour office"}),
        ("GHG emissions per revenue (Scope I + Scope II)", "tCO2e/RMB million", "ghg_intensity_per_revenue", {}),
        ("Age distribution - 31 to 40 (Group-wide workforce data)", "persons", "employees", {"age": "31 to 40"}),
        ("Total fuel consumption", "L", "oil_products", {}),
    ],
)  # fmt: skip
def test_labels_of_works_and_utilities(
    label: str, unit: str, metric: str, breakdown: dict[str, str], tmp_path: Path
) -> None:
    head = "| Indicator | Unit | 2022 | 2023 |\n| Number of board meetings | times | 7 | 8 |\n"
    table = f"{head}| {label} | {unit} | 41 | 43 |"
    found = [row for row in rows_of(table, tmp_path) if row[0] != "board_meetings"]
    assert [(row[0], row[1], row[3], row[4]) for row in found] == [
        (metric, 41, 2022, breakdown),
        (metric, 43, 2023, breakdown),
    ]


@pytest.mark.parametrize(
    ("group", "label", "unit"),
    [
        ("", "SO2 emission per tonne of glass (National standard)", "kg/tonne"),
        ("", "Sludge removed from waste water", "tonnes"),
        ("", "Air emission density", "kg/tonne"),
        ("", "Refrigerant stock", "kg"),
        ("Waste", "Caustic soda used", "tonnes"),
        ("Number of employees by age", "A4 paper usage", "sheets"),
    ],
)
def test_labels_of_other_things(group: str, label: str, unit: str, tmp_path: Path) -> None:
    head = "| Indicator | Unit | 2022 | 2023 |\n" + (f"{group}\n" if group else "")
    found = rows_of(f"{head}| {label} | {unit} | 412 | 437 |\n| Board meetings | times | 7 | 8 |", tmp_path)
    assert [row for row in found if row[0] != "board_meetings"] == []


def test_names_of_groups_end_no_table_of_strokes(tmp_path: Path) -> None:
    table = (
        "| Indicator | Unit | 2022 | 2023 |\nAir\n| Dust emission rate | g/kWh | 0.03 | 0.02 |\n"
        "| SO2 emission rate | g/kWh | 0.09 | 0.08 |\nPower\n| Electricity consumption | MWh | 411 | 422 |"
    )
    assert [(row[1], row[3]) for row in rows_of(table, tmp_path)] == [
        (0.03, 2022), (0.02, 2023), (0.09, 2022), (0.08, 2023), (411, 2022), (422, 2023),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("GHG emission intensity kgCO2e/m3 of sewage treated 0.28 0.31", (0.28, 0.31, "kgCO2e/m3")),
        ("GHG emission intensity 0.28 0.31 kgCO2e/m3 of sewage treated", (0.28, 0.31, "kgCO2e/m3")),
        ("Hazardous waste intensity 0.51 0.56 g/MWh electricity sold", (0.51, 0.56, "g/MWh")),
        ("Lost time injury rate 0.61 0.67 per 200,000 hours", (0.61, 0.67, "per 200,000 hours")),
        ("Lost time injury rate (per 200,000 hours) 0.61 0.67", (0.61, 0.67, "per 200,000 hours")),
        ("Nitrogen oxides (NOx) 65 72 tonnes", (65, 72, "t")),
        ("Total NOx emissions 2.9 3.2 10,000 tonnes", (29000, 32000, "t")),
        ("Safety investment RMB 10,000 4.12 4.53", (41200, 45300, "CNY")),
        ("Safety investment 4.12 4.53 RMB100 million", (412000000, 453000000, "CNY")),
        ("Fatalities 2 1 #", (2, 1, "persons")),
        (f"{'Total wastewater discharge':<60}{'10000 m3':<26}{'41.2':>14}{'45.3':>14}", (412000, 453000, "m3")),
    ],
)
def test_units_in_words_and_of_many(row: str, told: tuple[float, float, str], tmp_path: Path) -> None:
    text = f"Indicator Unit 2022 2023\n{row}\nTotal assets RMB million 4120 4311"
    found = [one for one in rows_of(text, tmp_path) if one[0] != "total_assets"]
    assert [one[2:4] for one in found] == [(told[2], 2022), (told[2], 2023)]
    assert [one[1] for one in found] == pytest.approx(told[:2])


@pytest.mark.parametrize("line", ["per 100,000 man-hours", "kgCO2e/m3 of sewage treated"])
def test_a_line_may_be_nothing_but_a_unit_in_words(line: str) -> None:
    parts = LineReader(KNOW.units).parts(line)
    assert parts is not None
    assert (parts.label, parts.unit, parts.values) == ((), (0, len(line)), ())


def test_wide_blanks_before_a_year_take_no_time(tmp_path: Path) -> None:
    begun = time.process_time()
    gap = " " * 90
    rows_of(f"Indicator{gap}Unit{gap}2022   2023\nAverage hours of annual training{gap}hours{gap}2021   2022", tmp_path)
    assert time.process_time() - begun < 30


def test_per_is_no_small_word_of_another_language() -> None:
    rows = [f"Direct emissions per capita, branch {n}: tCO2 e per person {n},204" for n in range(12)]
    assert not is_third_language(rows)
