"""Heads that are set over a drawn grid without lines around them, on a band of colour: Item | Unit | 2022 | 2023."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.fragments import kind_of, page_fragments, years_among
from cnesg.extraction.tables.geometry.head_lines import TextRow
from cnesg.extraction.tables.geometry.headers import column_headers
from cnesg.extraction.tables.geometry.layout import Slot
from cnesg.extraction.tables.geometry.text_rows import text_rows
from cnesg.extraction.tables.model import Fragment, Table
from cnesg.text import Page, fold

_NEAR = 1.6  # of the characters' height: from a head to the grid, or to the head below it
_MOST_ROWS = 2
_MOST_LINES = 5  # of heads in two languages
_LONGEST_HEAD = 24


def with_heads_above(table: Table, page: Page) -> Table:
    """The table with the heads right above its grid, if one stands over each column of values and no figure among them.

    Args:
        table: a table of a drawn grid.
        page: its page.
    """
    bar = _bar(table)
    if (table.headed and not bar) or len(table.columns) < 2:
        return table
    columns = [[cell for row in table.rows if (cell := row.cells[at]) is not None] for at in range(len(table.columns))]
    above = _texts_above(table, page)
    first = table.columns[0].x0
    rows = _close_rows([f for f in above if f.x1 > first], table.bbox[1], first)[: 1 if bar else _MOST_LINES]
    if not rows or not all(columns) or not _heads_each(rows[0], table):
        return table
    headers = column_headers(rows[::-1], [Slot(cells) for cells in columns])
    if not all(headers) or (bar and len(years_among([head[-1] for head in headers])) < len(headers)):
        return table
    top = _upper_edge(min(f.bbox[1] for row in rows for f in row), first, table, page)
    left = [f for f in above if f.x1 <= first and f.middle > top]
    taken = {f.line for f in (*left, *(f for row in rows for f in row))}
    lines = {line.text for line in page.lines if line.number in taken}
    heads = tuple(replace(one, headers=head) for one, head in zip(table.columns, headers, strict=True))
    captions = tuple(text for text in table.captions if text not in lines)
    bbox = (table.bbox[0], min(top, table.bbox[1]), *table.bbox[2:])
    named = tuple(replace(row, parents=row.parents or (bar,)) for row in table.rows) if bar else table.rows
    return replace(
        table,
        rows=named,
        columns=heads,
        captions=captions,
        corner=(*(f.text for f in left), *table.corner),
        headed=True,
        bbox=bbox,
    )


def _bar(table: Table) -> str:
    """The name of a section that is set over all columns of a grid as if it headed them: Economic performance."""
    heads = {column.headers for column in table.columns}
    only = heads.pop() if len(heads) == 1 else ()
    return only[0] if len(only) == 1 and kind_of(fold(only[0]).strip()) == "text" else ""


def _upper_edge(top: float, first: float, table: Table, page: Page) -> float:
    """Where the heads begin whose lower lines are known: a day above them, over two lines, heads the columns too."""
    over = [f for f in _texts_above(table, page) if f.x1 > first and f.bbox[3] <= top + 1]
    for text in sorted(over, key=lambda f: -f.bbox[3]):
        if text.x0 < first or top - text.bbox[3] > _NEAR * text.height or len(text.text) > _LONGEST_HEAD:
            break
        top = min(top, text.bbox[1])
    return top


def _texts_above(table: Table, page: Page) -> list[Fragment]:
    """The texts that stand over a grid and close above it, as many rows as heads may have lines."""
    left, top, right, _ = table.bbox
    height = max((cell.height for cell in table.rows[0].cells if cell is not None), default=0.0)
    reach = top - _MOST_LINES * (1 + _NEAR) * height
    return [
        f
        for line in page_fragments(page)
        for f in line
        if reach <= f.bbox[1] and f.bbox[3] <= top + 1 and left - 1 <= f.x0 and f.x1 <= right + 1
    ]


def _close_rows(texts: Sequence[Fragment], edge: float, first: float) -> list[TextRow]:
    """Rows of texts from a lower edge upwards, each close above the one below it.

    Above the second there are only lines of heads that wrap and groups of columns, which begin where values do.
    """
    kept: list[TextRow] = []
    for row in text_rows(texts):
        if edge - max(f.bbox[3] for f in row) > _NEAR * row[0].height:
            break
        if len(kept) >= _MOST_ROWS and not all(f.x0 >= first - 1 and len(f.text) <= _LONGEST_HEAD for f in row):
            break
        kept.append(row)
        edge = min(f.bbox[1] for f in row)
    return kept


def _heads_each(row: Sequence[Fragment], table: Table) -> bool:
    """Whether short texts of a row stand one over each column of values."""
    over = [[f for f in row if one.x0 - 1 <= (f.x0 + f.x1) / 2 <= one.x1 + 1] for one in table.columns]
    return all(len(heads) == 1 and heads[0].kind != "number" and len(heads[0].text) <= _LONGEST_HEAD for heads in over)
