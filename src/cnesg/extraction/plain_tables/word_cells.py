"""The words and figures of a Chinese line whose cells nothing but blanks or strokes set apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from cnesg.extraction.ages import age_of_cell
from cnesg.extraction.documents.passages import compact
from cnesg.extraction.figures.numbers import Number, read_cell
from cnesg.extraction.grids.grid import Cell
from cnesg.extraction.plain_tables.line_cells import STROKE
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitTable
from cnesg.text import Line
from cnesg.text.language import is_latin

_PIECE = regex(r"[^\s|｜│┃║]+")
_FIGURE = regex(r"[-−+]?(?:[¥￥$]|HK\$|US\$)?\s?\d")
_YEAR = regex(r"(?:19|20)\d\d\s?年?度?[末底]?(?:[（(][^（）()\d]{1,6}[）)])?")  # 2016年（次）
_SENTENCE = regex(r"[。；;！!？?：:]|[，,、](?!\d{3})")
_ENGLISH = regex(r"[A-Za-z]{4}")
_PAIR = regex(r".*[\u4e00-\u9fff].*\d")
_LONGEST = 120


@dataclass(frozen=True)
class WordCell:
    """A part of a line; `number` is what it says where it is a figure."""

    cell: Cell
    number: Number | None

    @property
    def text(self) -> str:
        """The part as printed."""
        return self.cell.text

    @property
    def is_year(self) -> bool:
        """Whether it is a year."""
        return _YEAR.fullmatch(self.text) is not None


def word_cells(line: Line, units: UnitTable) -> list[WordCell]:
    """The cells of a line, a figure in one with the unit behind it; none of a sentence or of a line in English.

    Nor of a row whose cells tabs or strokes set apart: strokes may stand between labels that have their figures.

    Args:
        line: the line.
        units: the unit table.
    """
    text = line.text
    first, *others = STROKE.split(text)
    if others and not (first.strip() and all(map(_PAIR.match, others))):
        return []
    if "\t" in text or len(text) > _LONGEST or _SENTENCE.search(text) or (is_latin(text) and _ENGLISH.search(text)):
        return []
    found: list[WordCell] = []
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        before = found[-1] if found else None
        if before is not None and before.number is not None and not before.number.unit:
            joined = _figure(line, before.cell.start, end, units)
            if joined is not None and joined.number is not None and joined.number.unit:
                found[-1] = joined
                continue
        found.append(_figure(line, start, end, units) or WordCell(Cell(text[start:end], line, start, end), None))
    return found


def _figure(line: Line, start: int, end: int, units: UnitTable) -> WordCell | None:
    """The part of a line as a figure; None for words, years and ages."""
    text = line.text[start:end]
    if not _FIGURE.match(text) or _YEAR.fullmatch(text) or age_of_cell(text) is not None:
        return None
    number = read_cell(compact(text)[0], units)
    return None if number is None else WordCell(Cell(text, line, start, end), number)


def joined_cell(cells: Sequence[WordCell]) -> Cell:
    """Cells that stand side by side as one.

    Args:
        cells: the cells, of one line.
    """
    first, last = cells[0].cell, cells[-1].cell
    return Cell(first.line.text[first.start : last.end], first.line, first.start, last.end)
