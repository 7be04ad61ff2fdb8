"""Cells of a drawn grid with the text in them."""

from dataclasses import dataclass, field
from functools import cached_property

from cnesg.extraction.tables.fragments import unbroken
from cnesg.extraction.tables.grid import GridCell
from cnesg.extraction.tables.labels import join_lines
from cnesg.extraction.tables.model import Fragment

_MOST_LINES = 3  # of a cell that holds one number


@dataclass
class FilledCell:
    """A cell with the fragments of text in it, one for each line."""

    cell: GridCell
    parts: list[Fragment] = field(default_factory=list)

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
