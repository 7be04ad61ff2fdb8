"""English data sheets of makers of drugs and food, hospitals, shops, hotels, airlines, logistics and property."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.test_trade_tables import CASES, reaches, tallied
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.text import read_document

SETS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (CASES / "english-trade-tables.yaml").read_text(encoding="utf-8")
)
FLOORS = {"consumer and service trades": (0.90, 0.85, 0.92)}  # values read, values with classes, rows that are facts


@pytest.mark.parametrize("name", FLOORS)
def test_most_figures_of_english_trade_tables_are_read(name: str, tmp_path: Path) -> None:
    asked = ((table, table["form"]) for table in SETS[name])
    assert reaches(name, tallied(asked, tmp_path), FLOORS[name])


def test_every_set_has_floors() -> None:
    assert set(SETS) == set(FLOORS)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Energy use per shop\tkWh\t31,250", [("energy_intensity", 31250.0, {})]),  # no energy of the company
        ("Diesel use per lorry\tlitres\t4,110", []),
        ("Total energy use\ttce\t5,120\nNumber of new energy cars\tcars\t644", [("energy_total", 5120.0, {})]),
        ("Traffic accidents with fatalities\tcases\t9", []),
        ("Resorts - electricity\tMWh\t71,330", [("electricity", 71330.0, {"type": "resorts"})]),
        ("Van fleet - diesel\tlitres\t62,118", [("diesel", 62118.0, {"type": "van fleet"})]),
        ("SOx emissions (Property Management)\tkg\t4.4", [("so2_emissions", 4.4, {"type": "property management"})]),
        ("Nurses\theadcount\t2,207", [("employees", 2207.0, {"function": "nurses"})]),
        ("Couriers insured against accidents\t%\t97.5", []),
    ],
)
def test_rows_of_data_sheets(rows: str, expected: list[tuple[str, float, dict[str, str]]], tmp_path: Path) -> None:
    path = tmp_path / "sheet.txt"
    path.write_text(f"ESG data\nIndicator\tUnit\t2023\n{rows}\n", encoding="utf-8")
    found = extract_quantities(read_document(path), KNOW, year=2023)
    assert [(row.metric, row.value, dict(row.breakdown)) for row in found] == expected
