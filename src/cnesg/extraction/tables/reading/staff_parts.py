"""Groups that part the staff below a row of all of it: Total number of employees, then Gender | Female | Male.

Where nothing but a dimension stands over such a group, that its figures add up to all employees tells what they count.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import chain, groupby

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.parts import FEWEST, is_sum
from cnesg.extraction.tables.model import Row, Table
from cnesg.extraction.tables.reading.counting_labels import is_share_of_whole
from cnesg.extraction.tables.reading.wholes_and_parts import is_dimension
from cnesg.extraction.tables.rows.amounts import amounts_of
from cnesg.extraction.tables.rows.named_metrics import metrics_named
from cnesg.framework.lexicon import Found

_CAPTIONS = 2
_FEWEST_COLUMNS = 2  # one sum of two rows may be an accident


def with_parts_of_staff(table: Table, know: Knowledge, find: Callable[[str], Found]) -> Table:
    """The table with such groups under the row that they add up to.

    Args:
        table: a table as found.
        know: vocabulary and wording.
        find: what the lexicon finds in a text.
    """
    if not any(row.parents and is_dimension(row.parents[-1]) for row in table.rows):
        return table
    roles = know.lexicon.roles
    over = chain(table.captions[:_CAPTIONS], table.corner)
    if any(metrics_named(find(text), know) & (roles.staff | roles.people) for text in over):
        return table  # the title says what is counted
    whole = next((row for row in table.rows if _counts_all(row, know, find)), None)
    if whole is None:
        return table
    rows: list[Row] = []
    for parents, group in groupby(table.rows, key=lambda row: row.parents):
        members = list(group)
        parts = [
            row for row in members if row.notes[:1] == whole.notes[:1] and not metrics_named(find(row.label), know)
        ]
        apart = bool(parents) and parents != whole.parents and is_dimension(parents[-1])
        shares = [row for row in members if is_share_of_whole(row.label)]  # % of total, below each part
        taken = {id(row) for row in (*parts, *shares)} if apart and _add_up(parts, whole) else set()
        rows += [replace(row, parents=(whole.label, *parents)) if id(row) in taken else row for row in members]
    return replace(table, rows=tuple(rows))


def _counts_all(row: Row, know: Knowledge, find: Callable[[str], Found]) -> bool:
    return know.lexicon.roles.staff_total in metrics_named(find(row.label), know) and any(amounts_of(row))


def _add_up(parts: list[Row], whole: Row) -> bool:
    """Whether rows add up to another in each column where that has a figure."""
    wanted = amounts_of(whole)
    held = [at for at, value in enumerate(wanted) if value]
    values = [amounts_of(row) for row in parts]
    if len(parts) < FEWEST or not held or any(one[at] is None for one in values for at in held):
        return False
    if len(held) < _FEWEST_COLUMNS and len(parts) <= FEWEST:
        return False
    return all(is_sum(sum(one[at] or 0.0 for one in values), wanted[at] or 0.0) for at in held)
