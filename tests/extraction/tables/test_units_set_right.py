"""A column of units set right at the values is a column of its own, no end of the labels. All is invented."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader, find_tables
from cnesg.text import Page

ROWS = [
    ("Hazardous waste generated", "t", "3,517", "3,520"),
    ("Electricity consumption", "thousand kWh", "7,931", "7,934"),
    ("Total training hours", "thousand hours", "41", "43"),
    ("Employee turnover rate", "%", "13.3", "13.5"),
]


def draw(canvas: Any) -> None:
    for number, (label, unit, *values) in enumerate([("Metric", "Unit", "2023", "2022"), *ROWS]):
        y = 720 - 15 * number
        canvas.drawString(50, y, label)
        for x, text in zip((300, 350, 400), (unit, *values), strict=True):
            canvas.drawRightString(x, y, text)


def test_units_are_notes_of_their_rows(make_pages: Callable[..., list[Page]]) -> None:
    (table,) = find_tables(make_pages(draw)[0])
    assert [(row.label, row.notes) for row in table.rows] == [(label, (unit,)) for label, unit, *_ in ROWS]


def test_their_scale_counts(make_pages: Callable[..., list[Page]], knowledge: Knowledge) -> None:
    reader = TableReader(knowledge, 2023)
    found = {
        (one.metric, one.value, one.unit) for page in make_pages(draw) for one in reader.read(page) if one.year == 2023
    }
    assert found == {
        ("hazardous_waste", 3517, "t"),
        ("electricity", 7931000, "kWh"),
        ("training_hours", 41000, "hours"),
        ("turnover_rate", 13.3, "%"),
    }
