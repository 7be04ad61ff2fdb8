"""Rows with tabs whose first cell holds but the end of a label, in brackets: 研发人员数量, below it （人）⇥486⇥431."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cnesg.extraction.documents.passages import compact, is_tab_row
from cnesg.extraction.grids.grid import GridRow, tab_cells
from cnesg.extraction.plain_tables.lone_lines import Lone
from cnesg.extraction.plain_tables.parts import LineReader
from cnesg.framework.regexes import regex

_IN_BRACKETS = regex(r"[(（][^()（）]{1,12}[)）]")


def rows_below_labels(told: Sequence[Lone], reader: LineReader) -> tuple[dict[int, GridRow], set[int]]:
    """Such rows with their whole labels by the number of their line, and the numbers of the lines of the labels.

    Args:
        told: the lines of a page, each with its kind.
        reader: what takes lines apart.
    """
    rows: dict[int, GridRow] = {}
    taken: set[int] = set()
    for above, one in pairwise(told):
        cells = tab_cells(one.line) if above.kind == "label" and is_tab_row(one.line.text) else ()
        first = cells[0] if cells else None
        if first is None or not _IN_BRACKETS.fullmatch(compact(first.text)[0].strip()):
            continue
        values = [cell for cell in cells[1:] if cell is not None]
        if values and all(reader.is_value(cell.text.strip()) for cell in values):
            rows[one.line.number] = (replace(first, text=above.text + first.text.strip()), *cells[1:])
            taken.add(above.line.number)
    return rows, taken
