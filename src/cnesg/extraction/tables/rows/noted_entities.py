"""Rows that a column beside their labels says to be of the company alone: Employees | Non-consolidated | 8,055.

Databooks of groups have such columns of boundaries; the group itself is no class.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.tables.model import Row, Table
from cnesg.framework.lexicon import Found
from cnesg.framework.wording import ClassWords

_ENTITY = "entity"


def with_entities_told(table: Table, classes: Sequence[ClassWords], find: Callable[[str], Found]) -> Table:
    """The table with such a class in brackets behind the label.

    Args:
        table: a table as found.
        classes: all classes of the lexicon.
        find: what the lexicon finds in a text.
    """
    told = {note for row in table.rows for note in row.notes if _names_entity(note, classes, find)}
    return replace(table, rows=tuple(_told(row, told) for row in table.rows)) if told else table


def _names_entity(note: str, classes: Sequence[ClassWords], find: Callable[[str], Found]) -> bool:
    """Whether a note is the name of a part of the group and nothing else."""
    text = compact(note)[0]
    return any(
        classes[number].dimension == _ENTITY and stop - start == len(text) for start, stop, number in find(text).classes
    )


def _told(row: Row, told: set[str]) -> Row:
    own = next((note for note in row.notes if note in told), None)
    if own is None:
        return row
    notes = tuple(note for note in row.notes if note != own)
    return replace(row, label=f"{row.label} ({own})", notes=notes, printed=row.printed or row.label)
