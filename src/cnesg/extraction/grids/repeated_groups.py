"""Names of groups that stand before each of their rows: where a cell over several rows was filled down.

按性别划分 | 男性 | 498 and below it 按性别划分 | 女性 | 623 say what they say with the name once and a blank below it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from cnesg.extraction.grids.grid import GridRow


def with_groups_once(rows: Sequence[GridRow], values: Callable[[GridRow], Mapping[int, object]]) -> Iterator[GridRow]:
    """The rows of a table, with a name of a group in the first of its rows only.

    Args:
        rows: cells by column.
        values: which cells of a row are values, by column.
    """
    group = ""
    for row in rows:
        named = _group(row)
        if named and named == group and min(values(row), default=0) > 1:
            yield (None, *row[1:])
        else:
            group = named
            yield row


def _group(row: GridRow) -> str:
    """The text of the first cell where a label stands beside it."""
    first, second = (*row, None, None)[:2]
    return first.clean if first is not None and second is not None and second.clean else ""
