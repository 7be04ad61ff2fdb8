"""What stands around a value in a table, nearest first."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from cnesg.extraction.gates import Fit
from cnesg.extraction.tables.model import Row, Table
from cnesg.framework.lexicon import Found, Hit
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading

ContextRole = Literal["row", "header", "parent", "caption", "heading"]
Known = dict[Hashable, Any]
_LONGEST_JOINT = 48  # characters
SCOPE_NAME = regex(r"(?i)scope (?:[123]|i{1,3})")  # no class of what goes on from it: Scope 1: boilers
SCOPE_FIRST = regex(r"(?i)(?:scope (?:[123]|i{1,3})|范[围畴][一二三123])\s?[:：–—(-]")
_PLAIN_YEAR = regex(r"(?:FY ?)?20\d\d(?: ?年度?)?")


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

    def hits(self) -> Iterator[Hit]:
        """The wording of metrics that it holds, with and without its brackets."""
        yield from self.found.hits
        if self.bare is not None:
            yield from self.bare[1].hits

    def printed(self, hit: Hit) -> str:
        """Wording as the value's own row or column prints it; empty where it stands further off."""
        if self.role not in {"row", "header"}:
            return ""
        text = self.bare[0] if self.bare is not None and hit not in self.found.hits else self.text
        return text[hit.start : hit.end]

    def that(self, *, divides: bool) -> "Context":
        """The same, where it `divides` as one that does."""
        return replace(self, divides=True) if divides else self


@dataclass(slots=True)
class Setting:
    """All that stands around one value, nearest first.

    Attributes:
        table: the table.
        row: the value's row.
        column: the number of its column.
        contexts: the texts around it.
        headed: what tells its column from others, but for the year (`headed_by`).
        known: what was found out for values of the row, by what it depends on: under plain years it is the same.
        above: a unit of greenhouse gases in the label of a row above.
    """

    table: Table
    row: Row
    column: int
    contexts: tuple[Context, ...]
    headed: tuple[int, ...] = ()
    known: Known = field(default_factory=dict, repr=False)
    above: UnitReading | None = None

    @property
    def headers(self) -> tuple[str, ...]:
        """The column's headers, outermost first."""
        return self.table.columns[self.column].headers


def below_corner(context: Callable[[ContextRole, str], Context], corner: str, header: str) -> Context | None:
    """A header that goes on from the head over the labels, and names a metric only with it: Patents | Applied.

    Args:
        context: looks a text up.
        corner: the head over the labels.
        header: a column's innermost header.
    """
    own = context("header", header)
    if not corner or own.names or own.found.classes or len(corner) + len(header) > _LONGEST_JOINT:
        return None
    joint = context("header", f"{corner} {header}")
    join = len(joint.text) - len(own.text)
    over = [h for h in joint.found.hits if h.start < join < h.end and not h.label_only]
    hits = [h for h in over if not h.start or h.end == len(joint.text)]  # 公益项目|数量/内容 count no projects
    return replace(joint, found=replace(joint.found, hits=hits), bare=None) if hits else None


def headed_by(headers: Sequence[Context]) -> tuple[int, ...]:
    """What tells a column from the others of its table, but for a plain year: its headers, by their identity."""
    return tuple(0 if _is_plain_year(context) else id(context) for context in headers)


def _is_plain_year(context: Context) -> bool:
    found = context.found
    says = found.hits or found.classes or found.marks or found.near_words or found.never_words
    return not (says or context.divides) and _PLAIN_YEAR.fullmatch(context.text) is not None
