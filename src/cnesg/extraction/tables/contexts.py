"""What stands around a value in a table, nearest first."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Literal

from cnesg.extraction.gates import Fit
from cnesg.extraction.tables.model import Row, Table
from cnesg.framework.lexicon import Found, Hit
from cnesg.framework.units import UnitReading

ContextRole = Literal["row", "header", "parent", "caption", "heading"]


@dataclass(slots=True)
class Context:
    """A text that may name the metric of a value, and what the lexicon finds in it.

    Not frozen for speed alone, as `Setting`; nothing changes one, but `best` keeps which of its wordings fits a kind of
    number best, as a title is asked for every value below it.
    """

    role: ContextRole
    text: str
    found: Found
    bare: tuple[str, Found] | None = None  # without its brackets, where it has any
    stub_head: bool = False  # stands over the labels: it heads the rows more closely than a title does
    leads: bool = False  # a row of the whole above: its own classes are not those of the rows below it
    divides: bool = False  # tells columns or whole tables apart and is no year: Group | Mining | Smelting, `Women`
    best: dict[Hashable, tuple[Hit, Fit] | None] = field(default_factory=dict, repr=False, compare=False)

    @property
    def names(self) -> bool:
        """Whether it holds wording of any metric; a value without such a context is of nothing."""
        return bool(self.found.hits or (self.bare is not None and self.bare[1].hits))


@dataclass(slots=True)
class Setting:
    """All that stands around one value, nearest first."""

    table: Table
    row: Row
    column: int
    contexts: tuple[Context, ...]
    above: UnitReading | None = None  # a unit of greenhouse gases in the label of a row above

    @property
    def headers(self) -> tuple[str, ...]:
        """The column's headers, outermost first."""
        return self.table.columns[self.column].headers
