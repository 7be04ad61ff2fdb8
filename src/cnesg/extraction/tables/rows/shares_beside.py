"""Columns headed but as shares take the name of what is counted beside them: 僱員人數 | 佔總數百分比."""

from collections.abc import Callable
from dataclasses import replace

from cnesg.extraction.labels.counted_heads import says_share_alone
from cnesg.extraction.tables.model import Column, Table


def with_counted_told(table: Table, is_composed: Callable[[str], bool], names: Callable[[str], bool]) -> Table:
    """The table with the head of a column of counts over the column of shares right behind it.

    Args:
        table: the table.
        is_composed: whether a head names a metric that classes have shares in: employees, suppliers, new hires.
        names: whether a text holds the wording of a metric.

    Nothing is taken where a year or a group parts the two columns, or a group over both names what they are of.
    """
    columns = list(table.columns)
    for at in range(1, len(columns)):
        own = columns[at].headers
        alone = own and says_share_alone(own[-1]) and not any(map(names, own[:-1]))
        if alone and (counted := _counted(columns[at - 1], own[:-1], is_composed)):
            columns[at] = replace(columns[at], headers=(*own[:-1], counted, own[-1]))
    return table if columns == list(table.columns) else replace(table, columns=tuple(columns))


def _counted(before: Column, groups: tuple[str, ...], is_composed: Callable[[str], bool]) -> str:
    """The head of a column below the same groups, if it names what has shares; empty otherwise."""
    *above, head = before.headers or ("",)
    return head if tuple(above) == groups and is_composed(head) else ""
