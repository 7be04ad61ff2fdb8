"""Cells that hold what several columns have, heads and figures alike: 7,120 | 4 318 | 65 below 中国 | 亚洲欧洲 | 美洲.

Where the cells of a chart or a narrow table were written close together, a text file sets no tab between them. A row of
names above rows of bare figures tells how many there are.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from cnesg.extraction.grids.grid import Cell, GridRow, texts

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?%?|\d+(?:\.\d+)?%?")
_PIECE = re.compile(r"\S+")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,12}")
_MARK = re.compile(r"[\d^*\"'’”]{1,2}")  # of a footnote, behind the last name
_FEWEST = 3  # columns
_SHORTEST = 2  # characters of a name


def with_cells_apart(rows: Sequence[GridRow], names_class: Callable[[str], bool]) -> list[GridRow]:
    """The rows of a table; heads and figures of which several share a cell have one each.

    Args:
        rows: cells by column.
        names_class: whether a text is nothing but a class: where names are written as one word, it tells them apart.
    """
    found = list(rows)
    for at, (head, below) in enumerate(pairwise(rows)):
        figures = _figures(below)
        if len(figures) < _FEWEST:
            continue
        cells = sum(1 for _ in texts(below))
        names = _names(head)
        if not names or (len(figures) == cells and len(names) == cells and sum(1 for _ in texts(head)) == cells):
            continue
        names = _parted(names, len(figures), names_class)
        if len(names) == len(figures):
            found[at], found[at + 1] = tuple(names), tuple(figures)
    return found


def _figures(row: GridRow) -> list[Cell]:
    """The figures of a row that holds nothing else; none for any other row."""
    pieces = [piece for cell in texts(row) for piece in _pieces(cell)]
    return pieces if all(_FIGURE.fullmatch(piece.text) for piece in pieces) else []


def _names(row: GridRow) -> list[Cell]:
    """The names of a row that holds nothing else but a footnote's mark; none for any other row."""
    pieces = [piece for cell in texts(row) for piece in _pieces(cell)]
    if pieces and _MARK.fullmatch(pieces[-1].text):
        pieces = pieces[:-1]
    return pieces if all(_NAME.fullmatch(piece.text) for piece in pieces) else []


def _parted(names: list[Cell], wanted: int, names_class: Callable[[str], bool]) -> list[Cell]:
    """Names of which those written as one word are parted, from the left, until there are as many as wanted."""
    found: list[Cell] = []
    for name in names:
        lacking = wanted - len(names) - (len(found) - names.index(name))
        at = _where_parted(name.text, names_class) if lacking > 0 else 0
        found += [_within(name, 0, at), _within(name, at, len(name.text))] if at else [name]
    return found


def _where_parted(text: str, names_class: Callable[[str], bool]) -> int:
    """Where the second of two classes begins that are written as one word; 0 where it is no two."""
    places = range(len(text) - _SHORTEST, _SHORTEST - 1, -1)
    return next((at for at in places if names_class(text[:at]) and names_class(text[at:])), 0)


def _pieces(cell: Cell) -> list[Cell]:
    return [_within(cell, *found.span()) for found in _PIECE.finditer(cell.text)]


def _within(cell: Cell, start: int, end: int) -> Cell:
    return Cell(cell.text[start:end], cell.line, cell.start + start, cell.start + end)
