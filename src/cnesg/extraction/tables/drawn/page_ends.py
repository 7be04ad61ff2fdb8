"""Heads of tables that end a page, where the rows stand on the next one."""

from collections.abc import Sequence

from cnesg.extraction.tables.drawn.filled import filled_cells, holds_value
from cnesg.extraction.tables.drawn.grid import grids_of
from cnesg.extraction.tables.drawn.ruled import headers_over, rows_of_fields
from cnesg.extraction.tables.geometry.headers import captions_above
from cnesg.extraction.tables.model import Column, Table
from cnesg.text import Page

_PAGE_END = 0.7  # of the page's height
_BELOW = 6.0  # points
_FEWEST_HEADS = 2
_LONGEST_HEAD = 40
_MOST_ROWS = 4


def head_left_behind(page: Page, tables: Sequence[Table]) -> Table | None:
    """The head of a table, without rows, where it ends a page and the rows stand on the next one.

    Args:
        page: a page.
        tables: those of the page that have rows.
    """
    lowest = max((table.bbox[3] for table in tables), default=0.0)
    edge = max(lowest + _BELOW, _PAGE_END * page.height)
    if not any(line[3] > edge for line in page.rulings):
        return None
    grids = grids_of(page, rows=1)
    grid = max(grids, key=lambda one: one.bbox[3], default=None)
    if grid is None or grid.bbox[3] < _PAGE_END * page.height:
        return None
    rows = [row for _, row in rows_of_fields(grid, filled_cells(grid, page.lines))]
    if not 0 < len(rows) <= _MOST_ROWS or any(holds_value(cell) for row in rows for cell in row[1:]):
        return None
    first = min((cell.cell.right for row in rows for cell in row if cell.cell.left == 0), default=0)
    columns = [at for at in range(len(grid.xs) - 1) if at >= first]
    heads = [headers_over(rows, column) for column in columns]
    if len(heads) < _FEWEST_HEADS or not all(heads):
        return None
    if max(len(text) for head in heads for text in head) > _LONGEST_HEAD:
        return None  # text, maybe the last row of a table of words
    return Table(
        page=page.number or 0,
        bbox=grid.bbox,
        columns=tuple(Column(grid.xs[c], grid.xs[c + 1], h) for c, h in zip(columns, heads, strict=True)),
        rows=(),
        captions=captions_above(page, grid.bbox, max((g.bbox[3] for g in grids if g is not grid), default=0.0)),
        corner=tuple(cell.text for row in rows for cell in row if cell.cell.right <= max(1, first)),
    )
