"""Tables as grids of cells, whatever they were built from: tabs of a text file, or words placed on a page.

A value's metric is looked for walking outwards: its row's label, its column's header, the rows above, the caption, the
headings; the first that fits the kind of the unit wins. What the label then adds is the breakdown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from cnesg.extraction.passages import compact
from cnesg.framework.lexicon import matching_form
from cnesg.framework.units import UnitReading
from cnesg.text import Line

_LISTED_NUMBERS = re.compile(r"^\d[\d,.]*%?(?:/\d[\d,.]*%?)+$")


@dataclass(frozen=True)
class Cell:
    """A cell: its text as printed, the line that holds it, and the offsets there."""

    text: str
    line: Line
    start: int
    end: int

    @cached_property
    def clean(self) -> str:
        """The text folded, without blanks inside Chinese."""
        return compact(self.text.strip())[0]

    @cached_property
    def form(self) -> str:
        """The clean text in the form that phrases are matched in."""
        return matching_form(self.clean)


@dataclass(frozen=True)
class Grid:
    """A table.

    Attributes:
        rows: cells by column; None or an empty cell where nothing is printed.
        above: lines just above the table (caption, unit line), nearest last.
        headings: headings above it, outermost first.
    """

    rows: tuple[tuple[Cell | None, ...], ...]
    above: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowLabel:
    """The label of a row above: its text, and whether the row had values of its own."""

    text: str
    form: str
    has_values: bool


@dataclass
class GridState:
    """What is known while rows are read from top to bottom."""

    headers: dict[int, list[Cell]] = field(default_factory=dict)
    labels: list[RowLabel] = field(default_factory=list)
    unit: UnitReading | None = None
    said: UnitReading | None = None  # by a line before the table: 单位：万元
    nearest: str = ""  # the last of several cells that label the present row
    shift: int = 0  # columns that the values of the present row stand to the right of their headers

    def header(self, column: int) -> list[Cell]:
        """Header cells over a column, outermost first; a spanning cell to the left when the column has none."""
        if self.headers.get(column):
            return self.headers[column]
        return []


def tab_grid(lines: tuple[Line, ...], above: tuple[str, ...], headings: tuple[str, ...]) -> Grid:
    """The grid of consecutive lines whose cells are apart by tabs."""
    rows = []
    for line in lines:
        cells: list[Cell | None] = []
        at = 0
        for part in line.text.split("\t"):
            cells.append(Cell(part, line, at, at + len(part)) if part.strip() else None)
            at += len(part) + 1
        rows.append(tuple(cells))
    return Grid(tuple(rows), above, headings)


def parted(row: tuple[Cell | None, ...]) -> Iterator[tuple[Cell | None, ...]]:
    """A row whose label and value list as many classes as numbers, one row for each: 男/女 | 14,566/7,787."""
    values = [i for i, c in enumerate(row) if c is not None and _LISTED_NUMBERS.match(c.clean)]
    count = len(row[values[0]].text.split("/")) if len(values) == 1 and row[values[0]] is not None else 0  # type: ignore[union-attr]
    labels = (
        [i for i, c in enumerate(row[: values[0]]) if c is not None and len(c.text.split("/")) == count]
        if count
        else []
    )
    if not labels:
        yield row
        return
    for part in range(count):
        cells = list(row)
        for column in (labels[-1], values[0]):
            cells[column] = _part(row[column], part)
        yield tuple(cells)


def _part(cell: Cell | None, number: int) -> Cell | None:
    if cell is None:
        return None
    parts = cell.text.split("/")
    start = cell.start + sum(len(p) + 1 for p in parts[:number])
    return Cell(parts[number], cell.line, start, start + len(parts[number]))


def texts(cells: tuple[Cell | None, ...]) -> Iterator[Cell]:
    """The cells that hold anything."""
    return (cell for cell in cells if cell is not None and cell.text.strip())
