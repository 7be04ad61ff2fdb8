"""How far left a table may reach: to the table beside it, to prose, to the fold of a spread, to its first head."""

from collections.abc import Sequence

from cnesg.extraction.tables.geometry.label_edge import topics_edge
from cnesg.extraction.tables.geometry.prose_beside import prose_edge
from cnesg.extraction.tables.geometry.regions import Region
from cnesg.extraction.tables.model import Fragment
from cnesg.model.records import BoundingBox

_FEWEST_ROWS = 2
_BELOW = 8.0  # points that the last line may stand below the last row
_BROKEN = 1.5  # points between two parts of one line
_WIDEST = 120.0  # points of a cell whose text is set in its middle


def left_limit(region: Region, regions: Sequence[Region], texts: Sequence[Fragment], fold: float) -> float:
    """How far left the labels of a region may reach, in points.

    Args:
        region: the values of a table.
        regions: those of all tables of the page.
        texts: texts of the page.
        fold: where the right of two pages begins, 0 for one.
    """
    beside = fold if fold < region.bbox[0] else 0.0
    return max(_values_left(region, regions), prose_edge(region, texts), topics_edge(region, texts), beside)


def drawn_edge(rulings: Sequence[BoundingBox], left: float, top: float, bottom: float, right: float) -> float:
    """Where the lines begin that are drawn below the rows of a table, from left of its labels to its values.

    Args:
        rulings: horizontal lines of the page.
        left: left edge of the labels.
        top: upper edge of the first row.
        bottom: lower edge of the last one.
        right: left edge of the values.
    """
    within = (one for one in rulings if left - _WIDEST < one[0] and top <= one[1] <= bottom + _BELOW)
    drawn: list[tuple[float, float, float]] = []
    for x0, y0, x1, _ in sorted(within, key=lambda one: (round(one[1]), one[0])):
        last = drawn[-1] if drawn else None
        if last is not None and abs(last[1] - y0) < 1 and x0 - last[2] < _BROKEN:  # drawn cell by cell
            drawn[-1] = (last[0], last[1], max(last[2], x1))
        else:
            drawn.append((x0, y0, x1))
    return min((x0 for x0, _, x1 in drawn if x0 < left and x1 >= right), default=left)


def free_edge(texts: Sequence[Fragment], left: float, top: float, bottom: float) -> float:
    """How far left the titles of a table may begin whose labels stand in the middle of their column, with no lines.

    Where other text stands left of its rows, no further than its labels.

    Args:
        texts: texts of the page.
        left: left edge of the labels.
        top: upper edge of the first row.
        bottom: lower edge of the last one.
    """
    beside = any(t.x0 < left - t.height and top < t.middle < bottom for t in texts)
    return left if beside else left - _WIDEST


def _values_left(region: Region, regions: Sequence[Region]) -> float:
    """Where the values of the table left of a region end.

    A lone number beside several rows is no table: `1,000 | sheets` of a narrow column of units.
    """
    x0, y0, _, y1 = region.bbox
    fewest = 1 if len({f.line for f in region.values}) < _FEWEST_ROWS else _FEWEST_ROWS
    others = [
        r.bbox
        for r in regions
        if r is not region and len(r.values) >= fewest and any(f.kind == "number" for f in r.values)
    ]
    return max((b[2] for b in others if b[2] < x0 and b[1] < y1 and y0 < b[3]), default=0.0)
