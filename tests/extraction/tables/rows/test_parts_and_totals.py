"""Fuels that add up to a scope, and totals that add up scopes on one basis, as British companies print them."""

from collections.abc import Sequence

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.model import Column, Fragment, Row, Table
from cnesg.extraction.tables.rows.bare_totals import with_totals_named
from cnesg.extraction.tables.rows.parts_above import with_parts_above

BOX = (0.0, 0.0, 100.0, 10.0)
ROWS = [
    ("Natural gas", "1,204", "6,581"),
    ("Site diesel", "4,872", "19,410"),
    ("Company vehicles", "1,633", "6,702"),
    ("Total Scope 1", "7,709", "32,693"),
    ("Electricity (Scope 2, location-based)", "1,958", "9,456"),
    ("Electricity (Scope 2, market-based)", "412", ""),
    ("Business travel (Scope 3)", "846", "3,470"),
]


def _table(rows: Sequence[tuple[str, ...]], caption: str = "Energy and carbon") -> Table:
    def cell(text: str) -> Fragment | None:
        return Fragment(text, text, BOX, 8.0, 1, 0, "number") if text else None

    columns = (Column(0, 50, ("tCO2e",)), Column(50, 100, ("MWh",)))
    return Table(
        1,
        BOX,
        columns,
        tuple(Row(label, (), (), tuple(map(cell, texts)), BOX, 1) for label, *texts in rows),
        (caption,),
    )


def _read(table: Table, know: Knowledge) -> Table:
    return with_totals_named(with_parts_above(table, know, know.find), know, know.find)


def test_fuels_are_parts_of_the_scope_that_they_add_up_to(knowledge: Knowledge) -> None:
    found = _read(_table(ROWS), knowledge)
    assert [row.parents for row in found.rows[:3]] == [("Total Scope 1",)] * 3


@pytest.mark.parametrize(
    ("label", "total"), [("Total (location-based)", ("10,513", "45,619")), ("Total", ("10,513", "45,619"))]
)
def test_a_total_adds_up_scopes_on_its_basis_and_no_part_twice(
    knowledge: Knowledge, label: str, total: tuple[str, str]
) -> None:
    rows = ROWS if "(" in label else [row for row in ROWS if "market" not in row[0]]
    last = _read(_table([*rows, (label, *total)]), knowledge).rows[-1]
    assert last.label == knowledge.metrics["ghg_total"].label.en + label.removeprefix("Total")
    assert last.printed == label


def test_a_total_that_is_no_sum_keeps_its_name(knowledge: Knowledge) -> None:
    last = _read(_table([*ROWS, ("Total (location-based)", "10,925", "45,619")]), knowledge).rows[-1]
    assert last.label == "Total (location-based)"
