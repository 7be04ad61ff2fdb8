"""English labels of tables on staff, turnover, injuries and training: how many of their figures are read."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.test_trade_tables import CASES, PAGES, TEXTS, reaches, tallied
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.text import read_document

SETS: dict[str, list[dict[str, Any]]] = yaml.safe_load((CASES / "people-labels.yaml").read_text(encoding="utf-8"))
FLOORS = {  # values read, values with classes, rows that are facts
    "people labels": (0.94, 0.90, 0.97),
    "forms of one label": (0.94, 0.93, 0.97),
}


@pytest.mark.heavy
def test_most_labels_of_people_are_read(tmp_path: Path) -> None:
    asked = ((table, table["form"]) for table in SETS["people labels"])
    assert reaches("people labels", tallied(asked, tmp_path), FLOORS["people labels"])


@pytest.mark.heavy
@pytest.mark.parametrize("form", [*TEXTS, *PAGES])
def test_labels_are_read_alike_in_every_form(form: str, tmp_path: Path) -> None:
    asked = ((table, form) for table in SETS["forms of one label"])
    assert reaches(form, tallied(asked, tmp_path), FLOORS["forms of one label"])


def test_every_set_has_floors() -> None:
    assert set(SETS) == set(FLOORS)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Loss of employees - Technicians\tpersons\t31", [("turnover_count", 31.0, {"function": "technicians"})]),
        ("Turnover by site: East\tNumber of employees leaving employment\t7", [("turnover_count", 7.0)]),
        ("Turnover rate (Warehouse & Delivery Staff)\t%\t9.4", [("turnover_rate", 9.4)]),
        ("Employees - Female (31-50)\tpersons\t123", [("employees", 123.0, {"gender": "female", "age": "31-50"})]),
        ("Percentage of male employees taking childcare leave\t%\t31.2", []),
        ("Total absenteeism rate\t%\t5.1", []),
        ("Severity rate (days lost per thousand hours worked)\t-\t0.03", []),
        ("Employee turnover rate (incoming)\t%\t15.6", [("new_hire_rate", 15.6)]),
        ("Total Number of Near Misses\t-\t1,112", []),
        ("Total number of visitors\t-\t58,120\nTotal number of employees\t-\t912", [("employees_total", 912.0)]),
        (
            "The percentage of employees trained by gender and employee category\nMale employees\t%\t87.2",
            [("trained_share", 87.2, {"gender": "male"})],
        ),
        (
            "The percentage of employees trained by gender and category (e.g. middle management)\nFemale\t%\t90.4",
            [("trained_share", 90.4, {"gender": "female"})],
        ),
    ],
)
def test_rows_of_people_tables(rows: str, expected: list[tuple[Any, ...]], tmp_path: Path) -> None:
    path = tmp_path / "people.txt"
    path.write_text(f"ESG data\nIndicator\tUnit\t2023\n{rows}\n", encoding="utf-8")
    found = extract_quantities(read_document(path), KNOW, year=2023)
    told = [
        (row.metric, row.value, dict(row.breakdown))[: len(want)] for row, want in zip(found, expected, strict=True)
    ]
    assert told == expected
