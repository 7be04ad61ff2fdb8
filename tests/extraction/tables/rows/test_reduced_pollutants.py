"""Rows called by a gas or a pollutant alone below what tells of emissions avoided."""

import pytest

from cnesg.extraction.tables.model import Column, Fragment, Row, Table
from cnesg.extraction.tables.rows.reduced_pollutants import with_reductions_named

BOX = (0.0, 0.0, 100.0, 10.0)
CELL = Fragment("12", "12", BOX, 8.0, 1, 0, "number")


def _table(labels: list[str], captions: tuple[str, ...] = (), parents: tuple[str, ...] = ()) -> Table:
    rows = tuple(Row(label, parents, ("tons",), (CELL,), BOX, 1) for label in labels)
    return Table(1, BOX, (Column(0, 100, ("2023",)),), rows, captions)


@pytest.mark.parametrize(
    ("title", "label", "named"),
    [
        ("Emission reduction", "Sulfur dioxide", "Sulfur dioxide emission reduction"),
        ("Annual emission reductions of green loans", "Carbon dioxide equivalent", "Carbon dioxide emission reduction"),
        ("Reduction of emissions by projects", "Dust (PM)", "Dust (PM) emission reduction"),
        ("绿色信贷环境效益（减排量）", "氮氧化物", "氮氧化物减排量"),
    ],
)  # fmt: skip
def test_they_are_called_by_what_was_reduced(title: str, label: str, named: str) -> None:
    for table in (_table([label, "Coal saved"], (title,)), _table([label, "Coal saved"], parents=(title,))):
        found = with_reductions_named(table).rows
        assert [(row.label, row.printed) for row in found] == [(named, label), ("Coal saved", "")]


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Emissions of pollutants", "Sulfur dioxide"),
        ("节能减排主要指标", "二氧化硫"),
        ("Emission reduction targets", "Sulfur dioxide emissions"),
    ],
)
def test_what_was_emitted_keeps_its_name(title: str, label: str) -> None:
    table = _table([label], (title,))
    assert with_reductions_named(table) is table
