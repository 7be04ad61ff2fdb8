"""Two pages of a report side by side on one page of its PDF."""

from collections import Counter
from collections.abc import Sequence

from cnesg.extraction.tables.fragments import is_code, is_unit
from cnesg.extraction.tables.model import Fragment
from cnesg.text import Page

_WIDE = 1.3  # times as wide as high
_CLEAR = 6.0  # points on both sides of the middle on which nothing stands
_MARGIN = 0.12  # of the width, from the middle to the left margin of the second page
_FEWEST_ACROSS = 6  # rows that are drawn from one half into the other: of a table as wide as the page
_FEWEST_LINES = 4  # that begin at that margin
_ONE_MARGIN, _FEWEST_AT_MARGIN = 3.0, 2  # points, and lines, where both pages have the same margin


def gutter(page: Page, texts: Sequence[Fragment]) -> float:
    """The middle of a spread, which no table reaches across; 0 on a single page.

    Nothing stands on the middle, no rows are drawn across it, and right of it lines begin at the margin of the first
    page, or many at one; units and codes there are columns of a wide table.

    Args:
        page: the page.
        texts: its texts.
    """
    if page.width < _WIDE * page.height:
        return 0.0
    middle = page.width / 2
    if any(f.x0 < middle + _CLEAR and f.x1 > middle - _CLEAR for f in texts):
        return 0.0
    drawn_across = sum(line.bbox is not None and line.bbox[0] < middle < line.bbox[2] for line in page.lines)
    if drawn_across >= _FEWEST_ACROSS:
        return 0.0
    left = [f.x0 for f in texts if f.x1 < middle]
    right = [f.x0 for f in texts if middle < f.x0]
    if not left or not right:
        return 0.0
    margin = min(left)
    if (
        sum(abs(x - margin - middle) <= _ONE_MARGIN for x in right) >= _FEWEST_AT_MARGIN
        and min(right) > middle + margin - _ONE_MARGIN
    ):
        return middle
    labels = (
        f for f in texts if f.x0 > middle and f.kind == "text" and not is_unit(f.folded) and not is_code(f.folded)
    )
    starts = Counter(round(f.x0) for f in labels if f.x0 < middle + _MARGIN * page.width)
    return middle if max(starts.values(), default=0) >= _FEWEST_LINES else 0.0
