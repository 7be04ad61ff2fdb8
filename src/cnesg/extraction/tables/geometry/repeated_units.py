"""Titles between rows that are followed by the unit of their rows over each column: Water | m³ | m³ | m³.

Such a line heads a group of rows, whose unit it tells, and no new table: the years above it stay those of the columns.
"""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.model import Fragment
from cnesg.text import fold

_FEWEST = 2  # columns


def lines_with_units_once(lines: Sequence[Sequence[Fragment]]) -> list[Sequence[Fragment]]:
    """The lines of a page, titles with their unit in brackets instead of over each column.

    Args:
        lines: the fragments of each line, from left to right.
    """
    return [[with_unit(line[0], line[1].text)] if heads_with_unit([f.text for f in line]) else line for line in lines]


def heads_with_unit(texts: Sequence[str]) -> bool:
    """Whether the texts of a line are a title and one and the same unit over each of several columns."""
    title, *units = texts
    if len(units) < _FEWEST or len(set(units)) > 1 or is_unit(title) or not any(map(str.isalpha, title)):
        return False
    return is_unit(units[0]) and any(map(str.isalpha, units[0]))


def with_unit(title: Fragment, unit: str) -> Fragment:
    """A title with the unit of its rows in brackets."""
    text = f"{title.text} ({unit.strip('()（） ')})"
    return replace(title, text=text, folded=fold(text), kind="text")
