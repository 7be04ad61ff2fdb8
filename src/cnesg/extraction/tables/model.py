"""A table as found on a page: rows with labels, columns with headers, and what stands above it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox

_Item = TypeVar("_Item")
_SHARE = regex(r"\d{1,3}(?:\.\d+)?\s?%")
_ROUNDED = 0.5  # of a per cent, by which each share may be rounded


@dataclass(slots=True, unsafe_hash=True)
class Fragment:
    """Words of a line that belong together: a cell, or a line of one.

    Not frozen for speed alone, a report has many thousands; nothing changes one.

    Attributes:
        text: the words as printed.
        folded: the same in simplified, half-width form, of the same length.
        bbox: box in PDF points, origin top left.
        height: height of the characters.
        line: number of the line on its page.
        start: offset of its first character in that line.
        kind: `number`; `blank` for a dash or n/a; `year`; `text`.
        x0: left edge; kept, like the next two, because tables compare them a million times a report.
        x1: right edge.
        middle: vertical middle.
    """

    text: str
    folded: str
    bbox: BoundingBox
    height: float
    line: int
    start: int
    kind: str
    x0: float = field(init=False, repr=False, compare=False)
    x1: float = field(init=False, repr=False, compare=False)
    middle: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.x0, top, self.x1, bottom = self.bbox
        self.middle = (top + bottom) / 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column of values: its extent, and its headers from the outermost inwards."""

    x0: float
    x1: float
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of values.

    Attributes:
        label: the row's own label, lines joined.
        parents: labels of the groups it stands under, outermost first.
        notes: texts of the row that are neither label nor value: unit column, remarks.
        cells: for each column its value cell, None where the row has none.
        bbox: box around the row's numbers and label.
        line: the line on which its numbers stand.
        indent: how far the label is set in from the table's left edge.
        printed: the label as printed, where another one stands for it.
        quoted: label and notes as printed, where they are in another script or a unit was added.
    """

    label: str
    parents: tuple[str, ...]
    notes: tuple[str, ...]
    cells: tuple[Fragment | None, ...]
    bbox: BoundingBox
    line: int
    indent: float = 0.0
    printed: str = ""
    quoted: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether it has no value, only marks such as dashes where values would stand."""
        return all(cell is None or cell.kind == "blank" for cell in self.cells)

    @property
    def is_whole(self) -> bool:
        """Whether its values are shares that make up a whole, as of men and women: it is no part of another row."""
        shares = [cell.folded.strip() for cell in self.cells if cell is not None]
        if len(shares) < 2 or not all(map(_SHARE.fullmatch, shares)):
            return False
        return abs(sum(float(share.rstrip("% ")) for share in shares) - 100) <= _ROUNDED * len(shares)


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a page.

    Attributes:
        page: 1-based page.
        bbox: box around it, headers included, captions not.
        columns: its value columns from left to right.
        rows: its rows from top to bottom.
        captions: short lines above it, nearest first: title, unit line, section heading.
        corner: what the header says over the labels (`Indicator`, `Unit`, 项目).
        headed: whether it has headers of its own; one without may go on from the table before.
        still_open: indentation and label of the groups and rows that a table going on from this one stands under.
        next_group: the title below its last row, of rows that stand on the next page.
        widest: columns that it goes on from, more than its own: where it has none, a later part may have.
        legend: of a chart the numbers of the lines that hold nothing but entries of its legend.
    """

    page: int
    bbox: BoundingBox
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    captions: tuple[str, ...] = ()
    corner: tuple[str, ...] = ()
    headed: bool = True
    still_open: tuple[tuple[float, str], ...] = ()
    next_group: tuple[str, ...] = ()
    widest: tuple[Column, ...] = ()
    legend: tuple[int, ...] = ()

    @property
    def standing(self) -> int:
        """How many values a table of figures has; a list of single values is none."""
        return sum(c is not None for row in self.rows for c in row.cells) if len(self.columns) > 1 else 0


def around(boxes: list[BoundingBox]) -> BoundingBox:
    """The box around boxes."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def holds(box: BoundingBox, fragment: Fragment) -> bool:
    """Whether the middle of a fragment lies in a box or on its edge."""
    x = (fragment.x0 + fragment.x1) / 2
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= fragment.middle <= box[3] + 1


def mostly_inside(line: Sequence[Fragment], boxes: Iterable[BoundingBox]) -> bool:
    """Whether most of a line's fragments stand in one of the boxes."""
    middles = [f.middle for f in line]
    top, bottom = min(middles, default=0.0), max(middles, default=0.0)
    for x0, y0, x1, y1 in boxes:
        if top > y1 + 1 or bottom < y0 - 1:
            continue  # most boxes are above or below a line
        inside = [f for f in line if y0 - 1 <= f.middle <= y1 + 1 and x0 - 1 <= (f.x0 + f.x1) / 2 <= x1 + 1]
        if 2 * len(inside) > len(line):
            return True
    return False


def clusters(items: Iterable[_Item], belong: Callable[[_Item, _Item], bool]) -> list[list[_Item]]:
    """Items that belong together, directly or by way of others, each cluster in the order of the items."""
    found: list[list[_Item]] = []
    for item in items:
        near = [cluster for cluster in found if any(belong(item, other) for other in cluster)]
        apart = [cluster for cluster in found if not any(cluster is one for one in near)]
        found = [*apart, [*(other for cluster in near for other in cluster), item]]
    return found
