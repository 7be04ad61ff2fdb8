"""Totals that close a group whose rows are set in, and stand at its title's edge: Water by source (ML) | Wells | Total.

By their edge they stand under nothing; by what they add up they belong to the group, and so have its measure and unit.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.geometry.labels import is_sum_alone, is_total
from cnesg.extraction.tables.model import Row, Table
from cnesg.extraction.tables.rows.amounts import amounts_of
from cnesg.extraction.tables.rows.named_metrics import metrics_named
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex

_ROUNDED = 2e-3  # of the sum
_SUBTOTAL = regex(r"(?i)sub[- ]?totals?|小\s?[计計]")


def with_totals_in_groups(table: Table, know: Knowledge, find: Callable[[str], Found]) -> Table:
    """The table with such totals in the groups that they close.

    Args:
        table: a table as found.
        know: vocabulary and wording.
        find: what the lexicon finds in a text.
    """
    rows = list(table.rows)
    for at, row in enumerate(rows):
        if at and is_total(row.label) and (group := _closed_by(row, rows[:at], know, find)):
            rows[at] = replace(row, parents=(*row.parents, group))
    return replace(table, rows=tuple(rows)) if rows != list(table.rows) else table


def _closed_by(total: Row, above: Sequence[Row], know: Knowledge, find: Callable[[str], Found]) -> str:
    """The group right above a total that it adds up, or whose measure it names; empty where there is none."""
    depth = len(total.parents)
    inner = above[-1].parents
    if len(inner) <= depth or inner[:depth] != total.parents or any(one.label == inner[depth] for one in above):
        return ""
    group = inner[depth]
    held = [one for one in above if one.parents[: depth + 1] == inner[: depth + 1]]
    direct = [one for one in held if len(one.parents) == depth + 1]
    roles = know.lexicon.roles
    of_group = metrics_named(find(group), know) - (roles.staff - {roles.staff_total})  # all staff are of no class
    alone = is_sum_alone(total.label) or _SUBTOTAL.fullmatch(total.label.strip())
    said = set() if alone else metrics_named(find(total.label), know)
    if said and (total.notes or "(" in total.label):
        return ""  # it has a unit of its own
    return group if (said & of_group if said else of_group and _adds_up(total, direct)) else ""


def _adds_up(total: Row, parts: Sequence[Row]) -> bool:
    """Whether a total is the sum of parts in each column that it has a value in."""
    wanted = amounts_of(total)
    columns = [[one for one in column if one is not None] for column in zip(*map(amounts_of, parts), strict=False)]
    pairs = [(sum(column), want) for column, want in zip(columns, wanted, strict=False) if want is not None]
    return len(parts) > 1 and bool(pairs) and all(abs(got - want) <= _ROUNDED * abs(want) for got, want in pairs)
