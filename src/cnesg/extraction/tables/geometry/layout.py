"""Rows and columns of a table's values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.geometry.regions import lines_up
from cnesg.extraction.tables.model import Fragment
from cnesg.text.language import is_latin

_LINES = 4  # of a unit in a narrow column
_LEADED = 0.6  # of the characters' height: lines of one unit stand closer
_CLOSER = 1.0  # points
_ONE_EDGE = 3.0
_WIDEST_CELL = 12.0  # of the characters' height: room in a cell between where a blank and where figures stand


@dataclass
class Band:
    """Values that stand on one base line, at least one; `middle` is the vertical middle of the first."""

    values: list[Fragment]
    middle: float = field(init=False)

    def __post_init__(self) -> None:
        self.middle = self.values[0].middle

    @property
    def top(self) -> float:
        """Upper edge."""
        return min(f.bbox[1] for f in self.values)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max(f.bbox[3] for f in self.values)


@dataclass
class Slot:
    """A column while it is being built: its cells, at least one, and the edges `x0` and `x1` that they reach to."""

    cells: list[Fragment]
    x0: float = field(init=False)
    x1: float = field(init=False)

    def __post_init__(self) -> None:
        # Most cells of a column stand on the edges of another: one of each kind tells where a value lines up.
        self._placed = {(f.x0, f.x1): f for f in self.cells}
        self.x0 = min(f.x0 for f in self.cells)
        self.x1 = max(f.x1 for f in self.cells)

    def add(self, cell: Fragment) -> None:
        """Take in a further cell."""
        self.cells.append(cell)
        self._placed.setdefault((cell.x0, cell.x1), cell)
        self.x0, self.x1 = min(self.x0, cell.x0), max(self.x1, cell.x1)

    def lines_up(self, value: Fragment) -> bool:
        """Whether a value shares an edge or the axis with any of the cells."""
        if value.x1 <= self.x0 or self.x1 <= value.x0:
            return False
        return any(lines_up(value, cell) for cell in self._placed.values())


def bands(values: Sequence[Fragment]) -> list[Band]:
    """Values grouped by base line, from top to bottom, each from left to right."""
    found: list[list[Fragment]] = []
    for value in sorted(values, key=lambda f: f.middle):
        if found and value.middle - found[-1][0].middle < 0.5 * value.height:
            found[-1].append(value)
        else:
            found.append([value])
    return [Band(sorted(row, key=lambda f: f.x0)) for row in found]


def slots(rows: Sequence[Band]) -> list[Slot]:
    """The columns that the rows' values form, from left to right.

    The fullest row opens the columns; every other value joins the column it lines up with, else the one it overlaps
    most, else opens a column of its own.
    """
    if not rows:
        return []
    fullest = max(rows, key=lambda band: len(band.values))
    found = [Slot([value]) for value in fullest.values]
    for band in rows:
        if band is fullest:
            continue
        for value in band.values:
            slot = _slot_of(value, found)
            if slot is None:
                found.append(Slot([value]))
            else:
                slot.add(value)
    return _with_blanks_in(sorted(found, key=lambda s: s.x0 + s.x1), rows)


def _with_blanks_in(columns: list[Slot], rows: Sequence[Band]) -> list[Slot]:
    """The columns without those of blanks alone, which stand left in the cells of figures set right: / | 0 | 0."""
    kept = list(columns)
    for blank, figures in pairwise(columns):
        if any(cell.kind != "blank" for cell in blank.cells) or len(figures.cells) <= len(blank.cells):
            continue
        own, beside = ({id(cell) for cell in column.cells} for column in (blank, figures))
        together = any({id(v) for v in band.values} & own and {id(v) for v in band.values} & beside for band in rows)
        if not together and figures.x0 - blank.x1 < _WIDEST_CELL * blank.cells[0].height:
            kept.remove(blank)
            for cell in blank.cells:
                figures.add(cell)
    return kept


def _slot_of(value: Fragment, found: Sequence[Slot]) -> Slot | None:
    aligned = [slot for slot in found if slot.lines_up(value)]
    candidates = aligned or [slot for slot in found if min(slot.x1, value.x1) > max(slot.x0, value.x0)]
    if not candidates:
        return None
    if len(candidates) == 1:
        return candidates[0]
    # not by less than is seen: the 7 of `7 (41%)` stands below counts, though as much below shares beside a wide sum
    return max(candidates, key=lambda slot: round(min(slot.x1, value.x1) - max(slot.x0, value.x0), 1))


def column_numbers(columns: Sequence[Slot]) -> dict[int, int]:
    """For each cell, by its identity, the number of its column."""
    return {id(cell): number for number, column in enumerate(columns) for cell in column.cells}


def cells_of(band: Band, numbers: Mapping[int, int], count: int) -> tuple[Fragment | None, ...]:
    """For each of so many columns the band's first value in it; `numbers` as `column_numbers` gives them."""
    found: list[Fragment | None] = [None] * count
    for value in band.values:
        number = numbers.get(id(value))
        if number is not None and found[number] is None:
            found[number] = value
    return tuple(found)


def usual_height(body: Sequence[Band]) -> float:
    """The usual height of a table's characters."""
    heights = sorted(f.height for band in body for f in band.values)
    return heights[len(heights) // 2]


def units_aside(band: Band, texts: Sequence[Fragment], left: float) -> list[str]:
    """Units that stand right of a row's values, up to the next label, or begin its line left of the label.

    Args:
        band: the row's values.
        texts: texts of the page.
        left: where the row's label begins.
    """
    lines = {f.line for f in band.values}
    beside = sorted((t for t in texts if t.line in lines), key=lambda t: t.x0)
    behind = list(takewhile(lambda t: is_unit(t.text), (t for t in beside if t.x0 > band.values[-1].x1)))
    before = (t.text for t in beside if t.x1 < left and t.start == 0 and is_unit(t.text))
    return [*([wrapped] if (wrapped := _wrapped_unit(band, texts)) else [t.text for t in behind]), *before]


def _wrapped_unit(band: Band, texts: Sequence[Fragment]) -> str | None:
    """A unit of several lines right of a row's values, about their middle: thousand | m3, metric | tons | CO2e."""
    right = band.values[-1].x1
    near = [t for t in texts if t.x0 > right and abs(t.middle - band.middle) < _LINES * t.height]
    if len(near) < 2:
        return None
    first = min(near, key=lambda t: (t.x0, t.middle))
    lines = sorted((t for t in near if abs(t.x0 - first.x0) < _ONE_EDGE), key=lambda t: t.middle)
    for count in range(_LINES, 1, -1):
        for at in range(len(lines) - count + 1):
            cell = lines[at : at + count]
            off = abs(cell[0].middle + cell[-1].middle - 2 * band.middle)
            joined = (" " if is_latin(cell[0].text) else "").join(t.text for t in cell)
            if off < 0.5 * first.height and is_unit(joined) and _stand_together(lines, at, count):
                return joined
    return None


def _stand_together(lines: Sequence[Fragment], at: int, count: int) -> bool:
    """Whether so many lines of a column are close below each other, and further from those around them."""
    gaps = [below.bbox[1] - above.bbox[3] for above, below in pairwise(lines)]
    inner, outer = gaps[at : at + count - 1], [*gaps[max(0, at - 1) : at], *gaps[at + count - 1 : at + count]]
    return max(inner) < min([_LEADED * lines[at].height, *(gap - _CLOSER for gap in outer)])
