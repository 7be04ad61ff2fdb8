"""Titles of groups that stand in the middle over all columns of a table, as merged cells over its whole width do."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.geometry.aligned_texts import wraps_on_axis
from cnesg.extraction.tables.geometry.regions import Region
from cnesg.extraction.tables.model import Fragment
from cnesg.model.records import BoundingBox

_ON_EDGE = 1.0  # points
_ON_AXIS = 0.4  # of the characters' height: a raised mark moves a title
_OFF_AXIS = 0.04  # of a table's width: where cells end is not seen, but where the words in them do
_FAR_OFF_AXIS = 0.1  # ... of several titles on one axis
_OFF_LABELS = 2.0  # of the characters' height: a line nearer to the labels' axis is one of theirs
_WIDEST = 0.75  # of a table's width
_HIGHEST = 6.0  # of the characters' height above the first row
_OFF_LINE = 0.5
_LONGEST = 70
_FEWEST = 2
_SET_LEFT = 0.25  # of the labels: in the middle fewer begin alike by chance


def with_titles_at_edge(
    texts: Sequence[Fragment], region: Region, left: float | None, rulings: Sequence[BoundingBox]
) -> Sequence[Fragment]:
    """The texts with each title in the middle over all columns set where the labels begin, as titles of groups stand.

    Args:
        texts: the page's texts that are no values.
        region: the table's values.
        left: where its labels begin; None where it has none.
        rulings: level lines drawn on the page.
    """
    if left is None or len(region.values) < 2 * _FEWEST:
        return texts
    titles = _titles(texts, region, left, rulings)
    if not titles:
        return texts
    moved = {id(t) for t in titles}
    first, top, _, bottom = region.bbox
    labels = (t for t in texts if left - 1 <= t.x0 and t.x1 <= first and top < t.middle < bottom and id(t) not in moved)
    edge = min((t.x0 for t in labels if t.kind == "text"), default=left)
    return [_moved(t, edge) if id(t) in moved else t for t in texts]


def _moved(text: Fragment, left: float) -> Fragment:
    """A text that begins where the labels do."""
    x0, top, x1, bottom = text.bbox
    return replace(text, bbox=(left, top, left + x1 - x0, bottom))


def _titles(texts: Sequence[Fragment], region: Region, left: float, rulings: Sequence[BoundingBox]) -> list[Fragment]:
    """The titles in the middle over all columns of a table."""
    first, top, right, bottom = region.bbox
    height = region.values[0].height
    near = [t for t in texts if top - _HIGHEST * height < t.middle < bottom and t.x1 > left - 1 and t.x0 < right + 1]
    rows = {round(value.middle): value for value in region.values}.values()  # one of each line is enough
    beside = [t for t in near if any(_on_line(t, value) for value in rows)]
    if sum(t.x1 <= first for t in beside) < _FEWEST:
        return []
    in_rows = {id(t) for t in beside}
    alone = [
        t
        for t in near
        if id(t) not in in_rows
        and _could_be_title(t, left, right)
        and not any(o is not t and _on_line(o, t) for o in near)
        and not _of_column(t, beside)
        and not wraps_on_axis(t, near)
    ]
    drawn = [(r[0] + r[2]) / 2 for r in rulings if r[0] < left + 1 and r[2] > right - 1 and top < r[1] < bottom]
    titles = [t for t in alone if _is_in_the_middle(t, alone, (left, right), drawn)]
    if all(t.middle < top for t in titles):
        return []  # a title over all rows is the table's own
    return [t for t in titles if t.middle > top or _leads(t, near, titles, region)]


def _on_line(one: Fragment, other: Fragment) -> bool:
    """Whether two texts stand on one line."""
    return abs(one.middle - other.middle) < _OFF_LINE * other.height


def _could_be_title(text: Fragment, left: float, right: float) -> bool:
    """Whether a text that begins right of the labels' edge is short, and no year nor unit."""
    width = text.x1 - text.x0
    short = width < _WIDEST * (right - left) and len(text.text) <= _LONGEST
    return text.kind == "text" and short and text.x0 > left + text.height and not is_unit(text.text)


def _of_column(text: Fragment, beside: Sequence[Fragment]) -> bool:
    """Whether a text shares its axis or its edge with labels: the second line of one."""
    axis, off = text.x0 + text.x1, 2 * _OFF_LABELS * text.height
    labels = [t for t in beside if t.x0 < text.x1 and text.x0 < t.x1]
    if sum(abs(t.x0 + t.x1 - axis) < off and not is_unit(t.text) for t in labels) >= _FEWEST:
        return True
    ends = sorted(t.x1 for t in labels if abs(t.x0 - text.x0) < _ON_EDGE)
    apart = len(ends) >= _FEWEST and ends[-1] - ends[0] > _ON_EDGE  # one word again and again tells no edge
    return apart and len(ends) > _SET_LEFT * len(labels)


def _is_in_the_middle(
    text: Fragment, others: Sequence[Fragment], edges: tuple[float, float], drawn: Sequence[float]
) -> bool:
    """Whether a text stands in the middle of a table's lines, or of its words as well as can be told from them."""
    axis, width = (text.x0 + text.x1) / 2, edges[1] - edges[0]
    if any(abs(axis - middle) < _ON_EDGE for middle in drawn):
        return True
    off = abs(axis - (edges[0] + edges[1]) / 2)
    return off < (_FAR_OFF_AXIS if _on_axis(text, others) else _OFF_AXIS) * width


def _on_axis(text: Fragment, others: Sequence[Fragment]) -> list[Fragment]:
    """The texts of other widths that share a text's axis."""
    near = (t for t in others if abs(t.x0 + t.x1 - text.x0 - text.x1) < 2 * _ON_AXIS * text.height)
    return [t for t in near if abs(t.x0 - text.x0) > 2 * _ON_EDGE]


def _leads(text: Fragment, near: Sequence[Fragment], titles: Sequence[Fragment], region: Region) -> bool:
    """Whether a title over the first row is of the table: below heads of several columns, or like a title in it.

    Nothing else stands between it and the row.
    """
    first, top, _, _ = region.bbox
    own = {id(t) for t in titles}
    over = [t for t in near if t.bbox[3] < top + 1 and id(t) not in own]
    lowest = max((t.middle for t in over), default=0.0)
    if lowest > text.middle:
        return False
    heads = [t for t in over if lowest - t.middle < t.height and t.x1 > first]
    return len(heads) >= _FEWEST or any(t.middle > top for t in _on_axis(text, titles))
