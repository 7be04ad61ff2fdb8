"""What a line of a Chinese text file may be of a table each of whose cells stands on a line of its own."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cnesg.extraction.ages import age_of_cell
from cnesg.extraction.documents.passages import compact, printed_form
from cnesg.extraction.grids.grid import UNIT_LINE, Cell
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.plain_tables.named import names_metric
from cnesg.extraction.plain_tables.parts import LineReader
from cnesg.framework.regexes import regex
from cnesg.text import Line

_LONGEST_LABEL, _LONGEST_VALUE = 28, 24
_YEAR = regex(r"(?:19|20)\d\d\s?年?[度末底]?")
_HAN = regex(r"[\u4e00-\u9fff]")
_NO_LABEL = regex(r"[。;；!！?？]|[,，]$|[:：](?!$).|^[(（]?(?:注|附注|备注|单位)[:：]")
_PART = regex(r"^其中\s?[:：,，]?\s?(?=[\u4e00-\u9fff])")
_OWN_FIGURE = regex(r"(?<!每)\d(?!0?股)(?!\d*\s?(?:周?岁|年级|后|级|号|类|型|[/)）]))")
_STROKE = regex(r"[-–—/]{1,2}|无|不适用|N/?A", re.IGNORECASE)
_SAYS_WHAT = regex(
    r"(?:[数率量额次]|人次|学时|课时|时数|小时数?|占比|比例|比重|百分比|期数|班次|[^(（]{1,12}[（(][^（）()\d]{1,10}[）)])$"
)


@dataclass(frozen=True)
class Lone:
    """A line and its kind: year, value, label, tabs (labels that tabs set apart), unit, other."""

    kind: str
    line: Line

    @property
    def text(self) -> str:
        """The line without the blanks around it."""
        return self.line.text.strip()

    @property
    def cell(self) -> Cell:
        """The line as a cell."""
        return Cell(self.line.text, self.line, 0, len(self.line.text))


def lone_lines(lines: Iterable[Line], reader: LineReader) -> list[Lone]:
    """The lines that hold anything, each with its kind.

    Args:
        lines: lines of a page.
        reader: what knows values.
    """
    return [Lone(_kind(line.text.strip(), reader), line) for line in lines if line.text.strip()]


def _kind(printed: str, reader: LineReader) -> str:
    if "\t" in printed:
        cells = [one for one in printed.split("\t") if one.strip()]
        return "tabs" if len(cells) > 1 and all(_is_label(compact(one)[0].strip()) for one in cells) else "other"
    text = compact(printed)[0].strip()
    if _YEAR.fullmatch(text):
        return "year"
    if len(text) <= _LONGEST_VALUE and (_STROKE.fullmatch(text) or reader.is_value(text)):
        return "value"
    if UNIT_LINE.match(text):
        return "unit"
    return "label" if _is_label(text) else "other"


def _is_label(text: str) -> bool:
    if age_of_cell(text) is not None:
        return True
    text = _PART.sub("", text)
    return (
        len(text) <= _LONGEST_LABEL
        and _HAN.search(text) is not None
        and _NO_LABEL.search(text) is None
        and _OWN_FIGURE.search(text) is None
    )


def says_what(text: str, know: Knowledge) -> bool:
    """Whether a text may head a column of figures: it ends with what is counted or measured, or names a metric.

    Args:
        text: the text of a head.
        know: the vocabulary.
    """
    return _SAYS_WHAT.search(compact(text)[0].strip()) is not None or names_metric(text, know)


def is_class(text: str, know: Knowledge) -> bool:
    """Whether a text is nothing but a known class or a total.

    Args:
        text: the text.
        know: the vocabulary.
    """
    form = printed_form(text)
    found = know.lexicon.find(form)
    if age_of_cell(text) is not None or found.marks.get("total"):
        return True
    return any(end - start == len(form) for start, end, _ in found.classes)


def run_of(kind: str, told: Sequence[Lone], at: int) -> int:
    """Where the lines of one kind end that begin at a line.

    Args:
        kind: the kind.
        told: the lines.
        at: the first of them.
    """
    while at < len(told) and told[at].kind == kind:
        at += 1
    return at
