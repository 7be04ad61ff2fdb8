"""Rows that no wording names and that add up to the row right below them: Men | Women | People employed at 31 March.

Where a title over them names a measure they are read as its parts anyway, unless the row below names a kind of it:
below `Carbon footprint` what adds up to `Value chain (Scope 3)` is of Scope 3.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.parts import FEWEST, MOST, is_sum, may_name_a_part
from cnesg.extraction.tables.geometry.labels import is_total
from cnesg.extraction.tables.model import Row, Table
from cnesg.extraction.tables.rows.amounts import amounts_of
from cnesg.extraction.tables.rows.named_metrics import kinds_of_totals, metrics_named
from cnesg.framework.lexicon import Found

_FEWEST_COLUMNS = 2  # one sum of two rows may be an accident
_CAPTIONS = 2


def with_parts_above(table: Table, know: Knowledge, find: Callable[[str], Found]) -> Table:
    """The table with such rows under the row that they add up to in every column.

    Args:
        table: a table as found.
        know: vocabulary and wording.
        find: what the lexicon finds in a text.
    """
    rows = list(table.rows)
    over = chain(table.captions[:_CAPTIONS], table.corner)
    outer = {metric for text in over for metric in metrics_named(find(text), know)}
    for at, total in enumerate(rows):
        named = metrics_named(find(total.label), know)
        if not named:
            continue
        units = {know.unit_of(metric) for metric in named}  # fuels have amounts of their own, and emissions of scope 1
        titled = outer.union(*(metrics_named(find(parent), know) for parent in total.parents))
        titled = {metric for metric in titled if know.unit_of(metric) in units}
        if not _says_more(named, titled, know):
            continue
        count = _parts(rows[:at], total)
        parts = range(at - count, at)
        told = {metric for part in parts for metric in metrics_named(find(rows[part].label), know)}
        told = {metric for metric in told - named if know.unit_of(metric) in units}
        if count and not (told & kinds_of_totals(titled, know) if titled else told):
            for part in parts:
                rows[part] = replace(rows[part], parents=(*rows[part].parents, total.label))
    return replace(table, rows=tuple(rows)) if rows != list(table.rows) else table


def _says_more(named: set[str], outer: set[str], know: Knowledge) -> bool:
    """Whether a row names what no title over it does: anything where they name nothing, else a kind of what they do."""
    return not outer or bool(named & kinds_of_totals(outer, know) - outer)


def _parts(above: Sequence[Row], total: Row) -> int:
    """How many rows right above one add up to it; none where they don't."""
    wanted = amounts_of(total)
    held = [at for at, value in enumerate(wanted) if value]
    sums = dict.fromkeys(held, 0.0)
    for count, row in enumerate(reversed(above[-MOST:]), start=1):
        values = amounts_of(row)
        alike = row.parents == total.parents and row.notes[:1] == total.notes[:1]
        if not held or not alike or not may_name_a_part(row.label) or is_total(row.label):
            return 0
        if any(values[at] is None for at in held):
            return 0
        sums = {at: added + (values[at] or 0.0) for at, added in sums.items()}
        if count >= FEWEST and all(is_sum(sums[at], wanted[at] or 0.0) for at in held):
            return count if len(held) >= _FEWEST_COLUMNS or count > FEWEST else 0
    return 0
