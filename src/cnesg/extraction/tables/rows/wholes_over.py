"""Rows that divide the row above by whom its figures are for: New hires | 120, Male employees | 70."""

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.figures.numbers import read_cell
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.divided_rows import may_be_divided, rows_divided
from cnesg.extraction.tables.model import Row, Table
from cnesg.framework.lexicon import Found


def with_wholes_over(table: Table, know: Knowledge, find: Callable[[str], Found]) -> Table:
    """A table in which such rows stand in the group of the row that they divide (`rows_divided`).

    Args:
        table: the table.
        know: vocabulary and wording.
        find: what the lexicon finds in a text.
    """
    labels = (compact(row.label)[0] for row in table.rows if row.label)
    if not any(may_be_divided(know, label, find(label)) for label in labels):
        return table
    told = list(table.rows)
    start = 0
    for _, group in groupby(table.rows, key=lambda row: row.parents):  # a title between two rows parts them
        rows = list(group)
        parts = rows_divided(know, find, [(compact(row.label)[0], _figures(row, know)) for row in rows])
        for part, whole in parts.items():
            told[start + part] = replace(rows[part], parents=(*rows[part].parents, rows[whole].label))
        start += len(rows)
    return replace(table, rows=tuple(told)) if tuple(told) != table.rows else table


def _figures(row: Row, know: Knowledge) -> dict[int, float]:
    read = ((at, read_cell(cell.folded.strip(), know.units)) for at, cell in enumerate(row.cells) if cell is not None)
    return {at: number.value for at, number in read if number is not None}
