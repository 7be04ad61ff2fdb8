"""Rates without a unit over the hours that a note below them tells. All invented."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import read_document

KNOWLEDGE = Knowledge.of(load_methodology())
ROWS = (
    ("Safety", "2023", "2022"),
    ("Fatality rate", "0.04", "0.00"),
    ("Recordable injury rate (TRIR)", "1.74", "1.50"),
)


@pytest.fixture
def units(tmp_path: Path) -> Callable[[Sequence[str]], set[str]]:
    """The units of the rates of a table above some lines."""

    def run(notes: Sequence[str]) -> set[str]:
        path = tmp_path / "report.pdf"
        canvas: Any = Canvas(str(path), pagesize=(600, 800), invariant=1)
        canvas.setFont("Helvetica", 9)
        for number, row in enumerate(ROWS):
            for x, text in zip((40, 300, 400), row, strict=True):
                (canvas.drawRightString if text[0].isdigit() else canvas.drawString)(x, 700 - 15 * number, text)
        for number, text in enumerate(notes):
            canvas.drawString(40, 600 - 12 * number, text)
        canvas.save()
        return {one.unit for one in extract_quantities(read_document(path), KNOWLEDGE, year=2023)}

    return run


@pytest.mark.parametrize(
    ("note", "unit"),
    [
        ("Rates: number of cases x 1,000,000 / total hours worked.", "per million hours"),
        ("Rates: number of cases x 200,000 / total hours worked.", "per 200,000 hours"),
        ("All rates are counted per million hours worked.", "per million hours"),
        ("All rates are counted per 100,000 hours worked.", "per 100,000 hours"),
    ],
)
def test_the_note_tells_the_hours(units: Callable[[Sequence[str]], set[str]], note: str, unit: str) -> None:
    assert units([note]) == {unit}


def test_notes_that_differ_tell_nothing(units: Callable[[Sequence[str]], set[str]]) -> None:
    both = units(["LTIR: cases x 1,000,000 / hours worked.", "TRIR: cases x 200,000 / hours worked."])
    assert both == units([])
