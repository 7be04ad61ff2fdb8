"""A fact of a table with what is told around its value."""

from collections.abc import Sequence
from dataclasses import dataclass

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.tables.contexts import Context
from cnesg.extraction.tables.model import Column, Row
from cnesg.framework.regexes import regex

PART = regex(r"\s[-–—]\s|[-–—:：](?=[\u4e00-\u9fff])|:\s")  # before the part of a label that names a class


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of a table with the texts around its value, nearest first."""

    candidate: Candidate
    row: str
    headers: tuple[str, ...]
    parents: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, candidate: Candidate, row: Row, column: Column, leader: Sequence[Context]) -> "Told":
        """A fact in a row and column, below the row of a whole."""
        first = row.label[: stop.start()] if (stop := PART.search(row.label)) else row.label
        above = tuple(context.text for context in leader if not context.text.startswith(first))  # Scope 2 - CO2, - CH4
        return cls(candidate, row.label, tuple(reversed(column.headers)), (*above, *reversed(row.parents)), row.notes)
