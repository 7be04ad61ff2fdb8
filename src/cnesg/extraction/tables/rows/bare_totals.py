"""Rows called no more than `Total` that add up the kinds of one thing: Scope 1, Scope 2, Total."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.model import Row, Table
from cnesg.framework.lexicon import Found

_TOTAL = re.compile(r"(?i)(?:(?:grand|overall) )?totals?|合计|总计")
_FIGURE = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
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
        if _TOTAL.fullmatch(row.label.strip()) and (whole := _whole_of(rows[max(0, at - _MOST) : at], row, know, find)):
            parents = tuple(text for text in row.parents if not find(text).hits)
            rows[at] = replace(row, label=know.metrics[whole].label.en, parents=parents)
    return replace(table, rows=tuple(rows)) if rows != list(table.rows) else table


def _whole_of(above: Sequence[Row], total: Row, know: Knowledge, find: Callable[[str], Found]) -> str:
    """The metric of which the rows right above a total are kinds, all of them named, and add up to it; empty else."""
    wanted = _values(total)
    added = [0.0] * len(wanted)
    named = set(know.lexicon.roles.totals)
    for count, row in enumerate(reversed(above), start=1):
        values, names = _values(row), _names(row, know, find)
        if row.notes[:1] != total.notes[:1] or not named & names or len(values) != len(wanted) or not any(wanted):
            return ""
        named &= names
        added = [a + (b or 0.0) for a, b in zip(added, values, strict=True)]
        pairs = [(a, b) for a, b in zip(added, wanted, strict=True) if b is not None]
        if count >= _FEWEST and named and all(abs(a - b) <= _ROUNDED * b for a, b in pairs):
            return min(named)
    return ""


def _names(row: Row, know: Knowledge, find: Callable[[str], Found]) -> set[str]:
    """The totals that a row is a kind of, by its label or the groups that it stands in."""
    entries, families = know.lexicon.entries, know.lexicon.families
    for text in (row.label, *reversed(row.parents)):
        found = find(text)
        metrics = {entries[hit.entry].metric for hit in found.hits if hit.entry not in found.never}
        totals = {one for one in know.lexicon.roles.totals if not metrics.isdisjoint(families[one].by_class.values())}
        if totals:
            return totals
    return set()


def _values(row: Row) -> list[float | None]:
    texts = ("" if cell is None else cell.folded.strip() for cell in row.cells)
    return [float(text.replace(",", "")) if _FIGURE.fullmatch(text) else None for text in texts]
