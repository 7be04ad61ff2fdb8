"""Cards of a page: areas filled or bordered that hold text of their own, beside other text.

What stands in a card belongs together and to nothing beside it, however close that is: each is a page of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox
from cnesg.text import Line, Page

_FEWEST = 4  # lines of a card
_EDGE = 2.0  # points that text may reach over an edge
_SAME_ROW = 1.5  # points
_MOST_IN_ROWS = 0.5  # of a card's lines, that stand on one line with others: a column of a table is filled
_NEAR = 1.5  # of a line's height: as far a title stands over its card
_WORDED = regex(r"[^\W\d_]{2,}|[\u4e00-\u9fff]")
_APART = 3.0  # points between cards; filled cells of a table touch


@dataclass(frozen=True)
class _Card:
    box: BoundingBox
    lines: tuple[Line, ...]


def cards(page: Page) -> list[Page]:
    """The page without its cards, then each card; the page itself where none stands beside other text.

    Args:
        page: a page of a PDF, upright.
    """
    found: list[_Card] = []
    for box in _outer(page.areas):
        inside = tuple(line for line in page.lines if line.bbox is not None and _holds(box, line.bbox))
        if len(inside) >= _FEWEST and not any(line.bbox and _is_cut(box, line.bbox) for line in page.lines):
            found.append(_Card(box, inside))
    found = [one for one in found if _stands_alone(one, found, page)]
    if not found:
        return [page]
    parts = [_part(page, one) for one in found]
    held = {line.number for part in parts for line in part.lines}
    boxes = [one.box for one in found]
    rest = replace(
        page,
        lines=tuple(line for line in page.lines if line.number not in held),
        rulings=tuple(r for r in page.rulings if not any(_holds(box, r) for box in boxes)),
    )
    return [rest, *parts]


def _outer(areas: Sequence[BoundingBox]) -> list[BoundingBox]:
    """Areas that no other holds."""
    order = sorted(areas, key=lambda box: (box[0] - box[2]) * (box[3] - box[1]))
    outer: list[BoundingBox] = []
    for box in order:
        if not any(_holds(other, box) for other in outer):
            outer.append(box)
    return outer


def _holds(box: BoundingBox, inner: BoundingBox) -> bool:
    return (
        box[0] - _EDGE <= inner[0]
        and inner[2] <= box[2] + _EDGE
        and box[1] - _EDGE <= inner[1]
        and inner[3] <= box[3] + _EDGE
    )


def _is_cut(box: BoundingBox, line: BoundingBox) -> bool:
    """Whether a line stands partly in a box."""
    over = line[0] < box[2] - _EDGE and box[0] + _EDGE < line[2] and line[1] < box[3] - _EDGE
    return over and box[1] + _EDGE < line[3] and not _holds(box, line)


def _stands_alone(card: _Card, others: Sequence[_Card], page: Page) -> bool:
    """Whether a card has figures and words of its own, and stands beside text that is on other lines."""
    _, top, _, bottom = card.box
    if any(_touch(card.box, box) for box in page.areas):
        return False
    figures = [line for line in card.lines if any(char.isdigit() for char in line.text)]
    worded = [line for line in card.lines if _WORDED.search(line.text)]
    if not figures or 2 * len(worded) < len(card.lines):
        return False
    carded = {line.number for one in others for line in one.lines}
    level = [
        (line.bbox, line.number)
        for line in page.lines
        if line.bbox and top < (line.bbox[1] + line.bbox[3]) / 2 < bottom and not _holds(card.box, line.bbox)
    ]
    free = [box for box, number in level if number not in carded]
    in_rows = sum(any(abs(line.bbox[3] - box[3]) < _SAME_ROW for box in free) for line in card.lines if line.bbox)
    return bool(level) and in_rows <= _MOST_IN_ROWS * len(card.lines)


def _touch(box: BoundingBox, other: BoundingBox) -> bool:
    """Whether another area is set right beside, above or below one, as filled cells of a table are."""
    if box == other or _holds(box, other) or _holds(other, box):
        return False
    across = max(box[0] - other[2], other[0] - box[2])
    down = max(box[1] - other[3], other[1] - box[3])
    return across < _APART and down < _APART


def _part(page: Page, card: _Card) -> Page:
    """A card as a page, with a title right above it."""
    x0, top, x1, _ = card.box
    over = [
        (line.bbox, line)
        for line in page.lines
        if line.bbox and line.bbox[3] <= top + _EDGE and x0 - _EDGE <= line.bbox[0] and line.bbox[2] <= x1 + _EDGE
    ]
    lines = card.lines
    if over:
        box, title = max(over, key=lambda one: one[0][3])
        if top - box[3] < _NEAR * (box[3] - box[1]) and not any(char.isdigit() for char in title.text):
            lines = (title, *lines)
    return replace(
        page,
        lines=lines,
        rulings=tuple(r for r in page.rulings if _holds(card.box, r)),
        areas=tuple(box for box in page.areas if box != card.box and _holds(card.box, box)),
    )
