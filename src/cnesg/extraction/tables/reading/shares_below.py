"""Rows that only give the count above them as a share: Male | 961, then `% of total` | 72.9%."""

from collections.abc import Callable
from dataclasses import replace

from cnesg.extraction.tables.geometry.parting_titles import parts_a_whole
from cnesg.extraction.tables.model import Row, Table
from cnesg.extraction.tables.reading.counting_labels import is_share_of_whole
from cnesg.extraction.tables.reading.wholes_and_parts import is_dimension


def with_shares_labelled(table: Table, is_class: Callable[[str], bool]) -> Table:
    """The table with such rows under the label of the class above them; that of any other row names its own share.

    Args:
        table: a table as found.
        is_class: whether a label is a class and nothing else.
    """
    if not any(is_share_of_whole(row.label) for row in table.rows):
        return table
    rows: list[Row] = []
    for row in table.rows:
        above = rows[-1] if rows else None
        of_class = above is not None and is_share_of_whole(row.label) and (is_class(above.label) or _is_part(above))
        if above is not None and of_class and _in_per_cent(row) and row.parents == above.parents:
            rows.append(replace(row, label=above.label, indent=above.indent, printed=row.label))
        else:
            rows.append(row)
    return replace(table, rows=tuple(rows))


def _is_part(row: Row) -> bool:
    """Whether the title that a row stands under says by what a whole is parted: Employment type."""
    return bool(row.parents) and (is_dimension(row.parents[-1]) or parts_a_whole(row.parents[-1]))


def _in_per_cent(row: Row) -> bool:
    cells = [cell.folded for cell in row.cells if cell is not None and cell.kind == "number"]
    told = "%" in row.label or any("%" in note for note in row.notes)
    return bool(cells) and (told or all("%" in cell for cell in cells))
