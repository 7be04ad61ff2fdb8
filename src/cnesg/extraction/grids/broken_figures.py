"""Figures that a narrow column broke over lines, so that a text file has a blank inside: 290 .5, 20. 13, 9.7 14."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.grids.grid import GridRow, texts
from cnesg.framework.regexes import regex

_BROKEN = regex(r"\d{1,7}(?:\. \d{1,4}| \.\d{1,4})")  # at the point: nothing else reads so
_WITHIN = regex(r"(?=.{2,4} )\d{1,2}\.\d{1,2} \d{1,4}")  # among decimals, where a line holds four characters
_FEWEST = 2


def with_figures_whole(rows: Sequence[GridRow]) -> list[GridRow]:
    """The rows; where several figures are broken at the point, those broken among decimals are whole as well.

    Args:
        rows: cells by column.
    """
    cells = (cell.text.strip() for row in rows for cell in texts(row))
    broken = sum(" " in text and _BROKEN.fullmatch(text) is not None for text in cells)
    return [_whole(row) for row in rows] if broken >= _FEWEST else list(rows)


def _whole(row: GridRow) -> GridRow:
    return tuple(
        replace(cell, text=cell.text.replace(" ", ""))
        if cell is not None and _WITHIN.fullmatch(cell.text.strip())
        else cell
        for cell in row
    )
