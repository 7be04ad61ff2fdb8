"""Units behind a comma at a label's end are set in brackets."""

import pytest

from cnesg.extraction.tables.model import Row, Table
from cnesg.extraction.tables.reading.units_apart import with_units_apart
from cnesg.extraction.tables.rows.units import TableUnits
from cnesg.framework.units import load_units

BOX = (0.0, 0.0, 1.0, 1.0)
UNITS = TableUnits(load_units())


def label_of(label: str, *notes: str) -> str:
    table = Table(1, BOX, (), (Row(label, (), notes, (), BOX, 1),))
    return with_units_apart(table, UNITS.of_cell).rows[0].label


@pytest.mark.parametrize(
    ("label", "apart"),
    [
        ("Indirect emissions (Scope 2, market-based), t", "Indirect emissions (Scope 2, market-based) (t)"),
        ("Coverage of training, %", "Coverage of training (%)"),
        ("Water withdrawn, m3", "Water withdrawn (m3)"),
        ("Employees, total", "Employees, total"),
        ("Fatalities, count", "Fatalities"),
        ("Fuel used, gigajoules (GJ)", "Fuel used (gigajoules)"),
        ("Water discharged, mcm", "Water discharged (mcm)"),
        ("Diesel, petrol and gas", "Diesel, petrol and gas"),
        ("Emissions, 2023", "Emissions, 2023"),
    ],
)
def test_a_unit_behind_a_comma_is_set_in_brackets(label: str, apart: str) -> None:
    assert label_of(label) == apart


def test_a_label_beside_a_unit_stays() -> None:
    assert label_of("Particles, t", "kg") == "Particles, t"
