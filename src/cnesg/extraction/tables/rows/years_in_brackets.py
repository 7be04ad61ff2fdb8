"""Figures with that of the year before in brackets, 9,412 (10,066), below a title that says so: 2022 (2021).

On the page both are one cell, so that columns stay columns; where a table is read they are two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from cnesg.extraction.tables.geometry.bracketed_years import BOTH, YEARS, years_told
from cnesg.extraction.tables.model import Fragment, Row, Table


def with_years_in_brackets(table: Table) -> Table:
    """The table with two columns for each that holds such figures, one for each of the years.

    Args:
        table: a table as found.
    """
    over = (column.headers for column in table.columns)
    around_it = chain(table.captions, table.corner, *over, *(row.parents for row in table.rows))
    years = next((one for one in map(years_told, around_it) if one), None)
    if years is None:
        return table
    double = [any(BOTH.fullmatch(cell.folded.strip()) for cell in cells if cell) for cells in _columns(table)]
    if not any(double):
        return table
    columns = [
        replace(column, headers=(*_without_years(column.headers), *([year] if twice else [])))
        for column, twice in zip(table.columns, double, strict=True)
        for year in (years if twice else ("",))
    ]
    rows = [_apart(row, double) for row in table.rows]
    return replace(table, columns=tuple(columns), rows=tuple(rows))


def _columns(table: Table) -> Iterable[Sequence[Fragment | None]]:
    return zip(*(row.cells for row in table.rows), strict=True)


def _without_years(headers: Sequence[str]) -> tuple[str, ...]:
    texts = (YEARS.sub("", text).strip() if years_told(text) else text for text in headers)
    return tuple(text for text in texts if text)


def _apart(row: Row, double: Sequence[bool]) -> Row:
    cells: list[Fragment | None] = []
    for cell, twice in zip(row.cells, double, strict=True):
        found = BOTH.fullmatch(cell.folded.strip()) if cell is not None and twice else None
        if found is not None and cell is not None:
            cells += [_part(cell, found.span(1)), _part(cell, found.span(2))]
        else:
            cells += [cell, None] if twice else [cell]
    return replace(row, cells=tuple(cells))


def _part(cell: Fragment, span: tuple[int, int]) -> Fragment:
    """One of the figures of a cell, in a box by its share of the characters."""
    x0, y0, x1, y1 = cell.bbox
    width = (x1 - x0) / max(1, len(cell.folded))
    box = x0 + span[0] * width, y0, x0 + span[1] * width, y1
    text = cell.text[slice(*span)]
    return replace(cell, text=text, folded=cell.folded[slice(*span)], bbox=box, start=cell.start + span[0])
