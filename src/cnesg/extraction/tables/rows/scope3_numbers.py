"""Categories of Scope 3 told by number below it: Scope3 Total | 34,360, below it Category1 | 4,127."""

from dataclasses import replace

from cnesg.extraction.tables.model import Row, Table
from cnesg.framework.regexes import regex

_SCOPE_3 = regex(r"(?i)scope\s?(?:3|iii)\b|范围(?:三|3)|範圍(?:三|3)|范畴(?:三|3)|範疇(?:三|3)")
_NUMBER = regex(r"(?i)[-–—•·]?\s?(?:categor(?:y|ies)|cat\.?|类别|類別|第)\s?(?P<number>\d{1,2})(?!\d).*")
_CATEGORIES = 15


def with_scope_3_told(table: Table) -> Table:
    """The table with rows of a category's number under the row or the group of Scope 3 that stands above them.

    Args:
        table: a table as found.
    """
    rows: list[Row] = []
    scope, last = "", 0
    for row in table.rows:
        found = _NUMBER.fullmatch(row.label.strip())
        number = int(found["number"]) if found else 0
        told = any(_SCOPE_3.search(text) for text in (row.label, *row.parents))
        if _SCOPE_3.search(row.label):
            scope, last = row.label, 0
        elif scope and not told and last < number <= _CATEGORIES:
            rows.append(replace(row, parents=(*row.parents, scope)))
            last = number
            continue
        elif not number:
            scope = scope if last == 0 and not row.cells else ""
        rows.append(row)
    return replace(table, rows=tuple(rows)) if rows != list(table.rows) else table
