"""Columns of text that share an axis or their right edge: where such a column begins, and which texts are of it."""

from collections.abc import Sequence

from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.model import Fragment

_SAME_EDGE = 4.0
_OFF_AXIS = 1.5
_MOST = 0.7
_FEWEST = 3
_WRAPPED = 0.5  # of the characters' height: lines of one cell stand closer than rows do


def edges_of_aligned(
    edges: list[float], texts: Sequence[Fragment], least: float, beside: Sequence[Fragment]
) -> list[float]:
    """The edges with one, the outermost, for each column of units or of texts centred or set right."""
    for column in side_by_side(texts):
        left, right = min(t.x0 for t in column), max(t.x1 for t in column)
        aligned = centred(column) or _is_set_right(column) or all(is_unit(t.text) for t in column)
        if len(column) < least or not aligned:
            continue
        before = max((t.x1 for t in texts if t.x1 < left), default=left)
        reaching = [t for t in beside if before < t.x0 < left < t.x1]
        wider = [t for t in reaching if t.x1 <= right + _OFF_AXIS or (centred(column) and wraps_on_axis(t, beside))]
        left = min([left, *(t.x0 for t in wider)])
        outside = [x for x in edges if not left - _SAME_EDGE < x < right]
        first = all(t.x0 > right for t in texts if t not in column)  # the labels themselves begin no further column
        edges = sorted(outside if first else [*outside, left])
    return edges


def wraps_on_axis(text: Fragment, others: Sequence[Fragment]) -> bool:
    """Whether a text is a line of a cell set in the middle: another one stands close above or below it on its axis."""
    off = 2 * _OFF_AXIS
    near = (t for t in others if t is not text and abs(t.x0 + t.x1 - text.x0 - text.x1) < off)
    gaps = (max(text.bbox[1] - t.bbox[3], t.bbox[1] - text.bbox[3]) for t in near)
    return any(gap < _WRAPPED * text.height for gap in gaps)


def side_by_side(texts: Sequence[Fragment]) -> list[list[Fragment]]:
    """Texts grouped to columns by what of the width they cover, from left to right."""
    columns: list[list[Fragment]] = []
    end = 0.0
    for text in sorted(texts, key=lambda t: t.x0):
        if columns and text.x0 < end:
            columns[-1].append(text)
        else:
            columns.append([text])
        end = max(end, text.x1) if len(columns[-1]) > 1 else text.x1
    return columns


def centred(column: Sequence[Fragment]) -> bool:
    """Whether texts of different lengths share their axis and not their left edge."""
    if len(column) < _FEWEST:
        return False
    axes = sorted(t.x0 + t.x1 for t in column)
    lefts = sorted(t.x0 for t in column)
    axis, left = axes[len(axes) // 2], lefts[len(lefts) // 2]
    on_axis = sum(abs(a - axis) < 2 * _OFF_AXIS for a in axes)
    return on_axis >= _MOST * len(column) and on_axis > sum(abs(x - left) < _OFF_AXIS for x in lefts)


def _is_set_right(column: Sequence[Fragment]) -> bool:
    """Whether texts of different lengths share their right edge and not their left one."""
    if len(column) < _FEWEST:
        return False
    lefts, rights = sorted(t.x0 for t in column), sorted(t.x1 for t in column)
    left, right = lefts[len(lefts) // 2], rights[len(rights) // 2]
    on_edge = sum(abs(x - right) < _OFF_AXIS for x in rights)
    return on_edge >= _MOST * len(column) and on_edge > sum(abs(x - left) < _OFF_AXIS for x in lefts)
