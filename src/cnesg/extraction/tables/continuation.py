"""A table that goes on from the page before takes its headers from there."""

from dataclasses import replace

from cnesg.extraction.tables.model import Column, Table
from cnesg.text import Page

_TOP = 0.2
_BOTTOM = 0.7
_SHIFT = 12.0


def continued(table: Table, before: Table, page: Page) -> Table:
    """The table with the headers, captions and open groups of the last table on the page before, if it goes on from it.

    It does when it has no headers of its own, starts near the top of its page right after one that ended near the
    bottom, and its columns stand where those of the other stand.
    """
    if table.headed or table.page != before.page + 1 or not before.headed:
        return table
    if table.bbox[1] > _TOP * page.height or before.bbox[3] < _BOTTOM * page.height:
        return table
    matched = [_over(column, before.columns) for column in table.columns]
    if any(column is None for column in matched):
        return table
    columns = tuple(
        replace(column, headers=other.headers) for column, other in zip(table.columns, matched, strict=True) if other
    )
    parents = before.rows[-1].parents
    rows = tuple(replace(row, parents=row.parents or parents) for row in table.rows)
    return replace(table, columns=columns, rows=rows, captions=(*table.captions, *before.captions), headed=True)


def _over(column: Column, others: tuple[Column, ...]) -> Column | None:
    near = [o for o in others if abs(o.x1 - column.x1) < _SHIFT or (o.x0 < column.x1 and column.x0 < o.x1)]
    return min(near, key=lambda o: abs(o.x1 - column.x1), default=None)
