"""Cells of stroked tables that hold what should stand in several, and marks that are no part of the table.

`| Scope 1 | | 92,539 48,346 61,508 | 47,758 |` stands below `| Emissions | | 2015 2021 2022 | 2023 |`, codes of goals
stand before the first figure (`SDG 5.5 44.3%`), and marks of assurance behind labels and in cells (`Total BV`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cnesg.extraction.grids.grid import Cell, GridRow
from cnesg.framework.regexes import regex
from cnesg.text import Line

_YEARS = regex(r"(?:FY\s?)?(?:19|20)\d\d(?:\s+(?:FY\s?)?(?:19|20)\d\d)+")
_FIGURE = r"[-+–(<~]?[$€£]?\d[\d,]*(?:\.\d+)?%?\)?|[-–—]|(?i:n/a)"
_FIGURES = regex(rf"(?:{_FIGURE})(?:\s+(?:{_FIGURE}))+")
_ONE_NUMBER = regex(r"\d{1,3}(?:\s\d{3})+(?:[.,]\d+)?")
_GOAL = regex(r"SDG\s?\d{1,2}(?:\.\d{1,2}|\.[a-d])?\s+(?=[-–(<~$€£]?\d|[-–]$)")
_GOAL_ALONE = regex(r"SDG\s?\d{1,2}(?:\.(?:\d{1,2}|[a-d]))?")
_TELLS_MARK = regex(r"(?P<mark>[A-Z]{1,3})\s(?:[-–=:]\s)?(?:[A-Za-z]+\s){0,6}(?:externally )?(?:assured|verified)\b")
_TOKEN = regex(r"\S+")


def marks_told(lines: Sequence[Line]) -> frozenset[str]:
    """Letters that the lines say to mark figures that were assured: BV Data has been externally assured."""
    return frozenset(found["mark"] for line in lines if (found := _TELLS_MARK.match(line.text.strip(" *-|"))))


def parted(cells: Mapping[int, GridRow], marks: frozenset[str]) -> dict[int, GridRow]:
    """The rows of a table without marks, each figure in a cell of its own.

    Args:
        cells: the rows by the numbers of their lines, as many cells in each.
        marks: letters that mark figures.
    """
    rows = {number: tuple(_bare(cell, marks) for cell in row) for number, row in cells.items()}
    column, wide = _merged_years(rows)
    if wide:
        rows = {number: (*row[:column], *_split(row[column], wide), *row[column + 1 :]) for number, row in rows.items()}
    return {number: _moved_left(row) for number, row in rows.items()}


def _bare(cell: Cell | None, marks: frozenset[str]) -> Cell | None:
    if cell is None:
        return None
    text = cell.text.strip()
    if text in marks or _GOAL_ALONE.fullmatch(text):
        return None
    if found := _GOAL.match(text):
        cell = _part(cell, cell.text.index(text) + found.end(), len(cell.text))
    head, _, last = text.rpartition(" ")
    if last in marks and head:
        cell = replace(cell, text=head)
    return cell


def _part(cell: Cell, start: int, end: int) -> Cell:
    """A part of a cell; a cell whose text has lost its markup keeps its place as a whole."""
    text = cell.text[start:end]
    if cell.line.text[cell.start : cell.end] != cell.text:
        return replace(cell, text=text)
    return replace(cell, text=text, start=cell.start + start, end=cell.start + end)


def _merged_years(rows: Mapping[int, GridRow]) -> tuple[int, int]:
    """The column whose head holds several years, and how many; none if there are several such columns."""
    found = {
        (column, len(cell.text.split()))
        for row in rows.values()
        for column, cell in enumerate(row)
        if column and cell is not None and _YEARS.fullmatch(cell.text.strip())
    }
    return next(iter(found)) if len(found) == 1 else (0, 0)


def _split(cell: Cell | None, wide: int) -> tuple[Cell | None, ...]:
    """A cell as so many; one that holds another number of figures is the first of them."""
    if cell is None:
        return (None,) * wide
    tokens = list(_TOKEN.finditer(cell.text))
    if len(tokens) == wide and (_FIGURES.fullmatch(cell.text.strip()) or _YEARS.fullmatch(cell.text.strip())):
        return tuple(_part(cell, *one.span()) for one in tokens)
    return (cell, *(None,) * (wide - 1))


def _moved_left(row: GridRow) -> GridRow:
    """A row, the figures of a cell that holds several in the empty cells before it: | Total | | 4.46 3.71 | 3.61 |."""
    cells = list(row)
    for column in range(2, len(cells)):
        cell = cells[column]
        if cell is None or _FIGURES.fullmatch(cell.text.strip()) is None or _ONE_NUMBER.fullmatch(cell.text.strip()):
            continue
        tokens = list(_TOKEN.finditer(cell.text))
        first = column - len(tokens) + 1
        if first > 0 and not any(cells[first:column]):
            cells[first : column + 1] = [_part(cell, *one.span()) for one in tokens]
    return tuple(cells)
