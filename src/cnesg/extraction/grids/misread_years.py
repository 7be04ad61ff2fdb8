"""Years of a table's head that recognition misread, told by the years beside them: 2013年 | 贿 | 2015年 | 20埤."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from cnesg.extraction.figures.numbers import read_cell
from cnesg.extraction.grids.grid import GridRow
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitTable

_YEAR = regex(r"(20\d\d)\s?年?[度末]?")
_ALIKE = regex(r"(?!\d{1,2}年)(?=\S*\d)\S{1,5}年\W?|20[\dIl丨|]\S{1,2}")  # 知丨14年, 201啤; not 5年
_STUB = regex(r"[^\w一-鿿]{0,2}[2zZ]?[0oO〇]?[012lI丨|][\dA-Za-z](?:年|\W){0,2}")  # :>01b年, ：01n^
_LAST_DIGIT = regex(r"(\d)\D{0,2}$")
_BLANK = regex(r"\s+")
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
    step = _step(read) or _step_of_one(read, [_BLANK.sub("", cell.clean) for _, cell in printed])
    if not step or not any("年" in printed[rank][1].clean for rank in read):
        return row
    first, last = min(read), max(read)
    cells = list(row)
    for rank, (at, cell) in enumerate(printed):
        text = _BLANK.sub("", cell.clean)
        if rank in read or len(text) > _LONGEST:
            continue
        between = first < rank < last and read_cell(text, units) is None
        if between or (rank and _looks_like_year(text)):
            cells[at] = replace(cell, text=f"{read[first] + step * (rank - first)}年", unit_below="")
    return tuple(cells)


def _looks_like_year(text: str) -> bool:
    return _ALIKE.fullmatch(text) is not None or _STUB.fullmatch(text) is not None


def _step_of_one(read: Mapping[int, int], texts: list[str]) -> int:
    """By how much years go up or down from the one that is read: 2014年 | 加5年 | :01n.

    All behind it have to look like years, and the last digit of one of them to be the year's that stands there.
    """
    if len(read) != 1:
        return 0
    [(rank, year)] = read.items()
    behind = [(at, text) for at, text in enumerate(texts) if at > rank]
    if len(behind) < _FEWEST or not all(len(text) <= _LONGEST and _looks_like_year(text) for _, text in behind):
        return 0
    ends = [(at, int(found[1])) for at, text in behind if (found := _LAST_DIGIT.search(text))]
    steps = (1, -1)
    return next((one for one in steps if any((year + one * (at - rank)) % 10 == end for at, end in ends)), 0)


def _step(read: Mapping[int, int]) -> int:
    """By how much the year goes up or down from one cell to the next; 0 where the years that are read don't agree."""
    if len(read) < _FEWEST:
        return 0
    ranks = sorted(read)
    steps = {(read[b] - read[a]) / (b - a) for a, b in pairwise(ranks)}
    step = steps.pop()
    return int(step) if not steps and step in {1, -1} else 0
