"""Rows that a form numbers with letters: Permanent (D), Total fuel consumption (E), Total energy (A+B+C+D+E+F)."""

import re
from dataclasses import replace

from cnesg.extraction.tables.model import Row, Table

_LETTER = re.compile(r"\s?\(([A-Z])\)$")
_SUM = re.compile(r"\(\s?([A-Z](?:\s?\+\s?[A-Z]){1,9})\s?\)$")
_FEWEST = 3


def without_row_letters(table: Table) -> Table:
    """The table with labels without the letters of their rows; a sum over several groups, and what follows, is of none.

    One letter alone may say something: Employees (F).
    """
    if not any(row.label.endswith(")") for row in table.rows):
        return table
    letters = [found[1] for row in table.rows if (found := _LETTER.search(row.label))]
    if len(letters) < _FEWEST or letters != sorted(set(letters)):
        return table
    groups = {found[1]: row.parents for row in table.rows if (found := _LETTER.search(row.label))}
    rows: list[Row] = []
    ended: tuple[str, ...] | None = None
    for row in table.rows:
        summed = _SUM.search(row.label)
        if summed and len({groups[letter] for letter in summed[1] if letter in groups} | {row.parents}) > 1:
            ended = row.parents
        outside = ended is not None and row.parents == ended
        rows.append(replace(row, label=_LETTER.sub("", row.label), parents=() if outside else row.parents))
    return replace(table, rows=tuple(rows))
