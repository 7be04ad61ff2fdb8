"""Forms on pages that ask of how many of whom something is true: heads that say what each column counts."""

from dataclasses import replace

from cnesg.extraction.labels.asked_columns import LEFT_OUT, heads_asked, is_pending, label_asked
from cnesg.extraction.tables.model import Column, Table
from cnesg.framework.regexes import regex

_COUNTED = regex(r"(?i)(?:nos?\b\.?|number|%)\s?\(\s?[a-z](?:\s?/\s?[a-z])?\s?\)$|^nos?\.?$|^number$")
_SHARE = regex(r"(?i)^%(?:\s?\(\s?[a-z]\s?/\s?[a-z]\s?\))?$|^\(\s?[a-z]\s?/\s?[a-z]\s?\)$")
_WHOLE = regex(r"(?i)total(?:\s?\(\s?[a-z]\s?\))?")
_YEAR = regex(r"(?i)\bFY\b|(?<!\d)20\d\d(?!\d)|\b(?:current|previous) (?:financial )?(?:year|FY)\b")
_OF_WHOM = regex(r"(?i)(?:[a-c][.)]\s?)?(?:males?|females?|men|women|others?|total)")
_EMPLOYEES = "Number of employees"
_LINES = 3  # above the table that may hold the question


def as_asked(table: Table) -> Table:
    """A form with heads that say what is counted, without the columns that no metric is about; else the table as it is.

    Args:
        table: a table as found, its heads as printed.
    """
    inner = [column.headers[-1].strip() if column.headers else "" for column in table.columns]
    counted = any(map(_COUNTED.search, inner)) and any(map(_SHARE.search, inner))
    if not counted and not any(map(is_pending, inner)):
        return table
    over = dict.fromkeys(text.strip() for column in table.columns for text in column.headers[:-1])
    told = heads_asked([*table.captions[:_LINES], *over], [_heads(column) for column in table.columns])
    if told is None:
        return table
    kept = [at for at, head in enumerate(told) if head != LEFT_OUT]
    whole = _EMPLOYEES if all(_OF_WHOM.fullmatch(row.label.strip()) for row in table.rows) else "Total"
    columns = [_headed(table.columns[at], told[at], whole) for at in kept]
    rows = [
        replace(row, label=label_asked(table.captions, row.label), cells=tuple(row.cells[at] for at in kept))
        for row in table.rows
    ]
    return replace(table, columns=tuple(columns), rows=tuple(rows))


def _heads(column: Column) -> list[str]:
    """The heads over a column; of one that counts all of them, which may be set over two lines, no more than that."""
    whole = next((text for text in column.headers if _WHOLE.fullmatch(text.strip())), None)
    return [whole] if whole is not None else list(column.headers)


def _headed(column: Column, told: str, whole: str) -> Column:
    """A column under the head that says what it counts, and its year; one that counts all of them under `whole`."""
    if not told and not any(_WHOLE.fullmatch(text.strip()) for text in column.headers):
        return column
    years = tuple(text for text in column.headers if _YEAR.search(text))
    return replace(column, headers=(*years, told or whole))
