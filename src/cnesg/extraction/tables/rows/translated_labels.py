"""Tables with labels in two columns, one for each language: 男性 | Male | 人 | persons.

The second column says again what the first says: it is no label of its own, and its heads and titles are none either.
"""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.geometry.two_languages import script_of
from cnesg.extraction.tables.model import Row, Table
from cnesg.extraction.tables.rows.one_script import as_printed

_FEWEST = 3  # rows
_NEARLY_ALL = 0.8  # of the rows whose label is in one script


def without_translations(table: Table) -> Table:
    """The table without the texts that tell its labels once more in the other language; quotes keep them.

    Args:
        table: a table as found, in simplified characters.
    """
    told = [(row, note) for row in table.rows if script_of(row.label) and (note := _translation(row)) is not None]
    labelled = sum(bool(script_of(row.label)) for row in table.rows)
    if len(told) < _FEWEST or len(told) < _NEARLY_ALL * labelled or len({script_of(r.label) for r, _ in told}) > 1:
        return table
    rows = [replace(row, notes=_without(row.notes, _translation(row)), quoted=as_printed(row)) for row in table.rows]
    return replace(table, rows=tuple(rows))


def _translation(row: Row) -> str | None:
    """The note that is in the other script than the label and no unit; None where there is none."""
    script = script_of(row.label)
    others = {"han": "latin", "latin": "han"}
    return next((n for n in row.notes if script and script_of(n) == others[script] and not is_unit(n)), None)


def _without(notes: Sequence[str], note: str | None) -> tuple[str, ...]:
    left = list(notes)
    if note is not None:
        left.remove(note)
    return tuple(left)
