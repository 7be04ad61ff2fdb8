"""What stands above a table's rows and belongs to it: heads of its columns, its titles, the line that says its unit."""

from collections.abc import Sequence
from dataclasses import dataclass

from cnesg.extraction.tables.geometry.code_columns import without_codes_behind
from cnesg.extraction.tables.geometry.layout import Slot
from cnesg.extraction.tables.geometry.left_limits import drawn_edge, free_edge
from cnesg.extraction.tables.geometry.unit_lines import is_unit_line
from cnesg.extraction.tables.model import Fragment
from cnesg.model.records import BoundingBox

_UNIT_OFF = 110.0
_SHORT_HEADER = 10
_TITLED = 6.0  # of the characters' height: a title and two lines of heads stand above a row
_SET_OUT = 16.0  # points that titles may stand further left than rows that are all set in
_FAR_OUT = 40.0  # the same of titles that reach over them, as over cells with wide edges


@dataclass(frozen=True, slots=True)
class Span:
    """Where a table stands, in points.

    Attributes:
        left: left edge of its labels.
        first_x: left edge of its first column of values.
        top: upper edge of its labels.
        first: upper edge of its first row of values.
        bottom: lower edge of the last one.
        ceiling: how far up what is above it may reach.
    """

    left: float
    first_x: float
    top: float
    first: float
    bottom: float
    ceiling: float


def texts_above(
    texts: Sequence[Fragment],
    lines: set[int],
    columns: Sequence[Slot],
    span: Span,
    rulings: Sequence[BoundingBox],
    centred: bool,
) -> list[Fragment]:
    """The texts above a table's rows that may be heads, titles or units of it, without codes behind them.

    Args:
        texts: texts of the page that are no values.
        lines: the numbers of the lines its values stand on.
        columns: its columns of values.
        span: where it stands.
        rulings: level lines of the page.
        centred: whether its labels stand in the middle of their column: then its titles may begin far left of them.
    """
    pitch = (columns[-1].x1 - columns[0].x1) / max(1, len(columns) - 1)
    right = columns[-1].x1
    drawn = (r[2] for r in rulings if span.first <= r[1] <= span.bottom and r[0] < right + pitch)
    remarks = max((*(t.x1 for t in texts if t.line in lines and t.x0 > right), *drawn), default=0.0)
    near = [
        t
        for t in texts
        if (t.bbox[3] <= span.top + 1 or (t.x0 >= span.first_x - t.height and t.bbox[3] <= span.first + 1))
        and t.bbox[1] >= span.ceiling - 1
        and (t.x0 < right + _beyond(t, pitch) or (t.x1 <= remarks + 1 and is_unit_line(t)))
    ]
    edge = drawn_edge(rulings, span.left, span.first, span.bottom, span.first_x) - 1
    found = [t for t in near if min(_furthest_out(t, span.left), edge) <= t.x0]
    if centred and not any(_could_be_title(t, found, span) for t in found):
        edge = min(edge, free_edge(texts, span.left, span.first, span.bottom))
        found = [t for t in near if min(_furthest_out(t, span.left), edge) <= t.x0]
    return [without_codes_behind(t) for t in found]


def _could_be_title(text: Fragment, found: Sequence[Fragment], span: Span) -> bool:
    """Whether a text begins left of the values, not far above them, and alone on its line: it is no head of labels."""
    near = text.x0 < span.first_x and span.top - text.bbox[3] < _TITLED * text.height
    return near and not any(abs(t.middle - text.middle) < text.height for t in found if t is not text)


def _furthest_out(text: Fragment, left: float) -> float:
    """How far left a text may begin above labels that begin at an edge."""
    return left - (_FAR_OUT if text.x1 > left + text.height else _SET_OUT)


def _beyond(text: Fragment, pitch: float) -> float:
    """How far right of the last column a text may begin and still belong above the table."""
    off = _UNIT_OFF if is_unit_line(text) else 0.0
    return max(off, 0.6 * pitch) if text.kind == "year" or len(text.text) <= _SHORT_HEADER else off
