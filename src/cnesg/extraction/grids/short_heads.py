"""Heads that came out left of the columns they are over, where one cell over several labels has become one.

|  | 僱員人數 | 流失率 stands above | 按性別劃分 | 男性 | 498 | 32.1%: one blank head was over both labels.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile

from cnesg.extraction.grids.grid import GridRow

_FEWEST_VALUES, _FEWEST_ROWS = 2, 2


def with_heads_over_values(
    rows: Sequence[GridRow],
    values: Callable[[GridRow], Mapping[int, object]],
    heads_column: Callable[[str], bool],
) -> list[GridRow]:
    """The rows of a table; a row of heads that is shorter than all rows below it is set over their values.

    Args:
        rows: cells by column.
        values: which cells of a row are values, by column.
        heads_column: whether a text names what figures below it are: a metric, a class of one, how it is counted.
    """
    found = list(rows)
    held = [values(row) for row in rows]
    for at, row in enumerate(rows):
        head = _trimmed(row)
        if held[at] or len(head) <= _FEWEST_VALUES:
            continue
        following = list(takewhile(lambda n: held[n] or _names_group(rows[n]), range(at + 1, len(rows))))
        below = [n for n in following if held[n]]
        if len(below) < _FEWEST_ROWS:
            continue
        columns, width = sorted(held[below[0]]), len(_trimmed(rows[below[0]]))
        missing = width - len(head)
        if not 0 < missing < columns[0] or columns != list(range(width - len(columns), width)):
            continue
        if any(sorted(held[n]) != columns or len(_trimmed(rows[n])) != width for n in below):
            continue
        over = head[len(head) - len(columns) :]
        names = [cell.clean for cell in over if cell is not None]
        if len(columns) >= _FEWEST_VALUES and len(names) == len(over) < len(head) and heads_column(names[0]):
            found[at] = (*head[: len(head) - len(over)], *[None] * missing, *over)
    return found


def _trimmed(row: GridRow) -> GridRow:
    """A row without empty cells at its end."""
    filled = [n for n, cell in enumerate(row) if cell is not None and cell.clean]
    return row[: filled[-1] + 1] if filled else ()


def _names_group(row: GridRow) -> bool:
    """Whether a row is no more than the name of those below it."""
    return sum(cell is not None and bool(cell.clean) for cell in row) == 1
