"""English labels of suppliers, products, customers, ethics, giving and boards: metric, unit and class of each."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.test_trade_tables import CASES, reaches, tallied
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.text import read_document

SETS: dict[str, list[dict[str, Any]]] = yaml.safe_load((CASES / "governance-labels.yaml").read_text(encoding="utf-8"))
FLOORS = {  # values read, values with classes, rows that are facts
    "suppliers, customers, ethics, giving and boards": (0.98, 0.97, 0.98),
}


@pytest.mark.parametrize("name", FLOORS)
def test_most_labels_are_read(name: str, tmp_path: Path) -> None:
    asked = ((table, table["form"]) for table in SETS[name])
    assert reaches(name, tallied(asked, tmp_path), FLOORS[name])


def test_every_set_has_floors() -> None:
    assert set(SETS) == set(FLOORS)


def read(text: str, folder: Path) -> list[tuple[str, float, dict[str, str]]]:
    path = folder / "sheet.txt"
    path.write_text(f"ESG data\n{text}\n", encoding="utf-8")
    found = extract_quantities(read_document(path), KNOW, year=2023)
    return [(row.metric, row.value, dict(row.breakdown)) for row in found]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Number of complaints received\tcase(s)\t46", [("complaints", 46.0, {})]),
        ("Anti-corruption training hours\thour(s)\t118", [("anticorruption_training_hours", 118.0, {})]),
        ("Charitable donations\tRM'000\t180", [("donations_total", 180000.0, {})]),
        ("Women on the board\tPercentage\t33.3", [("female_directors_share", 33.3, {})]),
        ("Registered volunteers\t10,000 persons\t8.4", [("volunteers", 84000.0, {})]),
        ("KPI B5.1 Suppliers in Japan\tsupplier(s)\t28", [("suppliers", 28.0, {"region": "japan"})]),
        ("Patents granted (cumulative)\titem(s)\t412", [("patents_held", 412.0, {})]),
        ("Community grievances received\tnumber\t36", []),
        ("Students' volunteer service\thours\t33,100", []),
        ("Average volunteer hours per participant\thours\t6.7", []),
        ("Number of volunteer activities\tnumber\t41", []),
        ("Number of employees hired by suppliers\tpersons\t126", []),
        ("Suppliers participating in training\tnumber\t1,204", []),
        ("Number of suppliers that passed ISO 9001 certification\tnumber\t124", []),
        ("Qualification rate of supplier audits\t%\t98.4", []),
        ("Royalties paid to governments\tUS$ million\t188", []),
        ("Substantiated complaints concerning human rights violations\tnumber\t2", []),
        ("Employees dismissed for corruption\tpersons\t2", []),
        ("Directors against whom disciplinary action was taken\tnumber\t1", []),
    ],
)
def test_rows(row: str, expected: list[tuple[str, float, dict[str, str]]], tmp_path: Path) -> None:
    assert read(f"Indicator\tUnit\t2023\n{row}", tmp_path) == expected


def test_parts_of_the_suppliers_are_no_total(tmp_path: Path) -> None:
    rows = "Total number of suppliers\tnumber\t744\nin Greater China\tnumber\t402\nLower Volta\tnumber\t342"
    assert read(f"Indicator\tUnit\t2023\n{rows}", tmp_path)[1:] == [("suppliers", 402.0, {"region": "greater china"})]
    rows = "Total number of suppliers\tnumber\t744\nUpper Volta\tnumber\t402\nLower Volta\tnumber\t342"
    assert read(f"Indicator\tUnit\t2023\n{rows}", tmp_path)[1:] == [
        ("suppliers", 402.0, {"type": "upper volta"}),
        ("suppliers", 342.0, {"type": "lower volta"}),
    ]


def test_training_of_employees_beside_that_of_directors(tmp_path: Path) -> None:
    trained = "Number of employees who attended anti-corruption training\tNumber\t412"
    assert read(f"Indicator\tUnit\t2023\n{trained}", tmp_path) == [("anticorruption_training_people", 412.0, {})]
    both = f"Number of directors who attended anti-corruption training\tNumber\t8\n{trained}"
    assert read(f"Indicator\tUnit\t2023\n{both}", tmp_path) == [
        ("anticorruption_training_people", 8.0, {"level": "directors"}),
        ("anticorruption_training_people", 412.0, {"level": "employees"}),
    ]


def test_long_labels_and_nil_in_columns_of_blanks(tmp_path: Path) -> None:
    labels = (
        "KPI B6.1 Percentage of total products sold or shipped subject to recalls for safety and health reasons",
        "KPI B7.1 Number of concluded legal cases regarding corrupt practices brought against the issuer or its staff",
    )
    rows = f"{'Indicator':<120}{'Unit':<16}{'2023':<8}2022\n"
    rows += f"{labels[0]:<120}{'%':<16}{'Nil':<8}0.1\n{labels[1]:<120}{'No. of cases':<16}{'1':<8}Nil"
    assert read(rows, tmp_path) == [
        ("recall_rate", 0.0, {}),
        ("recall_rate", 0.1, {}),
        ("corruption_lawsuits", 1.0, {}),
        ("corruption_lawsuits", 0.0, {}),
    ]
