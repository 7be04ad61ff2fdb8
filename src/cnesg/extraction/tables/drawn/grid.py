"""Grids drawn on a page: ruling lines that cross, and the cells between them.

Lines of nearly the same place are taken as one; a grid is a set of lines that touch. Two neighbouring fields of a grid
are one cell where no line is drawn between them.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from cnesg.extraction.tables.last_page import kept_for_last_page
from cnesg.model.records import BoundingBox
from cnesg.text import Page

_SNAP = 2.0
_TOUCH = 3.0
_SHORTEST = 6.0
_MOST_LINES = 120  # more lines one way than a table has: a drawing


@dataclass(slots=True, unsafe_hash=True)
class Stroke:
    """A straight line: `at` is its place across, `low` to `high` its extent along.

    Not frozen for speed alone, a page may have thousands; nothing changes one.
    """

    at: float
    low: float
    high: float


@dataclass(frozen=True)
class GridCell:
    """A cell with the fields it covers: rows `top` to `bottom` and columns `left` to `right`, ends excluded."""

    bbox: BoundingBox
    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True)
class DrawnGrid:
    """A grid: the places of its lines, and its cells by row and column."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def bbox(self) -> BoundingBox:
        """The box around the grid."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def field(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of the field that holds a point."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        inside = 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1
        return (row, column) if inside else None


def drawn_grids(rulings: Iterable[BoundingBox], rows: int = 2) -> list[DrawnGrid]:
    """The grids that ruling lines form, from top to bottom; of at least `rows` rows and two columns each."""
    return _grids(_touching(*strokes(rulings)), rows)


def grids_of(page: Page, rows: int = 2) -> list[DrawnGrid]:
    """The same of a page, which is asked for tables and then for the head of one at its end."""
    return _grids(_lines_of(page), rows)


@kept_for_last_page
def _lines_of(page: Page) -> Sequence[tuple[Sequence[Stroke], Sequence[Stroke]]]:
    return _touching(*strokes(page.rulings))


def _grids(groups: Iterable[tuple[Sequence[Stroke], Sequence[Stroke]]], rows: int) -> list[DrawnGrid]:
    found = []
    for lines, columns in groups:
        if len(lines) <= rows or len(columns) < 1 or len(lines) > _MOST_LINES or len(columns) > _MOST_LINES:
            continue
        grid = _grid(lines, columns)
        if len(grid.xs) > 2 and len(grid.ys) > rows:
            found.append(grid)
    return sorted(found, key=lambda g: (g.bbox[1], g.bbox[0]))


def strokes(rulings: Iterable[BoundingBox]) -> tuple[list[Stroke], list[Stroke]]:
    """Horizontal and vertical lines, those at one place and touching joined."""
    across = [Stroke((r[1] + r[3]) / 2, r[0], r[2]) for r in rulings if r[2] - r[0] > r[3] - r[1]]
    down = [Stroke((r[0] + r[2]) / 2, r[1], r[3]) for r in rulings if r[3] - r[1] > r[2] - r[0]]
    return _joined(across), _joined(down)


def _joined(lines: list[Stroke]) -> list[Stroke]:
    levels: list[list[Stroke]] = []
    for line in sorted(lines, key=attrgetter("at")):
        if levels and line.at - levels[-1][-1].at <= _SNAP / 2 and line.at - levels[-1][0].at <= _SNAP:
            levels[-1].append(line)
        else:
            levels.append([line])
    found = []
    for level in levels:
        if len(level) == 1:
            found += level
            continue
        at = sum(s.at for s in level) / len(level)
        low = high = None
        for line in sorted(level, key=attrgetter("low")):
            if low is None or high is None:
                low, high = line.low, line.high
            elif line.low <= high + _TOUCH:
                high = max(high, line.high)
            else:
                found.append(Stroke(at, low, high))
                low, high = line.low, line.high
        if low is not None and high is not None:
            found.append(Stroke(at, low, high))
    return [s for s in found if s.high - s.low >= _SHORTEST]


def _touching(across: Sequence[Stroke], down: Sequence[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Lines grouped by whether they touch, directly or through others."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    places = [s.at for s in across]
    for j, vertical in enumerate(down):
        first = bisect_left(places, vertical.low - _TOUCH)
        last = bisect_right(places, vertical.high + _TOUCH)
        for i in range(first, last):
            if across[i].low - _TOUCH <= vertical.at <= across[i].high + _TOUCH:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = defaultdict(lambda: ([], []))
    for i, line in enumerate(across):
        groups[root(i)][0].append(line)
    for j, line in enumerate(down):
        groups[root(len(across) + j)][1].append(line)
    return [group for group in groups.values() if group[0] and group[1]]


def _places(values: Iterable[float]) -> tuple[float, ...]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SNAP:
            found.append(value)
    return tuple(found)


def _grid(rows: Sequence[Stroke], columns: Sequence[Stroke]) -> DrawnGrid:
    # tables are often open at the sides: the ends of the horizontal lines close them
    xs = _places([s.at for s in columns] + [min(s.low for s in rows), max(s.high for s in rows)])
    ys = _places([s.at for s in rows] + [min(s.low for s in columns), max(s.high for s in columns)])
    beside, below = ([(a + b) / 2 for a, b in pairwise(places)] for places in (xs, ys))
    walls = {(k, j) for s in columns for k in _index(xs, s.at) for j in _between(below, s.low, s.high)}
    floors = {(k, i) for s in rows for k in _index(ys, s.at) for i in _between(beside, s.low, s.high)}
    return DrawnGrid(xs, ys, tuple(cells_of_fields(xs, ys, walls, floors)))


def _index(places: Sequence[float], at: float) -> list[int]:
    after = min(bisect_left(places, at), len(places) - 1)
    k = after if after == 0 or places[after] - at < at - places[after - 1] else after - 1
    return [k] if abs(places[k] - at) <= _TOUCH else []


def _between(middles: Sequence[float], low: float, high: float) -> range:
    """The fields whose middle lies between two places."""
    return range(bisect_left(middles, low), bisect_right(middles, high))


def cells_of_fields(
    xs: Sequence[float], ys: Sequence[float], walls: set[tuple[int, int]], floors: set[tuple[int, int]]
) -> Iterable[GridCell]:
    """Cells from fields: to the right while no wall stands, then down while no floor does.

    Args:
        xs: the places of lines down, the first and the last at the sides.
        ys: the places of lines across.
        walls: by line down and row, where one parts fields side by side.
        floors: by line across and column, where one parts fields one below the other.
    """
    taken: set[tuple[int, int]] = set()
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < len(xs) - 1 and (right, row) not in walls and (row, right) not in taken:
                right += 1
            bottom = row + 1
            while bottom < len(ys) - 1 and all(
                (bottom, i) not in floors and (i == column or (i, bottom) not in walls) for i in range(column, right)
            ):
                bottom += 1
            taken.update((r, c) for r in range(row, bottom) for c in range(column, right))
            yield GridCell((xs[column], ys[row], xs[right], ys[bottom]), row, bottom, column, right)
