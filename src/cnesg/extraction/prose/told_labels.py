"""Rows whose label no wording of tables names, read as sentences: Hazardous waste properly disposed | % | 98.

Prose knows more ways to name a metric than labels have (verbs with their nouns, wording that is only told), and what a
label says may be one of them. Where a table's reader finds no metric for any value of a row, the label with its first
value is read as a sentence; what that states holds for the others.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cnesg.extraction.candidates import Candidate, Place
from cnesg.extraction.documents.passages import Passage, printed_form
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.references import without_measure
from cnesg.framework.regexes import regex
from cnesg.text import Line
from cnesg.text.paragraphs import Paragraph

if TYPE_CHECKING:
    from cnesg.extraction.prose.reader import ProseReader

_HAN = regex(r"[\u4e00-\u9fff]")
_LONGEST = 96  # characters; longer cells are sentences already
_STATED = frozenset({"beside", "clause"})  # roles of numbers whose own clause names the metric


_TOTAL_ALONE = regex(r"(?i)(?:sub-?|grand |overall )?totals?|[总合小]\s?[计數数]")  # of what, the row does not say
_OTHERS = regex(  # what is others' or for them, for each of something, or sold
    r"(?i)\b(?:for|of|by|to|from) (?:our )?(?:suppliers|customers|clients|passengers|users|the public)\b"
    r"|\b(?:ownership|owned|allowances?|sales|sold|deferred|average)\b"
    r"|\bper (?:million|thousand|fte|employee|head|capita)\b|\b(?:electricity|power) generat|活动(?:次数|场次)"
    r"|\baddendum\b|^in (?:fy\s?)?(?:20)?\d\d, we\b"
)
_COUNTS = regex(r"(?i)nos?\.?|number|numbers|#|count|个|[个项]?数量?")


@dataclass(frozen=True)
class SilentValue:
    """A value that its table's reader knew no metric for: with the table's unit, the column's year, and its place."""

    number: Number
    year: int
    place: Place
    offset: int


@dataclass(frozen=True)
class SilentRow:
    """A row whose label names nothing that tables know; `line` is that of the first value."""

    label: str
    values: tuple[SilentValue, ...]
    line: Line


def says_count(cell: str) -> bool:
    """Whether a cell in a column of units says that the row counts things: `No.`."""
    return _COUNTS.fullmatch(cell) is not None


def may_state(know: Knowledge, label: str, of: Container[str] | None = None) -> bool:
    """Whether a row's label holds wording of sentences, of one of these metrics: the others needn't be read as one."""
    if len(label) > _LONGEST or _OTHERS.search(label) or _TOTAL_ALONE.fullmatch(label.strip()):
        return False
    lexicon = know.lexicon
    found = lexicon.find(printed_form(label), told=True)
    named = {hit.entry for hit in found.hits if hit.entry not in lexicon.needs_near or hit.entry in found.near}
    if of is not None:
        return any(lexicon.entries[entry].metric in of for entry in named)
    return bool(named or found.zeros or found.things or found.marks.keys() & lexicon.lone_acts)


def told_by_labels(rows: Iterable[SilentRow], prose: "ProseReader") -> Iterator[Candidate]:
    """The facts of rows whose label and number make a sentence that states one."""
    for row in rows:
        values = [value for value in row.values if value.number.printed >= 0 and "/year" not in value.number.unit]
        readable = values and len(row.label) <= _LONGEST and not _OTHERS.search(row.label)
        stated = _stated(row.label, values[0], row.line, prose) if readable else None
        if stated is None or prose.know.exclusions.keeps_out_label(row.label, stated.metric):
            continue
        for value in values:
            yield replace(
                stated, value=value.number.value, raw_value=value.number.raw_value, raw_unit=value.number.raw_unit,
                qualifier=value.number.qualifier, year=value.year, place=value.place, method="table",
                order=(value.place.page or 0, value.place.line, value.offset),
            ).named_by(row.label)  # fmt: skip


def _stated(label: str, value: SilentValue, line: Line, prose: "ProseReader") -> Candidate | None:
    """What the label and the value state as a sentence."""
    number, label = value.number, without_measure(label, prose.know.units)
    verb = "为" if _HAN.search(label) else " was "
    blank = "" if number.unit == "%" else " "
    text = f"{label.rstrip('.:：。 ')}{verb}{number.raw_value}{blank}{number.unit}".rstrip() + "."
    passage = Passage.of(Paragraph(text, (replace(line, text=text, words=()),), (0,)), ())
    told = (one for one in prose.read(passage, value.year) if one.raw_value == number.raw_value)
    return next((one for one in told if one.role in _STATED), None)
