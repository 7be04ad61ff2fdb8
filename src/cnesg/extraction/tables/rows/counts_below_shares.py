"""Counts that stand below a row of shares: % of women | 43, below it thereof other employees | 16,182."""

from collections.abc import Mapping
from dataclasses import replace

from cnesg.extraction.tables.model import Row, Table
from cnesg.framework.regexes import regex
from cnesg.text import fold

_PER_CENT = regex(r"(?i)\s?\((?:%|in %|per cent|percent)\)|^(?:%|per cent|percent|percentage) of (?:the )?|, %$")
_FIGURE = regex(r"\d{1,3}(?:,\d{3})+|\d+")
_ALL = 100


def with_counts_below_shares(table: Table) -> Table:
    """The table in which rows with figures above 100 stand under no group of per cents, nor do the others of theirs.

    Args:
        table: a table as found.
    """
    counting: dict[tuple[str, ...], bool] = {}
    for row in table.rows:
        if row.parents and _PER_CENT.search(row.parents[-1]) and not _PER_CENT.search(row.label):
            counting[row.parents] = counting.get(row.parents, False) or _counts(row)
    if not any(counting.values()):
        return table
    return replace(table, rows=tuple(_told(row, counting) for row in table.rows))


def _told(row: Row, counting: Mapping[tuple[str, ...], bool]) -> Row:
    if not counting.get(row.parents) or _PER_CENT.search(row.label):
        return row
    return replace(row, parents=(*row.parents[:-1], _PER_CENT.sub("", row.parents[-1])))


def _counts(row: Row) -> bool:
    figures = [_FIGURE.fullmatch(fold(cell.text).strip()) for cell in row.cells if cell is not None]
    return any(found is not None and int(found[0].replace(",", "")) > _ALL for found in figures)
