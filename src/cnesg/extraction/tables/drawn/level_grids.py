"""Grids of tables that are ruled across alone, where lines leave out merged cells: a topic beside several rows.

Each cell is drawn with its own line below it, so that the ends of lines tell columns, and a line that is not drawn
below a cell says that it goes on. Tables all of whose lines go from side to side tell nothing that their texts don't.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from cnesg.extraction.tables.drawn.grid import DrawnGrid, Stroke, cells_of_fields
from cnesg.extraction.tables.fragments import is_code, is_unit, page_fragments
from cnesg.extraction.tables.model import Fragment
from cnesg.text import Page

_THICKEST = 3.0  # points
_SHORTEST = 8.0
_SAME = 2.0  # points between ends or heights that are one
_SAME_END = 4.0
_FEWEST_LEVELS, _MOST_LEVELS = 4, 120
_LEAST_APART, _APART = 36.0, 2.2  # points; times the usual height of rows
_FEWEST_COLUMNS = 4
_FEWEST_ENDS = 3  # lines that end at the edge of a column
_HIGHEST_ROW = 72.0  # points
_GUTTER = 8.0  # points between tables side by side
_MOST_FILLED = 0.8  # of the rows of a column of names
_HEAD_ABOVE = 6.0  # points from heads to the line below them


def level_grids(page: Page, drawn: Sequence[DrawnGrid]) -> list[DrawnGrid]:
    """The grids of a page's tables that lines across alone rule and that have merged cells.

    Args:
        page: a page.
        drawn: the grids of its tables with lines down, as `grids_of` finds them.
    """
    boxes = [grid.bbox for grid in drawn]
    strokes = [
        Stroke((y0 + y1) / 2, x0, x1)
        for x0, y0, x1, y1 in page.rulings
        if y1 - y0 <= _THICKEST and x1 - x0 >= _SHORTEST
    ]
    outside = [s for s in strokes if not any(b[1] - 1 <= s.at <= b[3] + 1 and b[0] <= s.low <= b[2] for b in boxes)]
    tables = [table for joined in _tables(outside) for side in _sides(joined) for table in _tables(side)]
    return [grid for levels in tables if (grid := _grid(page, levels)) is not None]


def _sides(levels: Sequence[Sequence[Stroke]]) -> list[list[Stroke]]:
    """The lines of tables side by side, apart: over all heights, none is drawn across the gutter between them.

    A line from side to side, as one below a title is, is of none of several tables.
    """
    strokes = sorted((s for level in levels for s in level), key=lambda s: s.low)
    left, right = strokes[0].low, max(s.high for s in strokes)
    within = [s for s in strokes if s.low > left + _SAME or s.high < right - _SAME]
    sides: list[list[Stroke]] = []
    edge = left
    for stroke in within:
        if not sides or stroke.low - edge > _GUTTER:
            sides.append([])
        sides[-1].append(stroke)
        edge = max(edge, stroke.high)
    return sides if len(sides) > 1 else [strokes]


def _tables(strokes: Sequence[Stroke]) -> list[list[list[Stroke]]]:
    """Lines by height, and heights by table: one below the other, each to the same right end."""
    levels: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda s: s.at):
        if levels and stroke.at - levels[-1][0].at <= _SAME:
            levels[-1].append(stroke)
        else:
            levels.append([stroke])
    tables: list[list[list[Stroke]]] = []
    near: list[list[list[Stroke]]] = []  # those that may go on
    for level in levels:
        near = [table for table in near if level[0].at - table[-1][0].at <= _HIGHEST_ROW]
        for above, own in _below(level, near):
            right = max(s.high for s in own)
            alike = above is not None and abs(right - max(s.high for s in above[-1])) <= _SAME_END
            if above is not None and alike and not _is_of_other(own, above):
                above.append(own)
            else:
                tables.append([own])
                near.append(tables[-1])
    return [part for table in tables for part in _parted(table) if _FEWEST_LEVELS <= len(part) <= _MOST_LEVELS]


def _below(
    level: Sequence[Stroke], tables: Sequence[list[list[Stroke]]]
) -> list[tuple[list[list[Stroke]] | None, list[Stroke]]]:
    """The lines of a height by the table that they stand below, the last one over them; tables stand side by side."""
    found: dict[int | None, list[Stroke]] = {}
    for run in _runs(level):
        low, high = run[0].low, max(s.high for s in run)
        over = (
            at
            for at in reversed(range(len(tables)))
            if any(s.low < high and low < s.high for held in tables[at] for s in held)
        )
        found.setdefault(next(over, None), []).extend(run)
    return [(None if at is None else tables[at], strokes) for at, strokes in found.items()]


def _runs(level: Sequence[Stroke]) -> list[list[Stroke]]:
    """The lines of a height that stand one right behind the other."""
    runs: list[list[Stroke]] = []
    for stroke in sorted(level, key=lambda s: s.low):
        if runs and stroke.low - max(s.high for s in runs[-1]) <= _GUTTER:
            runs[-1].append(stroke)
        else:
            runs.append([stroke])
    return runs


def _is_of_other(level: Sequence[Stroke], table: Sequence[Sequence[Stroke]]) -> bool:
    """Whether lines end where none of a table does, and at some of its columns' edges do not: they are of the next."""
    own = {x for s in level for x in (s.low, s.high)}
    known = {x for held in table for s in held for x in (s.low, s.high)}
    added = [x for x in own if not any(abs(x - other) <= _SAME for other in known)]
    left_out = [x for x in known if not any(abs(x - other) <= _SAME for other in own) and x > min(own)]
    return bool(added and left_out) and len(level) > 1


