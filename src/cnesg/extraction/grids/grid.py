"""Tables as grids of cells, whatever they were built from: tabs of a text file, or words placed on a page.

A value's metric is looked for walking outwards: its row's label, its column's header, the rows above, the caption, the
headings; the first that fits the kind of the unit wins. What the label then adds is the breakdown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from types import MappingProxyType

from cnesg.extraction.documents.passages import QUOTE, compact
from cnesg.extraction.labels.references import without_forms
from cnesg.framework.phrase_table import matching_form
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading
from cnesg.text import Line
from cnesg.text.language import is_latin

_SAYS_UNIT = regex(r"(?i)(?<=[^\s(\[][(\[])(?:(?:计量)?单位|units?)\s?[:：]\s?")  # 用电量(单位:千瓦时) is no 单位用电量

_FORMED = regex(r"[(\[】]|单位[:：]|[度量耗][^/]{1,10}/")  # what a text has that may be no part of its meaning
_NUMBER_SIGN = regex(r"(?:^|(?<=[a-z] ))# (?=of )")  # # of employees

_WIDE_BLANK = regex(r" {2,}")
_TWICE = regex(r"^([A-Z][a-z]{3,}) (?=\1\b)")  # a group's name beside its first row: Waste | Waste generated
_TITLE_AND_UNIT = regex(  # 主要产品单位能耗 | 单位：kgce/t, above the heads
    r"(?!指标|项目|类别|名称|年份)[^\t\d]{5,40}\t+[（(]?单位\s?[:：]\s?[^\t]{1,12}"
)

UNIT_LINE = regex(r"[(（]?(?:(?:计量|货币|金额)?单位|币种)\s?[:：]")
"""What a line begins with that gives but the unit or the currency of the table below it."""

_LEGEND = regex(r"[■●◆□]\s?[\u4e00-\u9fff]")  # a name with the sign of its part of a chart
_FEWEST_NAMES = 2
_NUMBERS_ROWS = regex(r"序号|编号|项次|(?i:no\.?|#)")

Around = tuple[str, tuple[str, ...], tuple[str, ...]]  # a row's label, its headers, the groups it stands in
NOTHING_AROUND: Around = ("", (), ())


@dataclass(frozen=True)
class Cell:
    """A cell: its text as printed, the line that holds it, the offsets there, and maybe a unit from below it."""

    text: str
    line: Line
    start: int
    end: int
    unit_below: str = ""

    @cached_property
    def clean(self) -> str:
        """The text folded, without blanks inside Chinese, and with the unit that stands in the row below."""
        text = compact(self.text.strip() + self.unit_below)[0]
        text = _WIDE_BLANK.sub(" ", text) if "  " in text else text
        text = _TWICE.sub("", _NUMBER_SIGN.sub("Number ", text) if "#" in text else text)
        return _SAYS_UNIT.sub("", without_forms(text)) if _FORMED.search(text) else text

    def part(self, start: int, end: int) -> "Cell":
        """A part of the cell's text as a cell, at its own place of the line."""
        return Cell(self.text[start:end], self.line, self.start + start, self.start + end)

    @cached_property
    def form(self) -> str:
        """The clean text in the form that phrases are matched in."""
        return matching_form(self.clean)


GridRow = tuple[Cell | None, ...]
"""Cells of a row, by column; None where one spans or lacks."""


