"""Rows of text tables and the rows above them: what a cell `number` says, and what a row with values leads."""

from typing import Any

import pytest
from tests.extraction.texts import facts

HEAD = "Sustainability report 2021\n\nMetric\tUnit\t2020\t2021\n"


def told(*rows: str) -> list[tuple[str, float, dict[str, str]]]:
    """Metric, value and classes of the figures of 2021."""
    found = facts(HEAD + "\n".join(row.replace(" | ", "\t") for row in rows) + "\n")
    return [(r.metric, r.value, dict(r.breakdown)) for r in found if r.year == 2021]


@pytest.mark.parametrize("cell", ["number", "Number", "No.", "#", "count"])
def test_what_is_counted_takes_no_unit_from_the_row_above(cell: str) -> None:
    rows = told("Total water use | million m3 | 3.8 | 3.9", f"Sites in water-stressed areas | {cell} | 7 | 8")
    assert [(metric, value) for metric, value, _ in rows] == [("water_total", 3_900_000)]


@pytest.mark.parametrize("cell", ["number", "No.", "#", "persons"])
def test_a_cell_that_says_number_is_no_label_beside_the_name_of_a_group(cell: str) -> None:
    assert told(
        f"Number of employees | {cell} | 5,211 | 5,223",
        f"Employees in sales | {cell} | 1,711 | 1,723",
        f"Employees in production | {cell} | 1,911 | 1,923",
    ) == [
        ("employees_total", 5223, {}),
        ("employees", 1723, {"type": "employees in sales"}),
        ("employees", 1923, {"type": "employees in production"}),
    ]


@pytest.mark.parametrize(
    ("label", "age"),
    [("Employees under 30", "under 30"), ("Staff aged 30-50", "aged 30-50"), ("Employees over 50", "over 50")],
)
def test_a_row_leads_those_below_it_by_what_its_values_measure(label: str, age: str) -> None:
    above: list[tuple[str, tuple[str, dict[str, Any]]]] = [
        ("Employees in research and development | number | 5,709 | 5,712", ("employees_share", {"age": age})),
        ("Employee turnover rate | % | 12.4 | 12.6", ("turnover_rate", {"age": age})),
        ("Total water use | m3 | 5,709 | 5,712", ("employees_share", {"age": age})),
    ]
    for row, wanted in above:
        metric, value, classes = told(row, f"{label} | % | 17.1 | 17.3")[-1]
        assert (metric, classes) == wanted, row
        assert value == pytest.approx(17.3)
