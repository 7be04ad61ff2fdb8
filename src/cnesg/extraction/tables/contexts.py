"""What stands around a value in a table, nearest first."""

from dataclasses import dataclass
from typing import Literal

from cnesg.extraction.tables.model import Row, Table
from cnesg.framework.lexicon import Found

ContextRole = Literal["row", "header", "parent", "caption", "heading"]


@dataclass(frozen=True, slots=True)
class Context:
    """A text that may name the metric of a value, and what the lexicon finds in it."""

    role: ContextRole
    text: str
    found: Found
    bare: tuple[str, Found] | None = None  # without its brackets, where it has any
    stub_head: bool = False  # stands over the labels: it heads the rows more closely than a title does


@dataclass(frozen=True, slots=True)
class Setting:
    """All that stands around one value, nearest first."""

    table: Table
    row: Row
    column: int
    contexts: tuple[Context, ...]

    @property
    def headers(self) -> tuple[str, ...]:
        """The column's headers, outermost first."""
        return self.table.columns[self.column].headers
