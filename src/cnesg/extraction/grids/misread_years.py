"""Years of a table's head that recognition misread, told by the years beside them: 2013年 | 贿 | 2015年 | 20埤."""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from cnesg.extraction.figures.numbers import read_cell
from cnesg.extraction.grids.grid import GridRow
from cnesg.framework.units import UnitTable

_YEAR = re.compile(r"(20\d\d)\s?年?[度末]?")
_ALIKE = re.compile(r"(?!\d{1,2}年)(?=\S*\d)\S{1,5}年\W?|20[\dIl丨|]\S{1,2}")  # 知丨14年, 201啤; not 5年
_FEWEST = 2  # years that are read
_LONGEST = 6


def with_misread_years(row: GridRow, units: UnitTable) -> GridRow:
    """A row of years, each a year from the next, with those that are misread.

    Between two years any short text is the year that lacks; before the first and behind the last it must look like one.

    Args:
        row: a row as printed.
        units: the unit table.
    """
    printed = [(at, cell) for at, cell in enumerate(row) if cell is not None and cell.clean]
    read = {rank: int(found[1]) for rank, (_, cell) in enumerate(printed) if (found := _YEAR.fullmatch(cell.clean))}
    step = _step(read)
    if not step or not any("年" in printed[rank][1].clean for rank in read):
        return row
    first, last = min(read), max(read)
    cells = list(row)
    for rank, (at, cell) in enumerate(printed):
        if rank in read or len(cell.clean) > _LONGEST:
            continue
        between = first < rank < last and read_cell(cell.clean, units) is None
        if between or (rank and _ALIKE.fullmatch(cell.clean)):
            cells[at] = replace(cell, text=f"{read[first] + step * (rank - first)}年", unit_below="")
    return tuple(cells)


def _step(read: Mapping[int, int]) -> int:
    """By how much the year goes up or down from one cell to the next; 0 where the years that are read don't agree."""
    if len(read) < _FEWEST:
        return 0
    ranks = sorted(read)
    steps = {(read[b] - read[a]) / (b - a) for a, b in pairwise(ranks)}
    step = steps.pop()
    return int(step) if not steps and step in {1, -1} else 0
