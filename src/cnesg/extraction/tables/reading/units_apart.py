"""Units that a row's label ends with behind a comma, set in brackets: Emissions (Scope 2, market-based), t."""

from collections.abc import Callable
from dataclasses import replace

from cnesg.extraction.tables.model import Row, Table
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading

_ENDS = regex(
    r"(?P<label>.{4,}[^\d\s,]),\s(?P<unit>[^\s,()]{1,8}|[A-Za-z][^,()\d]{2,30}?)(?P<again>\s?\([^()]{1,12}\))?"
)
_COUNT = regex(r"(?i)count|number|nos?\.?|headcount")


def with_units_apart(table: Table, unit_of: Callable[[str], UnitReading | None]) -> Table:
    """The table with such units in brackets; rows that have one beside their label stay.

    Args:
        table: a table as found.
        unit_of: what a text is as a unit, none where it is no unit.
    """
    rows = tuple(_apart(row, unit_of) for row in table.rows)
    return table if rows == table.rows else replace(table, rows=rows)


def _apart(row: Row, unit_of: Callable[[str], UnitReading | None]) -> Row:
    found = _ENDS.fullmatch(row.label.strip()) if not row.notes and "," in row.label else None
    if found is None:
        return row
    if _COUNT.fullmatch(found["unit"]) and not found["again"]:
        return replace(row, label=found["label"])  # Fatalities, count
    reading = unit_of(found["unit"])
    if reading is None or not reading.unit:
        return row
    return replace(row, label=f"{found['label']} ({found['unit']})")
