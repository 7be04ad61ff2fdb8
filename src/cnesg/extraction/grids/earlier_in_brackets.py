"""Cells that give the figure of an earlier year in brackets: 投诉 | 214宗(2015年:263宗), which are two rows then."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cnesg.extraction.grids.grid import Cell, GridRow
from cnesg.framework.regexes import regex
from cnesg.text import fold

_FIGURE = r"\d[\d,]*(?:\.\d+)?\s?[^\d()（）:：,，;；]{0,8}?"
_WITH_EARLIER = regex(
    rf"\s*(?P<now>{_FIGURE})\s?[(（]\s?(?P<year>20\d\d\s?年?度?|[二零〇一二三四五六七八九]{{4}}年度?|上年度?|去年|上一年度?)\s?[:：为為]\s?"
    rf"(?P<then>{_FIGURE})\s?[)）]\s*"
)
_DIGIT = regex(r"\d")
_YEAR = "年"


def with_earlier_apart(rows: Sequence[GridRow]) -> list[GridRow]:
    """The rows, those whose only figure has an earlier one in brackets as one for each year.

    Args:
        rows: the rows of a table.
    """
    return [one for row in rows for one in _apart(row)]


def _apart(row: GridRow) -> Iterator[GridRow]:
    cells = [(at, cell) for at, cell in enumerate(row) if cell is not None and cell.clean]
    figured = [(at, cell) for at, cell in cells if at and _DIGIT.search(cell.clean)]
    found = _WITH_EARLIER.fullmatch(fold(figured[0][1].text)) if len(figured) == 1 else None
    labels = [(at, cell) for at, cell in cells if figured and at < figured[0][0]]
    if found is None or not labels:
        yield row
        return
    (column, cell), (place, label) = figured[0], labels[0]
    year = found["year"] if found["year"].endswith((_YEAR, "度")) else found["year"].strip() + _YEAR
    yield _replaced(row, {column: cell.part(*found.span("now"))})
    named = replace(label, text=f"{year}{label.text.strip()}")
    yield _replaced(row, {place: named, column: cell.part(*found.span("then"))})


def _replaced(row: GridRow, changes: dict[int, Cell]) -> GridRow:
    return tuple(changes.get(at, cell) for at, cell in enumerate(row))
