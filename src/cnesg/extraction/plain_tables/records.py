"""What is kept of rows while lines of a text are taken apart: pieces of lines, rows put together, rows found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cnesg.extraction.grids.grid import Cell, GridRow
from cnesg.extraction.plain_tables.heads import Piece
from cnesg.framework.regexes import regex
from cnesg.text import Line

_GROUP_BEFORE = regex(r"(?P<group>[\u4e00-\u9fff、/]{2,20})\s+(?P<label>[^\s\d].*[\u4e00-\u9fff)）a-zA-Z])")
_NO_UNIT = frozenset({"/", "-", "–", "—", "--", "——", "N/A", "n/a", "N.A.", "无", "不适用"})
_FEWEST_TICKS = 4
_TICK = regex(r"\d+(?:\.\d+)?")


@dataclass
class LaidOut:
    """Rows of tables by the number of the line that they are kept under, and the other lines that they take up."""

    rows: dict[int, GridRow] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)

    def holds(self, line: Line) -> bool:
        """Whether a line is of a row that was found."""
        return line.number in self.rows or line.number in self.taken

    def left(self, lines: Iterable[Line]) -> list[Line]:
        """The lines without those that only help out the line that a row is kept under."""
        return [line for line in lines if line.number not in self.taken or line.number in self.rows]


@dataclass(frozen=True)
class Record:
    """A row as it was put together."""

    label: tuple[Piece, ...]
    unit: Piece | None
    values: tuple[Piece, ...]
    named: str = ""  # the label where it is broken over lines

    @property
    def unit_behind(self) -> bool:
        """Whether the unit stands behind the values."""
        last = self.values[-1:]
        return bool(self.unit and last and (self.unit[0].number, self.unit[1]) > (last[0][0].number, last[0][1]))

    @property
    def lines(self) -> list[int]:
        """Numbers of its lines, in order."""
        pieces = (*self.label, *((self.unit,) if self.unit else ()), *self.values)
        return sorted({line.number for line, _, _ in pieces})


def column_of(piece: Piece) -> int:
    """In which column of a line with tabs a piece stands."""
    line, start, _ = piece
    return line.text.count("\t", 0, start)


def cell_of(piece: Piece) -> Cell:
    """The cell that a piece of a line is."""
    line, start, end = piece
    return Cell(line.text[start:end], line, start, end)


def text_of(label: tuple[Piece, ...]) -> str:
    """The words of a label of several pieces."""
    return " ".join(line.text[start:end] for line, start, end in label)


def group_apart(label: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A Chinese label with a group's name before it, in two: 应对气候变化 范围一排放量; for two columns of labels."""
    line, start, end = label[0]
    found = _GROUP_BEFORE.fullmatch(line.text, start, end) if len(label) == 1 else None
    return label if found is None else ((line, *found.span("group")), (line, *found.span("label")))


def without_empty_unit(values: list[Piece], wanted: int) -> list[Piece]:
    """The values without a stroke before them where one more is printed than a row has: 工伤率 | / | 0.32 | 0.41.

    What has no unit has a mark in the column of units.

    Args:
        values: the cells behind the label.
        wanted: how many values a row has.
    """
    more = len(values) == wanted + 1 > 2
    return values[1:] if more and is_empty_unit(text_of((values[0],))) else values


def is_empty_unit(text: str) -> bool:
    """Whether a cell says no more than that there is no unit."""
    return text.strip() in _NO_UNIT


def gap_before(text: str) -> str:
    """What stands before a part of a label: Chinese goes on without a blank."""
    return " " if text[:1].isascii() and text else ""


def is_axis(values: Sequence[Piece]) -> bool:
    """Whether values are the ticks of a chart: numbers in equal steps, 400 300 200 100.

    Args:
        values: the values, from left to right.
    """
    ticks = [text_of((value,)).replace(",", "") for value in values]
    if len(ticks) < _FEWEST_TICKS or not all(map(_TICK.fullmatch, ticks)):
        return False
    return len({round(float(b) - float(a), 6) for a, b in pairwise(ticks)} - {0.0}) == 1
