"""English tables of years whose head and rows run on within a line, as pages of some documents are written out.

`Unit 2018 2019 Change Water use m3 5,210 4,870 -6.5% Electricity MWh 311 298 -4.2%`: behind the years stand labels,
each with its unit, a figure for each year and the changes between them, as many in each row.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cnesg.extraction.grids.grid import Cell, GridRow
from cnesg.extraction.plain_tables.line_cells import Span
from cnesg.extraction.plain_tables.outlined import Outlined
from cnesg.extraction.plain_tables.parts import LineReader
from cnesg.framework.regexes import regex
from cnesg.text import Line

_YEAR = r"(?:FY\s?)?20\d\d(?:[/–-]\d\d)?"
_CHANGES = (
    r"(?:\s*(?:%|\(%\)|(?:%\s)?(?i:changes?|variations?|difference|evolution|var\.?)"
    rf"(?:\s(?:in|vs\.?|versus|and|between|absolute|terms|on|/|%|\(%\)|[–-]|{_YEAR}))*))*(?=\s)"
)
_HEAD = regex(rf"(?:(?i:\bunits?|\buom)\s)?(?P<years>\b{_YEAR}(?:\s{_YEAR}){{1,4}}){_CHANGES}")
_ONE_YEAR = regex(_YEAR)
_VALUE = r"[-−+]?\d[\d,]*(?:\.\d+)?%?"
_VALUES = regex(rf"(?<=\s){_VALUE}(?:\s{_VALUE})*(?=\s|$)")
_ONE_VALUE = regex(_VALUE)
_LETTERS = regex(r"[A-Za-z]{3}")
_SENTENCE = regex(r"[;!?]|\.\s")
_LABEL_BEGINS = regex(  # a group's name before it is none of it: Incidents and complaints | Number of fires
    r"(?<=[a-z)] )(?:Number|No\.|Percentage|Share|Amount|Volume|Total number|Total amount) of\b"
)
_UNITS = 3  # words of the longest unit
_SHORTEST, _LONGEST_LABEL, _FEWEST = 120, 120, 3
_MOSTLY = 0.6


@dataclass(frozen=True)
class _Row:
    """Where a row has its label, its unit and its figures."""

    label: Span
    unit: Span | None
    values: tuple[Span, ...]


def run_on_english(line: Line, reader: LineReader) -> Outlined | None:
    """The table of years that runs on within a line, None where there is none.

    Args:
        line: the line.
        reader: what knows units.
    """
    text = line.text
    if len(text) < _SHORTEST or "20" not in text or "\t" in text or "|" in text:
        return None
    for head in _HEAD.finditer(text):
        years = [found.span() for found in _ONE_YEAR.finditer(text, *head.span("years"))]
        rows = list(_rows(text, head.end(), reader))
        if len(rows) < _FEWEST:
            continue
        wide, count = Counter(len(row.values) for row in rows).most_common(1)[0]
        if wide < len(years) or count < _MOSTLY * len(rows):
            continue
        kept = [row for row in rows if len(row.values) == wide]
        grid: list[GridRow] = [(None, None, *(_cell(line, one, (head.start(), head.end())) for one in years))]
        grid += [_as_cells(line, row, len(years)) for row in kept]
        end = rows[-1].values[-1][1]
        return Outlined(replace(line, text=text[: head.start()]), tuple(grid), replace(line, text=text[end:]))
    return None


def _rows(text: str, at: int, reader: LineReader) -> Iterator[_Row]:
    """The rows behind a head, up to what is no label."""
    for found in _VALUES.finditer(text, at):
        values = [one.span() for one in _ONE_VALUE.finditer(text, *found.span())]
        if len(values) == 1 and _ONE_YEAR.fullmatch(found[0]):  # Unit not measured in 2018 29
            continue
        printed = text[at : found.start()]
        start, end = found.start() - len(printed.lstrip()), at + len(printed.rstrip())
        if end - start > _LONGEST_LABEL or _SENTENCE.search(printed) or not _LETTERS.search(printed):
            return
        at = found.end()
        start = max([start, *(one.start() for one in _LABEL_BEGINS.finditer(text, start, end))])
        unit = _unit(text, start, end, reader)
        yield _Row((start, len(text[: unit[0]].rstrip()) if unit else end), unit, tuple(values))


def _unit(text: str, start: int, end: int, reader: LineReader) -> Span | None:
    """The unit at the end of a label; of several the longest."""
    begins = [found.start() for found in re.finditer(r"(?<=\s)\S+", text[:end]) if found.start() > start]
    for begin in begins[-_UNITS:]:
        if reader.unit(text[begin:end]) is not None:
            return begin, end
    return None


def _as_cells(line: Line, row: _Row, years: int) -> GridRow:
    whole = (row.label[0], row.values[-1][1])
    unit = _cell(line, row.unit, whole) if row.unit else None
    return (_cell(line, row.label, whole), unit, *(_cell(line, one, whole) for one in row.values[:years]))


def _cell(line: Line, span: Span, whole: Span) -> Cell:
    """A cell of the row that stands from the first to the last of `whole`: its line is the row as printed."""
    return Cell(line.text[slice(*span)], replace(line, text=line.text[slice(*whole)]), *span)
