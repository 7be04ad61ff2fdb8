"""Rows and columns called no more than `Total` that add up the kinds of one thing: Scope 1, Scope 2, Total."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.model import Row, Table
from cnesg.extraction.tables.rows.amounts import amounts_of
from cnesg.extraction.tables.rows.named_metrics import kinds_of_totals, metrics_named
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex

_TOTAL = regex(r"(?i)(?:(?:grand|overall) )?totals?(?P<basis>\s?\((?:location|market)[- ]based\))?|合计|总计")
_BASIS = regex(r"(?i)\b(location|market)[- ]based\b")
_FEWEST, _MOST = 2, 12  # rows of parts
_ROUNDED = 1.1e-3  # of the sum


def with_totals_named(table: Table, know: Knowledge, find: Callable[[str], Found]) -> Table:
    """The table with such rows called by what they add up.

    Args:
        table: a table as found.
        know: vocabulary and wording.
        find: what the lexicon finds in a text.
    """
    rows = list(table.rows)
    for at, row in enumerate(rows):
        named = _TOTAL.fullmatch(row.label.strip())
        if named is None:
            continue
        whole = _whole_of(rows[max(0, at - _MOST) : at], row, know, find)
        if whole and not any(whole in metrics_named(find(text), know) for text in row.parents):
            parents = tuple(text for text in row.parents if not find(text).hits)
            label = know.metrics[whole].label.en + (named["basis"] or "")
            rows[at] = replace(row, label=label, parents=parents, printed=row.label)
    return replace(table, rows=tuple(rows)) if rows != list(table.rows) else table


def with_total_columns_named(table: Table, know: Knowledge, find: Callable[[str], Found]) -> Table:
    """The table with columns called by what they add up, where those before them name kinds of one total.

    Args:
        table: a table as found.
        know: vocabulary and wording.
        find: what the lexicon finds in a text.
    """
    columns = list(table.columns)
    for at, column in enumerate(columns):
        if not column.headers or _TOTAL.fullmatch(column.headers[-1].strip()) is None:
            continue
        outer = column.headers[:-1]
        beside = [n for n, one in enumerate(columns[:at]) if one.headers and one.headers[:-1] == outer]
        told = {n: metrics_named(find(columns[n].headers[-1]), know) for n in beside}
        whole = _total_of(list(told.values()), know) if len(told) >= _FEWEST else ""
        if whole and all(know.metrics[whole].name not in named for named in told.values()):
            amounts = map(amounts_of, table.rows)
            sums = [(sum(row[n] or 0.0 for n in beside), row[at]) for row in amounts]
            if all(total is None or abs(added - total) <= _ROUNDED * total for added, total in sums):
                columns[at] = replace(column, headers=(*outer, know.metrics[whole].label.en))
    return replace(table, columns=tuple(columns)) if columns != list(table.columns) else table


def _whole_of(above: Sequence[Row], total: Row, know: Knowledge, find: Callable[[str], Found]) -> str:
    """The metric that the rows right above a total add up to, each of which names a kind of it; empty where none.

    Rows of one kind alone, categories of Scope 3, add up to that kind. Parts of a row among them are in it already, and
    a scope 2 on the other basis is not in it.
    """
    basis, rows = _BASIS.search(total.label), {row.label for row in above}
    wanted = amounts_of(total)
    added = [0.0] * len(wanted)
    of_rows: list[set[str]] = []
    for row in reversed(above):
        other = _BASIS.search(row.label) if basis else None
        if (basis and other and other[1].lower() != basis[1].lower()) or (row.parents and row.parents[-1] in rows):
            continue
        values, kinds = amounts_of(row), _kinds(row, know, find)
        if row.notes[:1] != total.notes[:1] or not kinds or len(values) != len(wanted) or not any(wanted):
            return ""
        of_rows.append(kinds)
        added = [a + (b or 0.0) for a, b in zip(added, values, strict=True)]
        pairs = [(a, b) for a, b in zip(added, wanted, strict=True) if b is not None]
        if len(of_rows) >= _FEWEST and all(abs(a - b) <= _ROUNDED * b for a, b in pairs):
            common = set.intersection(*of_rows)
            return min(common) if common else _total_of(of_rows, know)
    return ""


def _total_of(of_rows: Sequence[set[str]], know: Knowledge) -> str:
    """The total of which each row names a kind; empty where there is none."""
    families = know.lexicon.families
    kinds = {one: set(families[one].by_class.values()) for one in sorted(know.lexicon.roles.totals) if one in families}
    return next((one for one, known in kinds.items() if all(known & names for names in of_rows)), "")


def _kinds(row: Row, know: Knowledge, find: Callable[[str], Found]) -> set[str]:
    """The kinds of totals that a row names, by its label or else the groups that it stands in."""
    all_kinds = kinds_of_totals(know.lexicon.roles.totals, know)
    for text in (row.label, *reversed(row.parents)):
        if kinds := metrics_named(find(text), know) & all_kinds:
            return kinds
    return set()
