"""Rows of Chinese tables of which each cell stands on a line of its own: blocks, tables, charts and columns."""

from collections.abc import Callable, Sequence

from cnesg.extraction.grids.grid import GridRow
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.plain_tables.lone_blocks import lone_blocks
from cnesg.extraction.plain_tables.lone_charts import lone_charts
from cnesg.extraction.plain_tables.lone_columns import lone_columns
from cnesg.extraction.plain_tables.lone_lines import Lone, lone_lines
from cnesg.extraction.plain_tables.lone_tables import lone_tables
from cnesg.extraction.plain_tables.parts import LineReader
from cnesg.extraction.plain_tables.records import LaidOut
from cnesg.extraction.plain_tables.unit_cells import rows_below_labels
from cnesg.text import Line


def take_lone_rows(lines: Sequence[Line], found: LaidOut, know: Knowledge, reader: LineReader, year: int) -> None:
    """Add such rows to those that were found.

    Args:
        lines: the lines of a page.
        found: what was found so far; lines that it holds are passed over.
        know: the vocabulary.
        reader: what takes lines apart.
        year: the document's fiscal year.
    """
    kinds: tuple[Callable[[list[Lone]], tuple[dict[int, GridRow], set[int]]], ...] = (
        lambda left: rows_below_labels(left, reader),
        lambda left: lone_blocks(left, reader),
        lambda left: lone_tables(left, know),
        lambda left: lone_charts(left, know, year),
        lambda left: lone_columns(left, know),
    )
    told = lone_lines(lines, reader)
    for kind in kinds:
        rows, taken = kind([one for one in told if not found.holds(one.line)])
        found.rows |= rows
        found.taken |= taken