def _parted(levels: list[list[Stroke]]) -> list[list[list[Stroke]]]:
    """The lines of tables one below the other, a title between them: much further apart than rows are."""
    gaps = [below[0].at - above[0].at for above, below in pairwise(levels)]
    if not gaps:
        return []
    most = max(_LEAST_APART, _APART * median(gaps))
    cuts = [0, *(at for at, gap in enumerate(gaps, start=1) if gap > most), len(levels)]
    return [levels[start:end] for start, end in pairwise(cuts)]


def _grid(page: Page, levels: Sequence[Sequence[Stroke]]) -> DrawnGrid | None:
    """The grid that the lines of a table tell; None where no cell is merged beside rows that are parted."""
    xs = _edges(levels)
    if len(xs) <= _FEWEST_COLUMNS:
        return None
    heights = [sum(s.at for s in level) / len(level) for level in levels]
    covered = [[_is_covered(level, left, right) for left, right in pairwise(xs)] for level in levels]
    if not any(all(row) for row in covered):
        return None
    top = _top_of_heads(page, heights[0], xs)
    ys = (*((top,) if top is not None else ()), *heights)
    shift = len(ys) - len(levels)
    floors = {(at + shift, column) for at, row in enumerate(covered) for column, held in enumerate(row) if held}
    valued, heads, told = _valued(page, xs, ys)
    if told * 2 < len(ys) - 1 - heads:
        return None  # an index of texts, whose rows lines part well enough
    if _goes_on_above(page, heights, xs, len(xs) - 1 - valued):
        return None
    rows = [row for row in covered[max(heads + 1 - shift, 0) : -1] if row[-1]]
    merged = [column for column in range(len(xs) - 1) if not all(row[column] for row in rows)]
    useful = not all(_holds_codes(page, xs[column : column + 2], ys[heads:]) for column in merged)
    if not useful and not (valued > 1 and heads and _wraps(page, xs[: valued + 1], ys[heads:])):
        return None  # no cell that tells something goes on over rows of values, and no names beside others wrap
    walls = {
        (edge, row)
        for row in range(len(ys) - 1)
        for edge in range(len(xs))
        # lines do not tell which heads stand over several columns of values: their places do
        if not (row < heads and valued < edge < len(xs) - 1) and _parts(levels, covered, row + 1 - shift, edge, xs)
    }
    return DrawnGrid(xs, ys, tuple(cells_of_fields(xs, ys, walls, floors)))


def _edges(levels: Sequence[Sequence[Stroke]]) -> tuple[float, ...]:
    """Where columns begin and end: where lines of several heights do, and at both sides."""
    ends = sorted(x for level in levels for s in level for x in (s.low, s.high))
    places: list[list[float]] = []
    for x in ends:
        if places and x - places[-1][-1] <= _SAME:
            places[-1].append(x)
        else:
            places.append([x])
    told = Counter({sum(place) / len(place): len(place) for place in places})
    kept = [x for x, times in told.items() if times >= _FEWEST_ENDS]
    return tuple(sorted(kept))


def _is_covered(level: Sequence[Stroke], left: float, right: float) -> bool:
    middle = (left + right) / 2
    return any(s.low <= middle <= s.high for s in level)


def _parts(
    levels: Sequence[Sequence[Stroke]], covered: Sequence[Sequence[bool]], below: int, edge: int, xs: Sequence[float]
) -> bool:
    """Whether the edge of a column parts the cells of a row: no line that ends these goes on over it."""
    if edge in {0, len(xs) - 1}:
        return True
    for at in range(max(below, 0), len(levels)):
        if covered[at][edge - 1] or covered[at][edge]:
            return not any(s.low < xs[edge] - _SAME and s.high > xs[edge] + _SAME for s in levels[at])
    return True


