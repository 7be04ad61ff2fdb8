"""Rows called by all of the staff below a title that tells something of them: New hires | All employees | Male.

Such a row is the title's total, and no number of employees of which the rows below are parts. Harm at work is told of
employees beside contractors: there it is a class.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.geometry.parting_titles import parts_a_whole
from cnesg.extraction.tables.model import Row, Table
from cnesg.extraction.tables.rows.named_metrics import metrics_named
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex
from cnesg.text import fold

_STAFF = regex(
    r"(?i)(?:(?:all|total|overall|entire|whole) (?:(?:our|group|company) )?"
    r"(?:employees|staff|workforce|personnel|people)"
    r"|(?:employees|staff|workforce|personnel),? (?:total|overall))"
    r"|(?:全体|所有|全部|全公司|集团|公司)(?:员工|雇员|职工|人员)|(?:员工|雇员|职工)(?:总体|整体|合计|总计|总数)"
)
_COMPANY = regex(
    r"(?i)(?:(?:the )?(?:company|group|corporate|overall|total) )(?:averages?|overall|total|level|wide|as a whole)"
    r"|(?:集团|公司|全公司|全集团|总体|整体)(?:平均|均值|整体|总体|合计)"
)
_TOTAL, _TOTAL_ZH = "Total", "合计"


def with_staff_wholes(table: Table, know: Knowledge, find: Callable[[str], Found]) -> Table:
    """The table with such rows called totals.

    Args:
        table: a table as found.
        know: vocabulary and wording.
        find: what the lexicon finds in a text.
    """
    rows = tuple(_named(row, table, know, find) for row in table.rows)
    return replace(table, rows=rows) if rows != table.rows else table


def _named(row: Row, table: Table, know: Knowledge, find: Callable[[str], Found]) -> Row:
    label = fold(row.label).strip()
    staff = _STAFF.fullmatch(label) is not None
    if not staff and not _COMPANY.fullmatch(label):
        return row
    named = next(filter(None, (metrics_named(find(text), know) for text in _titles(row, table))), set())
    roles = know.lexicon.roles
    if not named or (staff and (not named & roles.people - roles.staff or named & roles.harm_at_work)):
        return row
    return replace(row, label=_TOTAL if row.label.isascii() else _TOTAL_ZH, printed=row.printed or row.label)


def _titles(row: Row, table: Table) -> Iterator[str]:
    """What stands over a row, the nearest first, but what says only by what a whole is divided."""
    yield from (text for text in reversed(row.parents) if not parts_a_whole(text))
    yield " ".join(table.corner)
    yield from table.captions[:2]
