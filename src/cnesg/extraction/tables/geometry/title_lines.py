"""Lines left of the values that are no labels: of the corner of a head, and of a title that wraps over the rows."""

from collections.abc import Sequence

from cnesg.extraction.tables.geometry.label_lines import LabelLine
from cnesg.extraction.tables.geometry.labels import Label
from cnesg.extraction.tables.model import Fragment

_BESIDE = 0.3  # of the characters' height: how far off a head's line a line beside it may stand
_BETWEEN = 0.75  # ... from each of two lines of heads
_CLOSE = 0.5  # ... a title's lines stand apart
_LIKE = 0.25  # ... a line with a raised mark is higher
_CENTRED = 0.6  # ... the middle of a title may be off that of its box
_ALIGNED = 1.5  # points


def is_corner(line: LabelLine, heads: Sequence[Fragment]) -> bool:
    """Whether a line left of the values is the corner of a row of headers: no label, and no label's first line.

    Args:
        line: a line left of the values.
        heads: the texts over the values.
    """
    if line.band is not None:
        return False
    off = [(head.middle - line.middle) / line.height for head in heads]
    between = any(-_BETWEEN < one < 0 for one in off) and any(0 < one < _BETWEEN for one in off)
    return between or any(abs(one) < _BESIDE for one in off)  # in the middle of two lines of heads, or on one


def without_title_lines(found: list[Label], texts: Sequence[Fragment], right: float) -> list[Label]:
    """Labels without a first group that is but the second line of a title: Total number of employees | by region.

    Nor is a line that stands in the middle over all rows a group, but the title of a box.

    Args:
        found: labels of rows and groups from top to bottom.
        texts: the texts of the page that are no values.
        right: where the last column ends.
    """
    first = found[0] if found else None
    if first is not None and _is_centred(first, found[1:], right):
        return found[1:]
    if first is None or first.bands or not first.text[:1].islower():
        return found
    line = first.lines[0]
    above = (
        text
        for text in texts
        if abs(text.x0 - line.x0) < _ALIGNED
        and -1 <= line.top - text.bbox[3] < _CLOSE * line.height
        and abs(text.height - line.height) < _LIKE * line.height
    )
    return found[1:] if any(not _ends_a_head(text, line, texts) for text in above) else found


def _is_centred(title: Label, rows: Sequence[Label], right: float) -> bool:
    """Whether a first group stands in the middle between where the labels begin and the values end."""
    if title.bands or len(title.lines) > 1 or not rows or not all(row.bands for row in rows):
        return False
    line, left = title.lines[0], min(one.lines[0].x0 for one in rows)
    off = (line.x0 + line.x1 - left - right) / 2
    return line.x0 - left > line.height and abs(off) < _CENTRED * line.height


def _ends_a_head(text: Fragment, below: LabelLine, texts: Sequence[Fragment]) -> bool:
    """Whether heads of columns end on a text's line: what stands below it is a group's name, and no corner's end."""
    right = [one for one in texts if one.x0 > text.x1]
    off = _BESIDE * text.height
    beside = any(abs(one.middle - text.middle) < off for one in right)
    return beside and not any(text.middle + off < one.middle < below.middle + off for one in right)