@dataclass(frozen=True)
class Grid:
    """A table.

    Attributes:
        rows: cells by column; None or an empty cell where nothing is printed.
        above: lines just above the table (caption, unit line), nearest last.
        headings: headings above it, outermost first.
    """

    rows: tuple[GridRow, ...]
    above: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The line above the table that is no unit, folded; empty without one."""
        lines = (compact(line)[0] for line in reversed(self.above))
        return next((line for line in lines if not UNIT_LINE.match(line)), "")


@dataclass(frozen=True)
class RowLabel:
    """The label of a row above: its text, whether the row had values, and which metric these measure, if any."""

    text: str
    form: str
    has_values: bool
    metric: str = ""


@dataclass
class GridState:
    """What is known while rows are read from top to bottom."""

    headers: dict[int, list[Cell]] = field(default_factory=dict)
    labels: list[RowLabel] = field(default_factory=list)
    unit: UnitReading | None = None
    unit_of: str = ""  # the label of the row that gave the unit
    section: UnitReading | None = None  # by the heading of a group of rows: 用水（万吨）
    said: UnitReading | None = None  # by a line before the table: 单位：万元
    over: UnitReading | None = None  # by the lines above the headers, for all parts of the table below them
    nearest: str = ""  # the last of several cells that label the present row
    first: str = ""  # the first of several cells that label the present row
    names: dict[str, str] = field(default_factory=dict)  # by dimension, those in the present row's columns of names
    own_head: str = ""  # of a column below a head over several: its own
    beside: str = ""  # the name of the group that the present row belongs to, in the first of its rows
    shift: int = 0  # columns that the values of the present row stand to the right of their headers
    below: str = ""  # what may go on with the present row's label: the only text of the next row
    summed: bool = False  # the present row sums up what a list of persons or firms gives for each
    counted: bool = False  # a cell of the present row says that its figures are numbers of something: No.
    refused: bool = False  # a value of the present row was found to be of something else than its label names
    unlabelled: bool = False  # the row before held values and no label
    earlier: int = 0  # labels of the parts before, which lines of text set apart from the present one
    valued: bool = False  # rows with values stand below the headers
    glossed: bool = False  # its labels are printed in Chinese and English
    undivided: str = ""  # the label of the last row with values that divides none
    whole: str = ""  # the label of the row that the present one divides: 按性别划分 | 男性 below 员工离职率
    passed: tuple[str, ...] = ()  # the last short lines before and between the parts of the table
    caption: tuple[str, ...] = ()  # the lines above the headers
    titled: tuple[str, ...] = ()  # the lines above the first of the parts that lines such as 按性别 set apart
    numbered: dict[str, str] = field(default_factory=dict)  # titles by number: 9 of 9.其他项目, above 9.2投入金额

    @property
    def group(self) -> str:
        """The last label without values: the group that the present row may be of."""
        return next((one.text for one in reversed(self.labels) if not one.has_values), "")

    def take_heads(self, headers: Sequence[Cell], printed: Sequence[str]) -> str:
        """The heads of the column that is read next as one text; which of them is its own is kept.

        Args:
            headers: its header cells, outermost first.
            printed: their texts, brackets that go on from one to the next put together.
        """
        self.own_head = headers[-1].clean if len(headers) > 1 else ""
        return compact(" ".join(printed))[0]

    @property
    def corner(self) -> str:
        """What heads the labels."""
        return "".join(cell.clean for cell in self.heads_of_labels)

    @property
    def heads_of_labels(self) -> list[Cell]:
        """The cells that head the labels: behind a column that numbers the rows those of the next."""
        first, second = self.headers.get(0, []), self.headers.get(1, [])
        return second if first and second and all(_NUMBERS_ROWS.fullmatch(cell.clean) for cell in first) else first

    def own_from(self, header: str) -> int:
        """Where in the joined heads of a column its own begins, 0 where it has but one."""
        return len(header) - len(self.own_head) if self.own_head and header.endswith(self.own_head) else 0

    def take(self, label: str, metric: str) -> None:
        """A row with values was read.

        Args:
            label: the row's label; empty without one.
            metric: what its values measure, empty where they measure nothing that is known.
        """
        self.valued, self.unlabelled = True, not label
        if label:
            self.labels.append(RowLabel(label, matching_form(label), has_values=True, metric=metric))

    def header(self, column: int) -> list[Cell]:
        """Header cells over a column, outermost first; a spanning cell to the left when the column has none."""
        if self.headers.get(column):
            return self.headers[column]
        return []

    def around(self, label: str, row: GridRow, start: int) -> Around:
        """A row's label, the names of groups over a column and, if English, the last label without values.

        Chinese groups of rows often ended before.

        Args:
            label: the row's label.
            row: the row.
            start: where its line has the value.
        """
        column = next((i for i, cell in enumerate(row) if cell is not None and cell.start == start), -1)
        heads = [cell.clean for cell in self.header(column - self.shift)]
        return label, tuple(heads[:-1]), (self.group,) if self.group and is_latin(self.group) else ()


def tab_cells(line: Line) -> GridRow:
    """The cells of a line that are apart by tabs."""
    cells: list[Cell | None] = []
    at = 0
    for part in line.text.split("\t"):
        cells.append(Cell(part, line, at, at + len(part)) if part.strip() else None)
        at += len(part) + 1
    return tuple(cells)


def tab_grid(
    lines: tuple[Line, ...],
    above: tuple[str, ...],
    headings: tuple[str, ...],
    known: Mapping[int, GridRow] = MappingProxyType({}),
) -> Grid:
    """The grid of consecutive lines whose cells are apart by tabs, or `known` by the line's number."""
    rows = _without_lost_legends([known.get(line.number) or tab_cells(line) for line in lines])
    if len(rows) > 1 and lines[0].number not in known and _TITLE_AND_UNIT.fullmatch(lines[0].text.strip()):
        return Grid(rows[1:], (*above, lines[0].text.strip().replace("\t", " ")), headings)
    return Grid(rows, above, headings)


def _without_lost_legends(rows: list[GridRow]) -> tuple[GridRow, ...]:
    """The rows of a table, without the legend of a chart of whose figures some are lost: ■博士■硕士 ■其他, 55% 42%."""
    kept: list[GridRow] = []
    for row, below in zip_longest(rows, rows[1:]):
        names = sum(len(_LEGEND.findall(cell.text)) for cell in texts(row))
        lost = names >= _FEWEST_NAMES and names != sum(1 for _ in texts(row if below is None else below))
        kept.append((None,) * len(row) if lost else row)
    return tuple(kept)


def texts(cells: GridRow) -> Iterator[Cell]:
    """The cells that hold anything."""
    return (cell for cell in cells if cell is not None and cell.text.strip())


def box_of(cell: Cell, printed: str) -> tuple[float, float, float, float] | None:
    """The box around a text in a cell, or around the cell where it is not printed so."""
    at = cell.text.find(printed)
    if at < 0:
        return cell.line.box_of(cell.start, cell.end)
    return cell.line.box_of(cell.start + at, cell.start + at + len(printed))


def quote_of(row: GridRow) -> str:
    """The row as printed."""
    lines = []
    for cell in texts(row):
        if cell.line not in lines:
            lines.append(cell.line)
    return " ".join(line.text.strip() for line in lines)[:QUOTE]
