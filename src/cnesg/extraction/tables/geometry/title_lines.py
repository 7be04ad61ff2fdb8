"""Lines left of the values that are no labels: of the corner of a head, and of a title that wraps over the rows."""

from collections.abc import Sequence

from cnesg.extraction.tables.geometry.label_lines import LabelLine
from cnesg.extraction.tables.geometry.labels import Label
from cnesg.extraction.tables.model import Fragment

_BESIDE = 0.3  # of the characters' height: how far off a head's line a line beside it may stand
_CLOSE = 0.5  # ... a title's lines stand apart
_LIKE = 0.25  # ... a line with a raised mark is higher
_ALIGNED = 1.5  # points


def is_corner(line: LabelLine, heads: Sequence[Fragment]) -> bool:
    """Whether a line left of the values is the corner of a row of headers: no label, and no label's first line.

    Args:
        line: a line left of the values.
        heads: the texts over the values.
    """
    return line.band is None and any(abs(head.middle - line.middle) < _BESIDE * line.height for head in heads)


def without_title_lines(found: list[Label], texts: Sequence[Fragment]) -> list[Label]:
    """Labels without a first group that is but the second line of a title: Total number of employees | by region.

    Args:
        found: labels of rows and groups from top to bottom.
        texts: the texts of the page that are no values.
    """
    first = found[0] if found else None
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


def _ends_a_head(text: Fragment, below: LabelLine, texts: Sequence[Fragment]) -> bool:
    """Whether heads of columns end on a text's line: what stands below it is a group's name, and no corner's end."""
    right = [one for one in texts if one.x0 > text.x1]
    off = _BESIDE * text.height
    beside = any(abs(one.middle - text.middle) < off for one in right)
    return beside and not any(text.middle + off < one.middle < below.middle + off for one in right)
