"""English data sheets whose columns of references came in among the figures when a page was written out as text.

Below a head of years each row has as many figures as that has years; what stands around them is codes of standards,
marks of empty cells and numbers of footnotes. Lines without figures are names of groups of rows, or the first line of a
label that was too long for its column.
"""

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from cnesg.extraction.plain_tables.between import ends_table
from cnesg.extraction.plain_tables.lone_cells import lone_cells_joined
from cnesg.extraction.plain_tables.sheet_heads import names_standards, sheet_head
from cnesg.extraction.plain_tables.sheet_rows import bare_row, bare_title, is_ticked
from cnesg.framework.regexes import regex
from cnesg.text import Line
from cnesg.text.language import is_latin

_GOES_ON = regex(r"(?i)\b(?:of|per|by|and|for|in|the|from|to|or|with)$|[&/–-]$")
_LETTERS = regex(r"[A-Za-z]{3}")
_FIGURES = regex(r"(?:\s+(?:[-+–(<>~]*[$€£]?\d[\d,.]*%?\)?|[-–—]+|n/?a))+\s*$", re.IGNORECASE)
_VALUES = regex(r"\s[$€£]?\d[\d,.]*%?\s(?:\S+\s)?[$€£]?\d|\s[$€£]?\d[\d,.]*%?$")  # 7,931 MWh 7,946 MWh
_TWO = regex(r"\)\s\d[\d,.]*\s\d[\d,.]*\s[A-Za-z]")  # Lost time injuries (LTI) 3 2 cases: no mark of a note
_LONGEST = 90  # characters of a group's name
# of the longest label in a column, which a broken one nearly has or may go beyond; the narrowest column that breaks any
_FEWEST_OF_WIDEST, _NEARLY, _BEYOND, _NARROWEST = 0.6, 0.95, 6, 36


@dataclass
class Sheet:
    """The lines of a page, those of data sheets as rows without what stands around their figures.

    Attributes:
        lines: the lines.
        parts: numbers of the lines that a line took up, by its own number.
        groups: numbers of the lines that name a group of rows.
        rows: numbers of the lines that have as many figures as the head has years.
        dropped: numbers of lines that hold nothing but names of standards.
        ticked: numbers of the rows that have marks for figures: Board oversight of climate ✓ ✓ ✓.
    """

    lines: list[Line] = field(default_factory=list)
    parts: dict[int, set[int]] = field(default_factory=dict)
    groups: set[int] = field(default_factory=set)
    rows: set[int] = field(default_factory=set)
    dropped: set[int] = field(default_factory=set)
    ticked: set[int] = field(default_factory=set)

    def add(self, line: Line, text: str, before: AbstractSet[int] = frozenset()) -> None:
        """One more line, as it is to be read."""
        self.lines.append(replace(line, text=text) if text != line.text else line)
        if before:
            self.parts[line.number] = set(before)

    def join(self, line: Line, text: str) -> None:
        """A line that goes on with the one before it."""
        last = self.lines.pop()
        self.groups.discard(last.number)
        self.add(line, f"{last.text} {text}", {last.number} | self.parts.pop(last.number, set()))


def data_sheets(lines: Sequence[Line], year: int, is_unit: Callable[[str], bool]) -> Sheet:
    """The lines with heads and rows of data sheets mended.

    Args:
        lines: the printed lines of a page.
        year: the document's fiscal year.
        is_unit: tells whether a text is a unit.
    """
    sheet = Sheet()
    columns: set[int] = set()
    begin = 0
    for line, before in lone_cells_joined(lines, year, is_unit):
        if (head := sheet_head(line, year)) is not None:
            _join_wrapped(sheet, begin)
            columns, begin = head[1], len(sheet.lines) + 1
            sheet.add(line, head[0].text, before)
            continue
        if not columns or "\t" in line.text or not is_latin(line.text):
            sheet.add(line, line.text, before)
        elif names_standards(line.text):
            sheet.dropped.add(line.number)
        elif (row := bare_row(line.text, columns)) is not None:
            sheet.add(line, row, before)
            sheet.rows.add(line.number)
        elif is_ticked(line.text, columns):
            sheet.add(line, line.text, before)
            sheet.ticked.add(line.number)
        elif ends_table(line.text):
            columns = set()
            sheet.add(line, line.text, before)
        else:
            _take_title(sheet, line)
    _join_wrapped(sheet, begin)
    return sheet


def _take_title(sheet: Sheet, line: Line) -> None:
    """A line without figures, as a group's name or the rest of the one above it."""
    text = bare_title(line.text)
    last = sheet.lines[-1] if sheet.lines else None
    if last is not None and last.number in sheet.groups and _goes_on(last.text, text):
        sheet.join(line, text)
    elif len(text) > _LONGEST or not _LETTERS.search(text) or _VALUES.search(text) or _TWO.search(line.text):
        sheet.add(line, line.text)
        return
    else:
        sheet.add(line, text)
    sheet.groups.add(line.number)


def _goes_on(upper: str, lower: str) -> bool:
    """Whether the name of a group goes on: behind an open bracket, before one, or behind a word such as `by`."""
    opened = upper.count("(") > upper.count(")")
    return opened or lower.startswith("(") or _GOES_ON.search(upper) is not None


def _join_wrapped(sheet: Sheet, begin: int) -> None:
    """Put the first line of a label before the rest, where that has the row's figures, or is all of a group's name.

    A label was broken where its next word would have made it as long as the longest in its column.
    """
    rows = sheet.lines[begin:]
    labels = [_label(line.text) for line in rows]
    widest = max((len(one) for one, line in zip(labels, rows, strict=True) if one != line.text), default=0)
    del sheet.lines[begin:]
    for line, label in zip(rows, labels, strict=True):
        last = sheet.lines[-1] if len(sheet.lines) > begin else None
        words = label.split()
        if (
            last is not None
            and last.number in sheet.groups
            and words
            and (line.number in sheet.groups or label != line.text)
            and not last.text.endswith(")")
            and (words[0].isupper() or not last.text.isupper())
            and _FEWEST_OF_WIDEST * widest <= len(last.text) <= widest + _BEYOND
            and len(last.text) + 1 + len(words[0]) >= _NEARLY * widest >= _NARROWEST
        ):
            group = line.number in sheet.groups
            sheet.join(line, line.text)
            if group:
                sheet.groups.add(line.number)
        else:
            sheet.lines.append(line)


def _label(text: str) -> str:
    """A row's text without its figures."""
    return _FIGURES.sub("", text)
