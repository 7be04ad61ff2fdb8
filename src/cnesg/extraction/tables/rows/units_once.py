"""Units that stand once for the classes of a group: Gender | Male | % | 61.3, then Female | | 38.7."""

from collections.abc import Callable
from dataclasses import replace

from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.model import Row, Table


def with_units_of_group(table: Table, is_class: Callable[[str], bool]) -> Table:
    """The table with the unit of a group's first class beside the classes below it that have none.

    Args:
        table: a table as found.
        is_class: whether a label is nothing but a class.
    """
    rows: list[Row] = []
    for row in table.rows:
        before = rows[-1] if rows else None
        if before is not None and not row.notes and _is_of_group(before, row) and is_class(row.label):
            rows.append(replace(row, notes=before.notes))
        else:
            rows.append(row)
    return replace(table, rows=tuple(rows))


def _is_of_group(before: Row, row: Row) -> bool:
    """Whether two rows are of one group, the first with a unit and nothing else beside its label."""
    return bool(row.parents) and row.parents == before.parents and len(before.notes) == 1 and is_unit(before.notes[0])
