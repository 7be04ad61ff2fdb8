"""Columns of a grid beside names: they list what others measure (主要污染物 | COD、氨氮), or tell of the names."""

from collections.abc import Callable, Mapping, Sequence

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.grids.grid import GridRow, texts
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.rows.listed_metrics import HeadedMetrics, may_list
from cnesg.extraction.tables.rows.told_names import are_names, tells_of_names
from cnesg.framework.lexicon import Found


def without_columns_beside_names(
    rows: list[GridRow],
    values_of: Callable[[GridRow], Mapping[int, Number]],
    know: Knowledge,
    find: Callable[[str], Found],
) -> list[GridRow]:
    """The rows without what stands in columns that list metrics of the heads, or tell where a named plant is.

    Args:
        rows: the rows of a table.
        values_of: the values of a row, by column.
        know: what wording stands for which metric.
        find: what the lexicon finds in a text.
    """
    if not any(may_list(cell.clean) or tells_of_names(cell.clean) for row in rows for cell in texts(row)):
        return rows
    valued = [values_of(row) for row in rows]
    first = next((at for at, values in enumerate(valued) if values), 0)
    heads = [cell.clean for row in rows[:first] for cell in texts(row)]
    if len(heads) < 2:
        return rows
    headed = HeadedMetrics(heads, know, find)
    beside = {column for row, values in zip(rows, valued, strict=True) for column in _listing(row, values, headed)}
    beside |= _telling(rows[:first], [row for row, values in zip(rows, valued, strict=True) if values])
    return [_without(row, values, beside) for row, values in zip(rows, valued, strict=True)] if beside else rows


def _listing(row: GridRow, values: Mapping[int, Number], headed: HeadedMetrics) -> list[int]:
    """The columns before the values of a row, but for its first cell, that list metrics."""
    if not values:
        return []
    labels = [(column, cell.clean) for column, cell in enumerate(row[: min(values)]) if cell is not None and cell.clean]
    return [column for column, text in labels[1:] if headed.lists(text)]


def _telling(heads: Sequence[GridRow], valued: Sequence[GridRow]) -> set[int]:
    """The columns whose heads say that they tell of the names in the column before, one in each row."""
    found = {
        column
        for row in heads
        for column, cell in enumerate(row)
        if column and cell is not None and tells_of_names(cell.clean)
    }
    return {
        column
        for column in found
        if are_names([_text(row, column - 1) for row in valued], [_text(row, column) for row in valued])
    }


def _text(row: GridRow, column: int) -> str:
    cell = row[column] if column < len(row) else None
    return cell.clean if cell is not None else ""


def _without(row: GridRow, values: Mapping[int, Number], beside: set[int]) -> GridRow:
    if not values:
        return row
    return tuple(None if column in beside and column < min(values) else cell for column, cell in enumerate(row))
