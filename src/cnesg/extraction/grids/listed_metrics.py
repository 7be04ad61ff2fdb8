"""Columns of a grid that list what the others measure: 主要污染物, below it COD、氨氮, beside columns of each."""

from collections.abc import Callable, Mapping, Sequence

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.grids.grid import GridRow, texts
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.rows.listed_metrics import HeadedMetrics, may_list
from cnesg.framework.lexicon import Found


def without_listed_metrics(
    rows: list[GridRow],
    values_of: Callable[[GridRow], Mapping[int, Number]],
    know: Knowledge,
    find: Callable[[str], Found],
) -> list[GridRow]:
    """The rows without the cells that list metrics of the heads, and without what else stands in their columns.

    Args:
        rows: the rows of a table.
        values_of: the values of a row, by column.
        know: what wording stands for which metric.
        find: what the lexicon finds in a text.
    """
    if not any(may_list(cell.clean) for row in rows for cell in texts(row)):
        return rows
    valued = [values_of(row) for row in rows]
    first = next((at for at, values in enumerate(valued) if values), 0)
    heads = [cell.clean for row in rows[:first] for cell in texts(row)]
    if len(heads) < 2:
        return rows
    headed = HeadedMetrics(heads, know, find)
    listing = {column for row, values in zip(rows, valued, strict=True) for column in _listing(row, values, headed)}
    return [_without(row, values, listing) for row, values in zip(rows, valued, strict=True)] if listing else rows


def _listing(row: GridRow, values: Mapping[int, Number], headed: HeadedMetrics) -> list[int]:
    """The columns before the values of a row, but for its first cell, that list metrics."""
    if not values:
        return []
    labels = [(column, cell.clean) for column, cell in enumerate(row[: min(values)]) if cell is not None and cell.clean]
    return [column for column, text in labels[1:] if headed.lists(text)]


def _without(row: GridRow, values: Mapping[int, Number], listing: Sequence[int] | set[int]) -> GridRow:
    if not values:
        return row
    return [None if column in listing and column < min(values) else cell for column, cell in enumerate(row)]
