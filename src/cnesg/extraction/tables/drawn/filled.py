"""Cells of a drawn grid with the text in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from cnesg.extraction.tables.drawn.grid import GridCell
from cnesg.extraction.tables.fragments import unbroken
from cnesg.extraction.tables.geometry.labels import join_lines
from cnesg.extraction.tables.model import Fragment
from cnesg.text import fold

_PAGES = re.compile(r"\d{1,3}(?:\s?[-–,，、]\s?\d{1,3})+")
_AGES = re.compile(r"[1-6]\d\s?[-–]\s?[2-7]\d")
_AGE_IN_WORDS = re.compile(r"(?i)\b(?:under|below|over|above|older|younger)\b|[<>≤≥]\s?\d\d|岁")
_MOST_LINES = 3  # of a cell that holds one number


@dataclass
class FilledCell:
    """A cell with the fragments of text in it, one for each line; a share in brackets stands apart from its count."""

    cell: GridCell
    parts: list[Fragment] = field(default_factory=list)
    share: Fragment | None = None

    @cached_property
    def text(self) -> str:
        """Its lines joined; asked for once all are in it."""
        return join_lines([part.text for part in self.parts])

    @cached_property
    def value(self) -> Fragment | None:
        """The fragment that is its value: the only one, a number, a year or a blank; or a number broken over lines."""
        if len(self.parts) == 1:
            return self.parts[0] if self.parts[0].kind != "text" else None
        return unbroken(self.parts) if len(self.parts) <= _MOST_LINES else None


NumberedRow = tuple[int, list[FilledCell]]


def holds_value(cell: FilledCell) -> bool:
    """Whether a cell holds a value or the pages of an index: 26-27."""
    return (cell.value is not None and cell.value.kind in {"number", "blank"}) or bool(_PAGES.fullmatch(cell.text))


def are_ages(row: Sequence[FilledCell]) -> bool:
    """Whether a row's cells without text are ages, beside others in words: Under 30 | 30-50 | Over 50."""
    texts = [fold(c.text).strip() for c in row[1:]]
    spans = [text for text in texts if _AGES.fullmatch(text)]
    return bool(spans) and any(map(_AGE_IN_WORDS.search, texts)) and sum(map(holds_value, row[1:])) == len(spans)
