"""Rows that a scan has stacked into one: 2023 2022 | 1,900 1,800 | 31.0% 30.2% is a row for each year.

A cell that holds as many years as every other cell of its row holds figures is the first cell of so many rows.
"""

import re
from collections.abc import Sequence

from cnesg.extraction.grids.grid import Cell, GridRow, texts

_YEARS = re.compile(r"(?:(?:19|20)\d\d\s?年?度?\s+)+(?:19|20)\d\d\s?年?度?")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?年)?度?")
_FIGURE = re.compile(r"[-+–]?\d[\d,，.]*%?|[-–—/]")
_PIECE = re.compile(r"\S+")


def with_rows_apart(rows: Sequence[GridRow]) -> list[GridRow]:
    """The rows of a table, those of several years that share a row one below the other.

    Args:
        rows: cells by column.
    """
    return [one for row in rows for one in _apart(row)]


def _apart(row: GridRow) -> list[GridRow]:
    first = next(texts(row), None)
    if first is None or _YEARS.fullmatch(first.text.strip()) is None:
        return [row]
    years = [first.part(*found.span()) for found in _YEAR.finditer(first.text)]
    stacked = [years if cell is first else _figures(cell, len(years)) for cell in row]
    held = [cells for cell, cells in zip(row, stacked, strict=True) if cell is not None and cell.text.strip()]
    if len(held) < 2 or not all(held):
        return [row]
    return [tuple(cells[at] if cells else None for cells in stacked) for at in range(len(years))]


def _figures(cell: Cell | None, wanted: int) -> list[Cell]:
    """The figures of a cell that holds so many and nothing else; none of any other."""
    if cell is None:
        return []
    pieces = list(_PIECE.finditer(cell.text))
    if len(pieces) != wanted or not all(_FIGURE.fullmatch(piece.group()) for piece in pieces):
        return []
    return [cell.part(*piece.span()) for piece in pieces]
