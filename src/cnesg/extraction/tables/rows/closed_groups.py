"""Groups that the total of more than them closes: `Total GHG emissions` below `Scope 2`, and the rows after it."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.model import Row, Table
from cnesg.extraction.tables.rows.named_metrics import kinds_of_totals, metrics_named
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex

_BRACKETS = regex(r"[(（][^()（）]*[)）]")
_WORD = regex(r"[^\W_]+(?:-[^\W_]+)*")


def with_groups_closed(table: Table, know: Knowledge, find: Callable[[str], Found]) -> Table:
    """The table without groups over rows that come after the total of which the group names but a kind.

    A group's own total may tell it by name: `Total energy consumed`, below `Total energy consumed from non-renewable
    sources`, is that of all groups.

    Args:
        table: a table as found.
        know: vocabulary and wording.
        find: what the lexicon finds in a text.
    """
    rows: list[Row] = []
    closed: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    totals: list[str] = []  # labels of those of the group
    for row in table.rows:
        begun = row.parents[:1] == above[:1]  # the first row of a group closes none: Scope 1 | Total gross emissions
        totals = totals if row.parents == above else []
        if row.parents and (label := find(row.label)).marks.get("total"):
            further = begun and row.parents != closed
            if further and (_goes_beyond(row, totals) or _closes(label, find(row.parents[-1]), know)):
                closed = row.parents
            totals.append(row.label)
        above = row.parents
        rows.append(replace(row, parents=row.parents[:-1]) if row.parents and row.parents == closed else row)
    return replace(table, rows=tuple(rows)) if closed else table


def _goes_beyond(row: Row, totals: Iterable[str]) -> bool:
    """Whether a total has the name of one above it but for words of their group."""
    own, group = _words(row.label), _words(row.parents[-1])
    return any(own < (other := _words(total)) and other - own <= group for total in totals)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_BRACKETS.sub("", text.lower())))


def _closes(label: Found, group: Found, know: Knowledge) -> bool:
    named = metrics_named(label, know)
    kinds = kinds_of_totals(named, know)
    return kinds.isdisjoint(named) and not kinds.isdisjoint(metrics_named(group, know))
