"""Years down a column of their own, counted as Taiwan counts them: 年度, below it 109, 110 and 111."""

import re
from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.drawn.filled import FilledCell, cells_below
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex
from cnesg.text import fold

_HEADS_YEARS = regex(r"(?:会计)?年[度份别]?")
_OF_REPUBLIC = regex(r"(?:9\d|1[0-2]\d)年?度?")
_FEWEST = 2  # years that make a column of them


def with_years_down(filled: Sequence[FilledCell]) -> list[FilledCell]:
    """The cells of a grid, the numbers below a head that says year as the years that they are.

    Args:
        filled: the cells of a drawn grid.
    """
    years: set[int] = set()
    for head in filled:
        if not _HEADS_YEARS.fullmatch(fold(head.text).strip()):
            continue
        below = cells_below(head, filled)
        if len(below) >= _FEWEST and all(_OF_REPUBLIC.fullmatch(c.text.strip()) and len(c.parts) == 1 for c in below):
            years |= {id(c) for c in below}
    return [FilledCell(c.cell, [_as_year(c.parts[0])]) if id(c) in years else c for c in filled]


def _as_year(number: Fragment) -> Fragment:
    """A number that is a year, with what says so."""
    text = re.sub(r"\D", "", number.text) + "年"
    return replace(number, text=text, folded=text, kind="year")
