"""Rows that a scan has stacked into one: 2023 2022 | 1,900 1,800 | 31.0% 30.2% is a row for each year.

A cell that holds as many years as every other cell of its row holds figures is the first cell of so many rows.
Years that stand before the figures of each row, 员工总数(人) | 2022 | 3,860 | 2023 | 3,912, head the columns of these.
"""

from collections.abc import Sequence
from itertools import pairwise

from cnesg.extraction.grids.grid import Cell, GridRow, texts
from cnesg.framework.regexes import regex

_YEARS = regex(r"(?:(?:19|20)\d\d\s?年?度?\s+)+(?:19|20)\d\d\s?年?度?")
_YEAR = regex(r"(?:19|20)\d\d(?:\s?年)?度?")
_FIGURE = regex(r"[-+–]?\d[\d,，.]*%?|[-–—/]")
_FEWEST = 2  # rows, and years in each
_PIECE = regex(r"\S+")


def with_rows_apart(rows: Sequence[GridRow]) -> list[GridRow]:
    """The rows of a table, those of several years that share a row one below the other.

    Args:
        rows: cells by column.
    """
    told = [one for row in rows for one in _apart(row)]
    years = list(map(_years_beside, told))
    if len(told) < _FEWEST or not years[0] or any(one != years[0] for one in years):
        return told
    columns = set(years[0])
    head = tuple(told[0][n - 1] if n - 1 in columns else None for n in range(len(told[0])))
    return [head, *(tuple(None if n in columns else cell for n, cell in enumerate(row)) for row in told)]


def _years_beside(row: GridRow) -> dict[int, str]:
    """The years of a row that each stand right before a figure, by column; none where any other figure stands there."""
    filled = [(n, cell.text.strip()) for n, cell in enumerate(row) if cell is not None and cell.text.strip()]
    first = next((at for at, (_, text) in enumerate(filled) if _YEAR.fullmatch(text)), 0)
    pairs = filled[first:]
    if not first or len(pairs) < 2 * _FEWEST or len(pairs) % 2 or any(b[0] != a[0] + 1 for a, b in pairwise(pairs)):
        return {}
    years, figures = pairs[::2], pairs[1::2]
    told = all(_YEAR.fullmatch(text) for _, text in years) and all(_FIGURE.fullmatch(text) for _, text in figures)
    return dict(years) if told and not any(_YEAR.fullmatch(text) for _, text in figures) else {}


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
