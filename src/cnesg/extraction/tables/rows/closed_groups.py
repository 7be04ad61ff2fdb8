"""Groups that the total of more than them closes: `Total GHG emissions` below `Scope 2`, and the rows after it."""

from collections.abc import Callable
from dataclasses import replace

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.model import Row, Table
from cnesg.extraction.tables.rows.named_metrics import kinds_of_totals, metrics_named
from cnesg.framework.lexicon import Found


def with_groups_closed(table: Table, know: Knowledge, find: Callable[[str], Found]) -> Table:
    """The table without groups over rows that come after the total of which the group names but a kind.

    Args:
        table: a table as found.
        know: vocabulary and wording.
        find: what the lexicon finds in a text.
    """
    rows: list[Row] = []
    closed: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    for row in table.rows:
        begun = row.parents[:1] == above[:1]  # the first row of a group closes none: Scope 1 | Total gross emissions
        if begun and row.parents and row.parents != closed and _closes(row, know, find):
            closed = row.parents
        above = row.parents
        rows.append(replace(row, parents=row.parents[:-1]) if row.parents and row.parents == closed else row)
    return replace(table, rows=tuple(rows)) if closed else table


def _closes(row: Row, know: Knowledge, find: Callable[[str], Found]) -> bool:
    label = find(row.label)
    if not label.marks.get("total"):
        return False
    named = metrics_named(label, know)
    kinds = kinds_of_totals(named, know)
    return kinds.isdisjoint(named) and not kinds.isdisjoint(metrics_named(find(row.parents[-1]), know))
