"""A line of figures with the line of their labels above or below it, as pages of large figures are written out.

3,210人 98% 120万元 / 员工总数 劳动合同签订率 培训投入: as many labels as figures, apart by tabs or blanks; the figures
may stand first.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from cnesg.extraction.documents.passages import printed_form
from cnesg.extraction.grids.grid import Cell, GridRow
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.plain_tables.parts import LineReader
from cnesg.framework.regexes import regex
from cnesg.text import Line

_LONGEST_LINE, _LONGEST_LABEL = 120, 20
_FEWEST = 2
_FIGURE = regex(r"(?:约|近|超过?|逾)?\d[\d,.]*(?:\s?[^\s\d,.。;；:：、零〇○◦]{1,6})?")
_WORDS = regex(r"\S+")
_BETWEEN_TABS = regex(r"[^\t]+")
_YEAR = regex(r"(?:19|20)\d\d\s?年?[度末底]?")
_LABEL = regex(r"[\u4e00-\u9fff（(][\u4e00-\u9fff（()）/%“”\"]+")


def figure_rows(lines: Sequence[Line], know: Knowledge, reader: LineReader) -> dict[int, GridRow]:
    """Labels, then their figures, by the numbers of the two lines that they stand on.

    Args:
        lines: the lines of a page.
        know: the vocabulary.
        reader: what reads values.
    """
    rows: dict[int, GridRow] = {}
    printed = [line for line in lines if line.text.strip()]
    figures = {line.number: row for line in printed if (row := _figures(line, reader))}
    above = 0  # labels on the line above, which the figures below it may be of
    for one, other in pairwise(printed if figures else ()):
        first = one.number in figures
        before, above = above, 0
        if first == (other.number in figures) or one.number in rows:
            continue
        values = figures[one.number if first else other.number]
        labels = _labels(other if first else one, len(values), reader)
        above = 0 if first else len(labels)
        tabs = "\t" in one.text.strip() and "\t" in other.text.strip()
        if not labels or (before if first else tabs):  # a head above its values is read as any other
            continue
        if _named(labels, know) * 2 >= len(labels):
            rows |= {one.number: labels, other.number: values}
    return rows


def _cells(line: Line, pattern: re.Pattern[str]) -> GridRow:
    found = (one for one in pattern.finditer(line.text) if one[0].strip())
    return tuple(Cell(one[0], line, *one.span()) for one in found)


def _figures(line: Line, reader: LineReader) -> GridRow:
    """The figures of a line that holds nothing else, none of them a year."""
    if len(line.text) > _LONGEST_LINE or not any(char.isdigit() for char in line.text):
        return ()
    row = _cells(line, _BETWEEN_TABS if "\t" in line.text.strip() else _FIGURE)
    texts = [cell.text.strip() for cell in row if cell is not None]
    if len(row) < _FEWEST or "".join("".join(texts).split()) != "".join(line.text.split()):
        return ()
    return () if any(_YEAR.fullmatch(text) or not reader.is_value(text) for text in texts) else row


def _labels(line: Line, count: int, reader: LineReader) -> GridRow:
    """The labels of a line that holds so many and nothing else; a unit is none."""
    if len(line.text) > _LONGEST_LINE:
        return ()
    row = _cells(line, _BETWEEN_TABS if "\t" in line.text.strip() else _WORDS)
    fits = len(row) == count and all(
        cell is not None
        and len(cell.text.strip()) <= _LONGEST_LABEL
        and _LABEL.fullmatch(cell.text.strip())
        and reader.unit(cell.text) is None
        for cell in row
    )
    return row if fits else ()


def _named(labels: GridRow, know: Knowledge) -> int:
    """How many labels name a metric by themselves."""
    entries = know.lexicon.entries
    found = (know.lexicon.find(printed_form(cell.text)).hits for cell in labels if cell is not None)
    return sum(any(not entries[hit.entry].whole_label for hit in hits) for hits in found)
