"""English data sheets of banks, insurers, exchanges, software, telecom and chip makers, in texts and on pages."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.test_trade_tables import CASES, reaches, tallied
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.text import read_document

SETS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (CASES / "finance-technology-tables.yaml").read_text(encoding="utf-8")
)
FLOORS = {  # values read, values with their classes, rows that are facts
    "mended on": (0.95, 0.93, 0.95),
    "never looked at": (0.89, 0.84, 0.91),
}


@pytest.mark.heavy
@pytest.mark.parametrize("name", FLOORS)
def test_most_figures_of_finance_and_technology_tables_are_read(name: str, tmp_path: Path) -> None:
    asked = ((table, table["form"]) for table in SETS[name])
    assert reaches(name, tallied(asked, tmp_path), FLOORS[name])


def test_every_set_has_floors() -> None:
    assert set(SETS) == set(FLOORS)


def facts_of(text: str, folder: Path) -> list[tuple[str, int | None, float, dict[str, str]]]:
    path = folder / "sheet.txt"
    path.write_text(f"ESG Report 2023\n\n{text}\n", encoding="utf-8")
    found = extract_quantities(read_document(path), KNOW, year=2023)
    return [(row.metric, row.year, row.value, dict(row.breakdown)) for row in found]


@pytest.mark.parametrize(
    "heads",
    [
        "FY23      FY22",
        "31 Dec 2023      31 Dec 2022",
        "31.12.2023      31.12.2022",
        "Dec-23      Dec-22",
    ],
)
def test_heads_of_short_and_dated_years(heads: str, tmp_path: Path) -> None:
    text = (
        f"Indicator                    {heads}\nAttrition rate (%)           4.8     6.1\nScope 1 (tCO2e)     17     19"
    )
    assert facts_of(text, tmp_path) == [
        ("turnover_rate", 2023, 4.8, {}),
        ("turnover_rate", 2022, 6.1, {}),
        ("ghg_scope1", 2023, 17.0, {}),
        ("ghg_scope1", 2022, 19.0, {}),
    ]


@pytest.mark.parametrize("heads", ["Target 2026    2023    2022", "2023    2022    2026 target"])
def test_a_column_of_targets_stands_beside_the_years(heads: str, tmp_path: Path) -> None:
    values = "4.0    4.8    6.1" if heads.startswith("T") else "4.8    6.1    4.0"
    text = f"Indicator            {heads}\nAttrition rate (%)           {values}\nStaff turnover, women (%)    {values}"
    found = facts_of(text, tmp_path)
    assert ("turnover_rate", 2026, 4.0, {"type": "target"}) in found
    assert [one for one in found if one[3] == {}] == [
        ("turnover_rate", 2023, 4.8, {}),
        ("turnover_rate", 2022, 6.1, {}),
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # a source in tonnes of CO2e is a part of a scope, in tonnes it is none
        ("Natural gas\ttCO2e\t318", [("ghg_scope1", 318.0, {"source": "natural gas"})]),
        ("District heating\ttCO2e\t47", [("ghg_scope2", 47.0, {"source": "district heating"})]),
        ("Taxis\ttCO2e\t12", [("ghg_scope3", 12.0, {"category": "taxis"})]),
        ("Copy paper\tt\t12", []),
        ("Thermal coal mining\ttCO2e\t12", []),
        ("Scope 3\nCouriers by bicycle\ttCO2e\t9", [("ghg_scope3", 9.0, {"type": "couriers by bicycle"})]),
        ("Total gross Scope 1 and Scope 2 emissions\ttCO2e\t930", [("ghg_total", 930.0, {})]),
        ("Energy per data traffic\tMWh/PB\t98", [("energy_intensity_per_production", 98.0, {})]),
        ("Customer complaints received\tthousand\t41.7", [("complaints", 41700.0, {})]),
        ("Number of employees\t-\t5,120", [("employees_total", 5120.0, {})]),
        ("Number of permanent disabilities\tnumber\t3", []),
        ("Population covered by 5G\t%\t88", []),
    ],
)
def test_rows_of_data_sheets(rows: str, expected: list[tuple[str, float, dict[str, str]]], tmp_path: Path) -> None:
    found = facts_of(f"Indicator\tUnit\t2023\n{rows}", tmp_path)
    assert [(metric, value, classes) for metric, _, value, classes in found] == expected


@pytest.mark.parametrize("head", ["GHG emissions (tCO2e)\nSource", "GHG emissions\nSource (tCO2e)"])
def test_the_unit_of_a_head_holds_below_each_scope(head: str, tmp_path: Path) -> None:
    text = f"{head}\t2023\t2022\nScope 1\nNatural gas\t318\t341\nScope 2\nDistrict heating\t47\t52"
    assert facts_of(text, tmp_path) == [
        ("ghg_scope1", 2023, 318.0, {"source": "natural gas"}),
        ("ghg_scope1", 2022, 341.0, {"source": "natural gas"}),
        ("ghg_scope2", 2023, 47.0, {"source": "district heating"}),
        ("ghg_scope2", 2022, 52.0, {"source": "district heating"}),
    ]
