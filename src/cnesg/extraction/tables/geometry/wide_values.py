"""Values of merged cells: one figure in the middle of several columns, as of all staff over Male | Female."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from cnesg.extraction.tables.geometry.layout import Band, Slot, bands, slots
from cnesg.extraction.tables.model import Column, Fragment, Row, Table

_FEWEST_FULL = 2  # rows with a value in each column, which tell where the columns are
_OFF_MIDDLE = 0.35  # of the columns' distance: figures set right stand off their cells' middle
_ON_AXIS = 1.5  # points
_ON_EDGE = 1.0
_NEAR = 6.0  # of the characters' height: lines of one table stand no further apart, a title of a group between them

Wide = Mapping[int, range]
"""The columns below each value of a merged cell, by the value's identity."""


def wide_pairs(values: Sequence[Fragment]) -> list[tuple[int, int]]:
    """Values of one line that stand in the middle of as many groups of those of the next: they are of one table.

    4,206 | 4,152 over 3,015 | 1,191 | 2,958 | 1,194: none of them lines up with another.

    Args:
        values: values of a page.

    Returns:
        Pairs of places in `values`, of neighbouring lines; no line of a single value is told of so.
    """
    place = {id(value): at for at, value in enumerate(values)}
    pairs = []
    for one, other in pairwise(bands(values)):
        few, many = sorted((one.values, other.values), key=len)
        near = abs(one.middle - other.middle) < _NEAR * one.values[0].height
        if near and 1 < len(few) < len(many) and len(many) % len(few) == 0:
            size = len(many) // len(few)
            if all(_in_the_middle(value, many[at * size : (at + 1) * size]) for at, value in enumerate(few)):
                pairs += [(place[id(few[0])], place[id(value)]) for value in many]
    return pairs


def _in_the_middle(value: Fragment, group: Sequence[Fragment | Slot]) -> bool:
    """Whether a value stands in the middle of others that stand beside each other."""
    first, last = group[0], group[-1]
    left, right = (first.x0 + first.x1) / 2, (last.x0 + last.x1) / 2
    middle = (value.x0 + value.x1) / 2
    return left < middle < right and abs(2 * middle - left - right) <= 2 * _OFF_MIDDLE * (right - left) / (
        len(group) - 1
    )


def wide_values(body: Sequence[Band], texts: Sequence[Fragment]) -> Wide:
    """The values of merged cells in a table's rows, each with the columns that it stands over.

    Each stands on the axis of a head over as many columns as the next one's, and on no edge of a column's own figures.

    Args:
        body: the rows' values.
        texts: texts of the page, the heads among them.
    """
    most = max(len(band.values) for band in body)
    full = [band for band in body if len(band.values) == most]
    few = [band for band in body if len(band.values) < most and most % len(band.values) == 0]
    if not few or len(full) < _FEWEST_FULL:
        return {}
    columns = slots(full)
    if len(columns) != most:
        return {}
    over = [t for t in texts if t.bbox[3] <= body[0].top + 1]
    found: dict[int, range] = {}
    for band in few:
        size = most // len(band.values)
        below = [range(at, at + size) for at in range(0, most, size)]
        if all(_is_wide(f, [columns[n] for n in each], over) for f, each in zip(band.values, below, strict=True)):
            found |= {id(f): each for f, each in zip(band.values, below, strict=True)}
    return found


def slots_below(body: Sequence[Band], wide: Wide) -> list[Slot]:
    """The columns of rows of values; a value of a merged cell stands in the first of its own and widens none."""
    columns = slots([band for band in body if not any(id(f) in wide for f in band.values)])
    for band in body:
        for value in band.values:
            if id(value) in wide:
                columns[wide[id(value)][0]].cells.append(value)
    return columns


def _is_wide(value: Fragment, group: Sequence[Slot], over: Sequence[Fragment]) -> bool:
    middle = value.x0 + value.x1
    if not _in_the_middle(value, group) or not any(abs(t.x0 + t.x1 - middle) <= 2 * _ON_AXIS for t in over):
        return False
    return not any(_is_set_like(value, slot.cells) for slot in group)


def _is_set_like(value: Fragment, cells: Sequence[Fragment]) -> bool:
    """Whether a value stands on the edge or the axis that most figures of a column share."""
    for edges, own in (
        ([f.x0 for f in cells], value.x0),
        ([f.x1 for f in cells], value.x1),
        ([(f.x0 + f.x1) / 2 for f in cells], (value.x0 + value.x1) / 2),
    ):
        shared = sorted(edges)[len(edges) // 2]
        on_it = sum(abs(edge - shared) <= _ON_EDGE for edge in edges)
        if 2 * on_it > len(edges) and abs(own - shared) <= _ON_EDGE:
            return True
    return False


def parted_by_width(table: Table, wide: Wide) -> list[Table]:
    """A table and, before it, one of its rows of merged cells, below what heads all columns that these stand over.

    Args:
        table: a table in which each value of a merged cell stands in the first of its columns.
        wide: the columns that such values stand over.
    """
    rows = [row for row in table.rows if any(id(c) in wide for c in row.cells if c is not None)]
    if not rows:
        return [table]
    groups = sorted(
        {wide[id(c)] for row in rows for c in row.cells if c is not None and id(c) in wide}, key=lambda r: r[0]
    )
    columns = tuple(_over_all([table.columns[n] for n in group]) for group in groups)
    of_groups = [replace(row, cells=tuple(_cell(row, group, wide) for group in groups)) for row in rows]
    own = [row for row in table.rows if row not in rows]
    wider = replace(
        table, columns=columns, rows=tuple(of_groups), still_open=(), headed=any(c.headers for c in columns)
    )
    return [wider, replace(table, rows=tuple(own))] if own else [wider]


def _cell(row: Row, group: range, wide: Wide) -> Fragment | None:
    cell = row.cells[group[0]]
    return cell if cell is not None and wide.get(id(cell)) == group else None


def _over_all(columns: Sequence[Column]) -> Column:
    """One column over several: its heads are those that all of them have, from the outermost inwards."""
    heads: list[str] = []
    for each in zip(*(column.headers for column in columns), strict=False):
        if len(set(each)) > 1:
            break
        heads.append(each[0])
    return Column(columns[0].x0, columns[-1].x1, tuple(heads))
