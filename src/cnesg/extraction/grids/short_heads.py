"""Heads that came out left of the columns they are over, where one cell over several labels has become one.

|  | 僱員人數 | 流失率 stands above | 按性別劃分 | 男性 | 498 | 32.1%: one blank head was over both labels.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate

from cnesg.extraction.grids.grid import GridRow, texts
from cnesg.extraction.grids.names_apart import with_names_together

_FEWEST_VALUES, _FEWEST_ROWS = 2, 2
_FEWEST_OF_ONE = 4  # rows of one value each below | 内容 |  | 金额(万元) |


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
    rows = with_names_together(rows, values)
    found, widths = list(rows), list(map(_width, rows))
    widest = list(accumulate(reversed(widths), max))[::-1]  # of a row and those below it
    for at, head in enumerate(rows):
        if not _FEWEST_VALUES < widths[at] < widest[at] or values(head):
            continue
        shapes = list(_shapes(rows[at + 1 :], values))
        if len(shapes) < _FEWEST_ROWS or len(set(shapes)) > 1:
            continue
        columns, width = shapes[0]
        missing = width - widths[at]
        if (len(columns) < _FEWEST_VALUES and len(shapes) < _FEWEST_OF_ONE) or columns != tuple(
            range(width - len(columns), width)
        ):
            continue
        over = head[columns[0] - missing : widths[at]]
        names = [cell.clean for cell in over if cell is not None]
        if 0 < missing < columns[0] and len(names) == len(columns) and heads_column(names[0]):
            found[at] = (*head[: columns[0] - missing], *[None] * missing, *over)
    return found


def _shapes(
    rows: Sequence[GridRow], values: Callable[[GridRow], Mapping[int, object]]
) -> Iterator[tuple[tuple[int, ...], int]]:
    """Of each row that holds values, up to the next heads, the columns of these and how wide it is."""
    for row in rows:
        if told := values(row):
            yield tuple(sorted(told)), _width(row)
        elif len(list(texts(row))) != 1:  # no name of a group of rows
            return


def _width(row: GridRow) -> int:
    """How many columns a row has up to its last cell that holds anything."""
    return max((n for n, cell in enumerate(row, start=1) if cell is not None and cell.text.strip()), default=0)
