"""Figures of an earlier year in remarks right of a table's values: Women on the board | 2 | Up from 1 in FY2023-24."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.fragments import years_among
from cnesg.extraction.tables.geometry.compared import earlier_figure
from cnesg.extraction.tables.model import Column, Fragment, Table
from cnesg.framework.regexes import regex

_END_OF_CLAUSE = regex(r"[;；。]|[.,，]\s")
_LEADING = 0.5  # of a line's height, between the lines of a remark
_SAME_EDGE = 2.0  # points
_DIGIT = regex(r"\d")


def with_earlier_beside(table: Table, lines: Sequence[Sequence[Fragment]]) -> Table:
    """The table with a column more for the figures that remarks right of its last column give of an earlier year.

    Only tables whose values are all of one year have such remarks.

    Args:
        table: a table of a page.
        lines: the fragments of each line of the page.
    """
    last = table.columns[-1]
    if len(table.columns) != 1 or not years_among(last.headers[-1:]):
        return table
    top, bottom = table.bbox[1], table.bbox[3]
    remarks = sorted(
        (f for line in lines for f in line if f.x0 > last.x1 and top - f.height < f.middle < bottom + f.height),
        key=lambda f: f.middle,
    )
    if not any(_DIGIT.search(f.folded) for f in remarks):
        return table
    told = [_earlier(cell, remarks) if (cell := row.cells[0]) is not None else None for row in table.rows]
    years = {year for year, _ in filter(None, told)}
    if len(years) != 1:
        return table
    rows = tuple(
        replace(row, cells=(*row.cells, found[1] if found is not None else None))
        for row, found in zip(table.rows, told, strict=True)
    )
    x0 = min(found[1].x0 for found in told if found is not None)
    x1 = max(found[1].x1 for found in told if found is not None)
    return replace(table, columns=(*table.columns, Column(x0, x1, (years.pop(),))), rows=rows)


def _earlier(cell: Fragment, remarks: Sequence[Fragment]) -> tuple[str, Fragment] | None:
    """The year and the figure that the remark beside a value begins with."""
    at = min(range(len(remarks)), key=lambda n: abs(remarks[n].middle - cell.middle))
    if abs(remarks[at].middle - cell.middle) > cell.height:
        return None
    while at and _goes_on(remarks[at - 1], remarks[at]):
        at -= 1
    first = remarks[at]
    end = len(_END_OF_CLAUSE.split(first.folded, maxsplit=1)[0])
    return earlier_figure(replace(first, text=first.text[:end], folded=first.folded[:end]))


def _goes_on(above: Fragment, below: Fragment) -> bool:
    return abs(above.x0 - below.x0) < _SAME_EDGE and below.bbox[1] - above.bbox[3] < _LEADING * below.height
