"""Cells of a text file's table that span others: headers over several columns, names beside several rows.

A text file has no cells that span: a header over three columns is one cell, with or without empty cells behind it, and
a name at the left stands in the first of its rows alone.
"""

import re
from collections.abc import Callable, Sequence

from cnesg.extraction.ages import age_of_cell
from cnesg.extraction.figures.numbers import read_cell
from cnesg.extraction.grids.grid import Cell, GridRow
from cnesg.extraction.grids.misread_years import with_misread_years
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitTable

_YEAR = regex(r"(?:FY\s?)?20\d\d\s?年?[度末]?(?:数据)?", re.IGNORECASE)
_SPECK = regex(r"\W{0,2}[\dIl|]?\W{0,2}")  # a rule between columns, read as a letter
_SERIAL = regex(r"\(?\d{1,3}[.、)]?")
_MOST_SPECKS = 2
_FEWEST = 2  # names that span, columns that each of them spans
_LONGEST = 40


def spread(rows: Sequence[GridRow], units: UnitTable) -> list[GridRow]:
    """The rows, in which headers that span stand over each of their columns, and years have no specks, nor gaps.

    Args:
        rows: the rows as printed.
        units: the unit table.
    """
    found = [with_misread_years(_without_specks(row), units) for row in rows]
    for number in range(len(found) - 2, -1, -1):  # from the bottom: of three header rows the second spans the third
        upper, lower = found[number], found[number + 1]
        if _is_header(upper, units) and _is_header(lower, units):
            found[number] = _over_groups(upper, lower) or _over_blanks(upper, lower)
    return found


def _without_specks(row: GridRow) -> GridRow:
    """A row of years without what a scan made of the rules between them: 1 | 年份 | I | 2015 | 2016."""
    years = sum(_is_year(cell) for cell in row)
    specks = [
        i for i, c in enumerate(row) if c is not None and c.clean and not _is_year(c) and _SPECK.fullmatch(c.clean)
    ]
    others = sum(1 for i, c in enumerate(row) if c is not None and c.clean and not _is_year(c) and i not in specks)
    if years < _FEWEST or not 0 < len(specks) <= _MOST_SPECKS or others != 1:
        return row
    return tuple(None if i in specks else cell for i, cell in enumerate(row))


def _is_year(cell: Cell | None) -> bool:
    return cell is not None and _YEAR.fullmatch(cell.clean) is not None


def _is_header(row: GridRow, units: UnitTable) -> bool:
    """Whether a row holds two cells or more, short ones, and no value."""
    cells = [cell for cell in row if cell is not None and cell.clean]
    ages = [cell for cell in cells if age_of_cell(cell.clean)]
    heads = ages if len(ages) >= _FEWEST else []  # Under 30 | 30-50 | Over 50
    return len(cells) >= _FEWEST and all(
        len(c.clean) <= _LONGEST and (_is_year(c) or c in heads or read_cell(c.clean, units) is None) for c in cells
    )


def _over_groups(upper: GridRow, lower: GridRow) -> GridRow | None:
    """The upper row over columns that repeat as often as it has names: 用水 | 用电 over 2015 | 2016 | 2015 | 2016."""
    names = [(i, cell) for i, cell in enumerate(upper) if cell is not None and cell.clean]
    under = [(i, cell) for i, cell in enumerate(lower) if cell is not None and cell.clean]
    for corner in (0, 1, 2):
        spanning = names[corner:]
        size = _repeated([cell.clean for _, cell in under], len(spanning)) if len(spanning) >= _FEWEST else 0
        if not size or (corner and spanning[0][0] > under[-size * len(spanning)][0]):
            continue
        columns = [i for i, _ in under[-size * len(spanning) :]]
        cells: list[Cell | None] = [None] * max(len(lower), columns[-1] + 1)
        for i, cell in names[:corner]:
            cells[i] = cell
        for at, column in enumerate(columns):
            cells[column] = spanning[at // size][1]
        return tuple(cells)
    return None


def _repeated(texts: Sequence[str], times: int) -> int:
    """How many of the last texts repeat so many times; 0 where none do. The last may differ: 男|女|男|女|小计|占比."""
    for size in range(len(texts) // times, _FEWEST - 1, -1):
        last = texts[len(texts) - size * times :]
        whole = times - 1 if len(texts) == size * times and times > _FEWEST else times
        if len(set(last[:size])) == size and all(last[i] == last[i % size] for i in range(size * whole)):
            return size
    return 0


def _over_blanks(upper: GridRow, lower: GridRow) -> GridRow:
    """The upper row, its names also over the columns right of them that it leaves blank, where all have such."""
    cells = list(upper) + [None] * (len(lower) - len(upper))
    last = max(at for at, cell in enumerate(lower) if cell is not None and cell.clean)
    spans: list[list[int]] = []
    for column, below in enumerate(lower[: last + 1]):  # names behind the last are heads of both rows: 备注
        above = cells[column]
        if below is None or not below.clean:
            if spans and above is not None and above.clean:
                return upper  # a name over nothing spans nothing
        elif above is not None and above.clean:
            spans.append([column])
        elif spans and spans[-1][-1] == column - 1 and column < len(upper):
            spans[-1].append(column)
    while spans and len(spans[0]) == 1:
        del spans[0]  # the corner: 项目 | 单位
    over_all = len(spans) == 1 and (not lower or lower[0] is None) and spans[0][-1] == last
    if not spans or (len(spans) < _FEWEST and not over_all) or any(len(span) < _FEWEST for span in spans):
        return upper
    for first, *others in spans:
        for column in others:
            cells[column] = cells[first]
    return tuple(cells)


class NamesBeside:
    """Names in a column left of the labels: they hold for the rows below that leave their column blank."""

    def __init__(self, is_measure: Callable[[str], bool]) -> None:
        self._is_measure = is_measure  # whether a cell beside a label says how its figures are counted
        self._held: tuple[Cell, int] | None = None  # the name, the column of the labels beside it

    def of(self, row: GridRow, first: int) -> str:
        """The name that a row of values stands beside; empty where it has one itself, which is kept for those below.

        Args:
            row: the row.
            first: the column of its first value.
        """
        words = [
            (i, c) for i, c in enumerate(row[:first]) if c is not None and c.clean and not self._is_measure(c.clean)
        ]
        if len(words) == 1 and self._held is not None:
            name, beside = self._held
            if words[0][0] == beside and words[0][1].clean != name.clean:
                return name.clean
        named = len(words) == _FEWEST and not _SERIAL.fullmatch(words[0][1].clean)
        self._held = (words[0][1], words[1][0]) if named else None
        return ""

    def end(self) -> None:
        """A row without values ends what a name holds for."""
        self._held = None
