"""Rows and columns that a form numbers with letters: Permanent (D), Total energy (A+B+C), Male | No. (B)."""

from dataclasses import replace

from cnesg.extraction.tables.model import Row, Table
from cnesg.framework.regexes import regex

_LETTER = regex(r"\s?\(([A-Z])\)$")
_LETTER_ALONE = regex(r"(?i)\(\s?[a-z](?:\s?/\s?[a-z])?\s?\)")
_SUM = regex(r"\(\s?([A-Z](?:\s?\+\s?[A-Z]){1,9})\s?\)$")
_UNIT = regex(r"\((?:in )?[^()]{1,24}\)$")  # From renewable sources (in GJ)
_OUTLINE = regex(r"\d{1,2}(?:\.\d{1,2}){1,4}\.?")
_FEWEST = 3
_LETTERED = regex(r"(?i)^((?:no|nos|number)\.?|%(?: ?age)?|total)\s?\([a-z](?:\s?/\s?[a-z])?\)$")


def with_letters_joined(table: Table) -> Table:
    """The table with letters of columns behind what they stand below: No. | (B) is No. (B)."""
    if not any(column.headers and _LETTER_ALONE.fullmatch(column.headers[-1].strip()) for column in table.columns):
        return table
    columns = []
    for column in table.columns:
        *over, last = column.headers or ("",)
        lettered = over and _LETTER_ALONE.fullmatch(last.strip())
        heads = (*over[:-1], f"{over[-1].strip()} {last.strip()}") if lettered else column.headers
        columns.append(replace(column, headers=heads))
    return replace(table, columns=tuple(columns))


def without_letters(table: Table) -> Table:
    """The table without the letters by which a form tells how it counts and adds up, and without its rows' numbers."""
    return _without_row_letters(_without_head_letters(_without_outline_numbers(table)))


def _without_outline_numbers(table: Table) -> Table:
    """The table without the numbers of its rows that were taken for groups: 2.4.1 | Total NOx emissions."""
    if not any(row.parents and _OUTLINE.fullmatch(row.parents[-1]) for row in table.rows):
        return table
    rows = [replace(row, parents=tuple(p for p in row.parents if not _OUTLINE.fullmatch(p))) for row in table.rows]
    return replace(table, rows=tuple(rows))


def _without_head_letters(table: Table) -> Table:
    """The table of a form, whose heads say in letters how it counts, without these: Male | No. (B), Male | % (B/A)."""
    if not any(column.headers and _LETTERED.fullmatch(column.headers[-1].strip()) for column in table.columns):
        return table
    columns = [
        replace(column, headers=(*column.headers[:-1], _LETTERED.sub(r"\1", column.headers[-1].strip())))
        if column.headers
        else column
        for column in table.columns
    ]
    return replace(table, columns=tuple(columns))


def _without_row_letters(table: Table) -> Table:
    """The table with labels without the letters of their rows; a sum over several groups, and what follows, is of none.

    One letter alone may say something: Employees (F).
    """
    if not any(row.label.endswith(")") for row in table.rows):
        return table
    lettered = [(found[1], row.parents) for row in table.rows if (found := _LETTER.search(row.label))]
    groups = dict(lettered)
    if len(lettered) < _FEWEST or [letter for letter, _ in lettered] != sorted(groups):
        return table
    told = {found[0] if (found := _UNIT.search(" ".join(parents))) else "" for parents in groups.values()}
    unit = min(told) if len(told) == 1 else ""  # of all groups, and so of their sum
    rows: list[Row] = []
    ended: tuple[str, ...] | None = None
    for row in table.rows:
        summed = _SUM.search(row.label)
        if summed and len({groups[letter] for letter in summed[1] if letter in groups} | {row.parents}) > 1:
            ended = row.parents
        outside = ended is not None and row.parents == ended
        label = _LETTER.sub("", row.label)
        if outside and unit and not (row.notes or label.endswith(unit)):
            label = f"{_SUM.sub('', label).rstrip()} {unit}"
        rows.append(replace(row, label=label, parents=() if outside else row.parents))
    return replace(table, rows=tuple(rows))
