"""The list of the largest shareholders, where its header stands on the page before.

Listed companies in China print the kind of each shareholder beside it (国有法人, 境内自然人), so that the rows tell.
"""

from collections.abc import Collection
from dataclasses import replace

from cnesg.extraction.tables.model import Column, Table
from cnesg.text import fold

_FEWEST = 3  # rows
_WHOLE = 100.5  # per cent, with rounding


def with_holders(table: Table, kinds: Collection[str], header: str) -> Table:
    """The table with a header over its shares, where most rows name a kind of shareholder and no column has a header.

    Args:
        table: a table of a page.
        kinds: the kinds of shareholders, folded.
        header: the wording that the shares get as their header.
    """
    if table.headed or len(table.rows) < _FEWEST:
        return table
    named = sum(any(fold(note).strip() in kinds for note in row.notes) for row in table.rows)
    shares = next((n for n in range(len(table.columns)) if _are_shares(table, n)), None)
    if 2 * named < len(table.rows) or shares is None:
        return table
    columns = [replace(c, headers=(header,)) if n == shares else c for n, c in enumerate(table.columns)]
    return replace(table, columns=tuple[Column, ...](columns), headed=True)


def _are_shares(table: Table, column: int) -> bool:
    """Whether a column holds shares of one whole, the largest first."""
    texts = [cell.folded.strip().rstrip("%") if (cell := row.cells[column]) is not None else "" for row in table.rows]
    try:
        values = [float(text) for text in texts]
    except ValueError:
        return False
    return values == sorted(values, reverse=True) and values[-1] > 0 and sum(values) <= _WHOLE
