"""Counts with their shares in one cell: `1,820 (25%)` stands in two columns of values under one header."""

import re
from dataclasses import replace

from cnesg.extraction.tables.model import Column, Fragment, Row, Table

_SHARE = re.compile(r"\(\s?(\d{1,3}(?:\.\d+)?\s?%)\s?\)")


def with_bracketed_shares(table: Table) -> Table:
    """The table with shares in brackets as plain values, and with one header over each count and its share."""
    beside = {right for right in range(1, len(table.columns)) if _holds_shares(table, right)}
    if not beside:
        return table
    columns = list(table.columns)
    for right in beside:
        said = columns[right].headers or columns[right - 1].headers
        columns[right] = Column(columns[right].x0, columns[right].x1, said)
        columns[right - 1] = Column(columns[right - 1].x0, columns[right - 1].x1, columns[right - 1].headers or said)
    rows = tuple(replace(row, cells=_plain(row, beside)) for row in table.rows)
    return replace(table, columns=tuple(columns), rows=rows)


def _holds_shares(table: Table, column: int) -> bool:
    """Whether a column holds bracketed shares beside counts: each that stands right of a count has one."""
    counted = [row for row in table.rows if (left := row.cells[column - 1]) is not None and "%" not in left.folded]
    shares = [row for row in counted if _is_share(row.cells[column])]
    return bool(shares) and 2 * len(shares) >= len(counted)


def _is_share(cell: Fragment | None) -> bool:
    return cell is not None and _SHARE.fullmatch(cell.folded.strip()) is not None


def _plain(row: Row, columns: set[int]) -> tuple[Fragment | None, ...]:
    """The cells of a row, those of shares without their brackets."""
    cells = list(row.cells)
    for column in columns:
        cell = cells[column]
        found = _SHARE.search(cell.folded) if cell is not None else None
        if cell is not None and found is not None:
            text = cell.text[slice(*found.span(1))]
            cells[column] = replace(cell, text=text, folded=found[1], start=cell.start + found.start(1))
    return tuple(cells)
