"""Labels on lines of their own, and below the last of them as many lines of figures: a column behind the other.

员工总数（人） / 女性员工（人） / 培训投入（万元）, and then 3,412 / 1,280 / 560: the first figure is the first label's.
"""

from collections.abc import Sequence

from cnesg.extraction.documents.passages import compact, printed_form
from cnesg.extraction.figures.numbers import Number, read_cell
from cnesg.extraction.grids.grid import GridRow
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.plain_tables.lone_lines import Lone, run_of
from cnesg.framework.units import UnitReading

_FEWEST = 2
_CLOSING = ")）"


def lone_columns(told: Sequence[Lone], know: Knowledge) -> tuple[dict[int, GridRow], set[int]]:
    """The rows by the number of the line of their figure, and the numbers of the lines of their labels.

    Args:
        told: the lines of a page, each with its kind.
        know: the vocabulary.
    """
    rows: dict[int, GridRow] = {}
    taken: set[int] = set()
    at = 0
    while at < len(told):
        middle = run_of("label", told, at)
        end = run_of("value", told, middle)
        count = end - middle
        begin = middle - count
        if count < _FEWEST or begin < at or _goes_on(told, at, end, count):
            at = max(at + 1, middle)
            continue
        labels, values = told[begin:middle], told[middle:end]
        if all(_measures(label.text, value.text, know) for label, value in zip(labels, values, strict=True)):
            rows |= {two.line.number: (one.cell, two.cell) for one, two in zip(labels, values, strict=True)}
            taken |= {one.line.number for one in labels}
        at = end
    return rows, taken


def _goes_on(told: Sequence[Lone], at: int, end: int, count: int) -> bool:
    """Whether a row of as many figures stands before or behind, or a year or a head: the last label is a row's."""
    before = told[at - 1].kind if at else ""
    behind = run_of("value", told, end + 1) - end - 1 if end < len(told) and told[end].kind == "label" else 0
    return before in {"value", "year", "tabs"} or behind == count or (end < len(told) and told[end].kind == "year")


def _measures(label: str, value: str, know: Knowledge) -> bool:
    """Whether a label names a metric that a figure may be of by the unit that one of both prints."""
    number = read_cell(compact(value)[0].strip(), know.units)
    if number is None:
        return False
    hits = know.lexicon.find(printed_form(label)).hits
    unit: Number | UnitReading | None = number if number.unit else _unit_of(label, know)
    if unit is None or (number.unit and _unit_of(label, know)):
        return False
    return any(not unit.kinds.isdisjoint(know.lexicon.kinds[hit.entry]) for hit in hits)


def _unit_of(label: str, know: Knowledge) -> UnitReading | None:
    """The unit in brackets at the end of a label."""
    text = compact(label)[0].strip()
    if text[-1:] not in _CLOSING:
        return None
    return know.units.whole(text[:-1].rpartition("(")[2])
