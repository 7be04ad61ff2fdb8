"""Figures of greenhouse gases by year that print no unit are in the one that their page tells."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.text import read_document

ROWS = (("Scope 1 emissions", "3.4", "14.7"), ("Scope 2 emissions", "232.3", "242.2"))


def read(path: Path, draw: Callable[[Any], None]) -> set[tuple[str, int, float, str]]:
    canvas = Canvas(str(path), pagesize=(600, 800), invariant=1)
    canvas.setFont("Helvetica", 9)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    rows = extract_quantities(read_document(path), KNOW, year=2023)
    return {(row.metric, row.year, row.value, row.unit) for row in rows}


@pytest.mark.parametrize(
    ("said", "heads", "found"),
    [
        ("Emission intensity is given in tonnes of CO2e for each unit made.", ("2022", "2023"), True),
        ("Nothing is said here of what the figures of the table are in.", ("2022", "2023"), False),
        ("Emissions of the group are given in thousand tonnes of CO2e.", ("2022", "2023"), False),
        ("Emission intensity is given in tonnes of CO2e for each unit made.", ("Plant A", "Plant B"), False),
    ],
)
def test_the_unit_is_the_one_that_the_page_tells(
    tmp_path: Path, said: str, heads: tuple[str, str], *, found: bool
) -> None:
    def draw(canvas: Any) -> None:
        for x, head in zip((300, 400), heads, strict=True):
            canvas.drawRightString(x, 700, head)
        for number, (label, *values) in enumerate(ROWS):
            canvas.drawString(50, 682 - 16 * number, label)
            for x, value in zip((300, 400), values, strict=True):
                canvas.drawRightString(x, 682 - 16 * number, value)
        canvas.drawString(50, 600, said)

    rows = read(tmp_path / "gases.pdf", draw)
    assert (("ghg_scope1", 2023, 14.7, "tCO2e") in rows) is found
    assert (("ghg_scope2", 2022, 232.3, "tCO2e") in rows) is found
