"""What divides a whole, where it stands before each of its rows: a cell over several rows was filled down.

按性别划分 | 男性 | 498 and below it 按性别划分 | 女性 | 623 mean the words once, with a blank below.
Years and plants, which stand before each of their rows too, are of the row's fact and stay.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from cnesg.extraction.grids.grid import GridRow
from cnesg.framework.regexes import regex

_DIVIDES = regex(r"(?i)^按|划分$|构成$|结构$|分布$|分类$|性别$|年龄|学历$|职级$|^by\b")


def with_groups_once(rows: Sequence[GridRow], values: Callable[[GridRow], Mapping[int, object]]) -> Iterator[GridRow]:
    """The rows of a table, with what divides them in the first of them only.

    Args:
        rows: cells by column.
        values: which cells of a row are values, by column.
    """
    group = ""
    for row in rows:
        named = _group(row)
        if named == group and _DIVIDES.search(named) and min(values(row), default=0) > 1:
            yield (None, *row[1:])
        else:
            group = named
            yield row


def _group(row: GridRow) -> str:
    """The text of the first cell where a label stands beside it."""
    first, second = (*row, None, None)[:2]
    return first.clean if first is not None and second is not None and second.clean else ""