def _top_of_heads(page: Page, first: float, xs: Sequence[float]) -> float | None:
    """The upper edge of the lines of heads right above the first line drawn, each over columns; None without heads."""
    top, edge, beside = None, first, False
    for line in _levels_above(page, first):
        over = [f for f in line if xs[0] - 1 <= f.x0 and f.x1 <= xs[-1] + 1]
        columns = {bisect_right(xs, (f.x0 + f.x1) / 2) for f in over}
        if not any(f.x0 < xs[-1] and xs[0] < f.x1 for f in line):
            continue  # of another column of the page
        if not over or edge - max(f.bbox[3] for f in over) > _HEAD_ABOVE:
            break
        if any(f.kind == "number" for f in over) or (len(columns) < 2 and beside):
            break
        if len(columns) < 2:  # a head beside two lines of heads
            beside = True
            continue
        top = edge = min(f.bbox[1] for f in over)
    return top - 1 if top is not None else None


def _levels_above(page: Page, edge: float) -> list[list[Fragment]]:
    """What stands above an edge, from it upwards, on one height together: 别, 质 of 股份类|别 权益性|质."""
    levels: list[list[Fragment]] = []
    above = [f for line in page_fragments(page) for f in line if line[0].middle < edge]
    for fragment in sorted(above, key=lambda f: -f.middle):
        if levels and levels[-1][0].middle - fragment.middle < _SAME:
            levels[-1].append(fragment)
        else:
            levels.append([fragment])
    return levels


def _holds_codes(page: Page, edges: Sequence[float], ys: Sequence[float]) -> bool:
    """Whether most cells of a column hold codes of items of a standard, which are no topics of their rows."""
    texts = [
        f.text
        for line in page_fragments(page)
        for f in line
        if edges[0] - 1 <= f.x0 and f.x1 <= edges[1] + 1 and ys[0] <= f.middle <= ys[-1]
    ]
    return sum(map(is_code, texts)) * 2 > len(texts)


def _in_fields(page: Page, xs: Sequence[float], ys: Sequence[float]) -> Iterator[tuple[Fragment, tuple[int, int]]]:
    """What stands in the fields of a grid, each with the row and the column of its field."""
    for line in page_fragments(page):
        for fragment in line:
            column, row = bisect_right(xs, (fragment.x0 + fragment.x1) / 2) - 1, bisect_right(ys, fragment.middle) - 1
            if 0 <= column < len(xs) - 1 and 0 <= row < len(ys) - 1:
                yield fragment, (row, column)


def _wraps(page: Page, xs: Sequence[float], ys: Sequence[float]) -> bool:
    """Whether one of several columns of names has lines one below the other in a cell, beside a cell that has fewer.

    Name of shareholder | Capacity: in which line of a row a text stands tells nothing. Columns of units are no such.
    """
    lines = Counter(
        place
        for fragment, place in _in_fields(page, xs, ys)
        if fragment.kind == "text" and not is_unit(fragment.text) and not is_code(fragment.text)
    )
    filled = Counter(column for _, column in lines)
    columns = [column for column, rows in filled.items() if rows > _MOST_FILLED * (len(ys) - 1)]
    wrapped = ((row, column) for (row, column), count in lines.items() if count > 1 and column in columns)
    return any(lines[row, other] == 1 for row, column in wrapped for other in columns if other != column)


def _goes_on_above(page: Page, heights: Sequence[float], xs: Sequence[float], values: int) -> bool:
    """Whether a row of values, of so many columns, stands above the first line drawn: lines do not reach the heads."""
    pitch = median(below - above for above, below in pairwise(heights))
    columns = {
        bisect_right(xs, (f.x0 + f.x1) / 2)
        for line in page_fragments(page)
        for f in line
        if f.kind == "number" and xs[0] < f.x0 and f.x1 <= xs[-1] + 1 and 0 < heights[0] - f.middle <= pitch
    }
    return len(columns) >= min(2, values) and len(xs) - 1 in columns


def _valued(page: Page, xs: Sequence[float], ys: Sequence[float]) -> tuple[int, int, int]:
    """The first column of values, by its left edge; how many rows of heads stand above them, how many hold them."""
    rows: dict[int, set[int]] = {}
    for fragment, (row, column) in _in_fields(page, xs, ys):
        if fragment.kind == "number" and column:
            rows.setdefault(column, set()).add(row)
    columns = [column for column, held in sorted(rows.items()) if len(held) > 1]
    first = next((column for column in columns if len(rows[column]) * 2 >= max(map(len, rows.values()))), len(xs) - 1)
    held = {row for column in columns if column >= first for row in rows[column]}
    return first, min(held, default=0), len(held)
