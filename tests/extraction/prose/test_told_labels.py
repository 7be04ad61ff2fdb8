"""Rows whose label only prose knows, in text and on pages. All is invented."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.extraction.texts import KNOW, facts

from cnesg.extraction.prose.told_labels import may_state
from cnesg.extraction.quantities import extract_quantities
from cnesg.text import read_document

LABELS = [
    ("Percentage of hazardous waste properly disposed", "%", "97.1", "hazardous_waste_disposal_rate", "%"),
    ("Incidents of discrimination", "number", "3", "noncompliance_cases", "cases"),
    ("Capex on the environment", "RMB million", "41", "env_investment", "CNY"),
    ("Water intensity per tonne of production", "m3/t", "2.4", "water_intensity_per_production", "m3/t"),
]
Rows = list[tuple[str, str, str]]


def row_of(label: str, unit: str, value: str) -> str:
    return f"Sustainability report 2021\n\nMetric\tUnit\t2020\t2021\n{label}\t{unit}\t{value}\t{value}\n"


@pytest.fixture
def page_of(tmp_path: Path) -> Callable[[Rows], Path]:
    def draw(rows: Rows) -> Path:
        path = tmp_path / "rows.pdf"
        canvas: Any = Canvas(str(path), pagesize=(600, 800), invariant=1)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(50, 760, "Sustainability report 2021")
        for number, (label, unit, value) in enumerate([("Metric", "Unit", "2021"), *rows]):
            canvas.drawString(50, 720 - 16 * number, label)
            canvas.drawString(330, 720 - 16 * number, unit)
            canvas.drawRightString(520, 720 - 16 * number, value)
        canvas.save()
        return path

    return draw


@pytest.mark.parametrize(("label", "unit", "value", "metric", "named"), LABELS)
def test_a_text_tables_label_is_read_as_a_sentence(label: str, unit: str, value: str, metric: str, named: str) -> None:
    told = facts(row_of(label, unit, value))
    assert [(r.metric, r.unit, r.year, r.method) for r in told] == [
        (metric, named, 2020, "table"),
        (metric, named, 2021, "table"),
    ]


def test_so_is_that_of_a_row_on_a_page(page_of: Callable[[Rows], Path]) -> None:
    rows = [("Total employees", "persons", "3,217"), *((label, unit, value) for label, unit, value, *_ in LABELS)]
    told = extract_quantities(read_document(page_of(rows)), KNOW, year=2021)
    assert {r.metric for r in told} == {"employees_total", *(metric for *_, metric, _ in LABELS)}


def test_a_row_without_a_unit_states_nothing() -> None:
    assert facts(row_of("Capex on the environment", "", "41")) == []


def test_nor_does_one_below_nothing() -> None:
    assert facts(row_of("Capex on the environment", "RMB million", "-41")) == []


@pytest.mark.parametrize("label", ["Total", "Sub-total", "Grand total", "Totals"])
def test_a_total_alone_states_nothing(label: str) -> None:
    assert not may_state(KNOW, label)
    assert may_state(KNOW, f"{label} number of employees")
