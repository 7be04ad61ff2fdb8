"""Cells of a drawn grid with the text in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from cnesg.extraction.tables.drawn.grid import DrawnGrid, GridCell
from cnesg.extraction.tables.drawn.shares_in_cells import count_and_share
from cnesg.extraction.tables.fragments import fragment_of, kind_of, unbroken
from cnesg.extraction.tables.geometry.labels import join_lines
from cnesg.extraction.tables.geometry.regions import AGES
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex
from cnesg.text import Line, fold

_PAGES = regex(r"\d{1,3}(?:\s?[-–,，、]\s?\d{1,3})+")
_AGE_IN_WORDS = regex(r"(?i)\b(?:under|below|over|above|older|younger)\b|[<>≤≥]\s?\d\d|岁")
_OTHER_MEASURE = regex(r"\d[\d,.]* [a-z]{3,}(?: [a-z]+)?")
_OVER = 1.0  # points: a word that begins or ends so far beyond a ruling runs over it
_BLANK = 0.4  # of the characters' height: the widest between words of one text
_MOST_LINES = 3  # of a cell that holds one number


@dataclass
class FilledCell:
    """A cell with the fragments of text in it, one for each line; a share in brackets stands apart from its count."""

    cell: GridCell
    parts: list[Fragment] = field(default_factory=list)
    share: Fragment | None = None

    @cached_property
    def text(self) -> str:
        """Its lines joined; asked for once all are in it."""
        return join_lines([part.text for part in self.parts])

    @cached_property
    def value(self) -> Fragment | None:
        """The fragment that is its value: the only one, a number, a year or a blank; or a number broken over lines.

        Of two measures of one thing it is the first: 3.38 and below it 171 numbers.
        """
        if len(self.parts) == 1:
            return self.parts[0] if self.parts[0].kind != "text" else None
        first, *others = self.parts
        if first.kind == "number" and len(others) == 1 and _OTHER_MEASURE.fullmatch(others[0].folded.strip()):
            return first
        return unbroken(self.parts) if len(self.parts) <= _MOST_LINES else None


NumberedRow = tuple[int, list[FilledCell]]


def holds_value(cell: FilledCell) -> bool:
    """Whether a cell holds a value or the pages of an index: 26-27."""
    return (cell.value is not None and cell.value.kind in {"number", "blank"}) or bool(_PAGES.fullmatch(cell.text))


def are_ages(row: Sequence[FilledCell]) -> bool:
    """Whether a row's cells without text are ages: Under 30 | 30-50 | Over 50, Male | Female | <30 | 30-50 | >50."""
    texts = [fold(c.text).strip() for c in row[1:]]
    ages = [text for text in texts if AGES.fullmatch(text)]
    if not ages or not all(text in ages for text, c in zip(texts, row[1:], strict=True) if holds_value(c)):
        return False
    return any(map(_AGE_IN_WORDS.search, texts))


def cells_below(head: FilledCell, filled: Sequence[FilledCell]) -> list[FilledCell]:
    """The cells that begin where a head begins, below it."""
    return [c for c in filled if c.cell.left == head.cell.left and c.cell.top >= head.cell.bottom]


def filled_cells(grid: DrawnGrid, lines: Sequence[Line]) -> list[FilledCell]:
    """The cells of a grid in which anything stands, with the text of each."""
    by_field = {
        (r, c): index
        for index, cell in enumerate(grid.cells)
        for r in range(cell.top, cell.bottom)
        for c in range(cell.left, cell.right)
    }
    filled = [FilledCell(cell) for cell in grid.cells]
    _, top, _, bottom = grid.bbox
    for line in lines:
        box = line.bbox
        if box is None or box[3] < top or box[1] > bottom:
            continue
        for index, numbers in _by_cell(grid, line, by_field).items():
            filled[index].parts.append(fragment_of(line, line.words[numbers[0] : numbers[-1] + 1]))
    for cell in filled:
        cell.parts = _by_line(cell.parts)
        if (parted := count_and_share(cell.parts)) is not None:
            cell.parts, cell.share = [parted[0]], parted[1]
    return [cell for cell in filled if cell.parts]


def _by_cell(grid: DrawnGrid, line: Line, by_field: Mapping[tuple[int, int], int]) -> dict[int, list[int]]:
    """The words of a line by the cell that they stand in; text that runs on over a ruling stays where it began."""
    spans: dict[int, list[int]] = {}
    index, right, held = -1, 0.0, -1  # of the word before: its cell, where it ends, the cell that it ran over into
    for number, word in enumerate(line.words):
        if word.bbox is None:
            continue
        place = grid.field((word.bbox[0] + word.bbox[2]) / 2, (word.bbox[1] + word.bbox[3]) / 2)
        if place is None:
            continue
        own, edge = by_field[place], grid.xs[place[1]]
        over = held == own or word.bbox[0] < edge - _OVER or right > edge + _OVER
        goes_on = index not in {own, -1} and over and word.bbox[0] - right < _BLANK * word.height
        if goes_on and kind_of(fold(word.text)) == "text":
            held = own
        else:
            index, held = own, -1
        spans.setdefault(index, []).append(number)
        right = word.bbox[2]
    return spans


def _by_line(parts: list[Fragment]) -> list[Fragment]:
    height = max((f.height for f in parts), default=0.0)
    return sorted(parts, key=lambda f: (round(f.middle / max(1.0, 0.6 * height)), f.x0))
