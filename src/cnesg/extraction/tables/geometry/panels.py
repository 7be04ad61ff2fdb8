"""Tables side by side on a page, row beside row: 指标 | 单位 | 2025年 stands over each of them.

Their rows may lie on the same lines, and one would be read into the other.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cnesg.model.records import BoundingBox
from cnesg.text import Line, Page, fold

_NAMES_ROWS = re.compile(
    r"(?i)指标|项目|类别|内容|\b(?:indicators?|metrics?|items?|kpis?|description|categor(?:y|ies)|parameters?)\b"
)
_YEAR = re.compile(r"(?<!\d)(?:FY\s?)?20\d\d(?!\d)|本年|本期")
_BEGINS_WITH_TEXT = re.compile(r"[^\W\d_]|[-–—•·(（]\s?[^\W\d_]")
_LEAST_LABELS = 2  # rows of the right table
_CLOSE = 1.0  # points


def panels(page: Page) -> list[Page]:
    """The page parted where tables stand side by side below the same heads; the page itself where none do.

    Args:
        page: a page, or a column of one.

    Returns:
        What stands above and below, then each side, in this order.
    """
    boxed = [(line.bbox, line) for line in page.lines if line.bbox is not None]
    for left, right in _twin_heads(boxed):
        gutter = _gutter(boxed, left, right)
        if gutter is None:
            continue
        top, bottom = _reach(boxed, gutter, left)
        inside = [(box, line) for box, line in boxed if top <= box[1] and box[3] <= bottom]
        sides = [[line for box, line in inside if (box[0] < gutter) == is_left] for is_left in (True, False)]
        if sum(_BEGINS_WITH_TEXT.match(line.text) is not None for line in sides[1]) <= _LEAST_LABELS:
            continue
        held = {id(line) for side in sides for line in side}
        rest = [line for line in page.lines if id(line) not in held]
        spans = ((0.0, gutter - _CLOSE), (gutter - _CLOSE, page.width))
        parts = [_part(page, side, span, (top, bottom)) for side, span in zip(sides, spans, strict=True)]
        others = tuple(r for r in page.rulings if not top <= (r[1] + r[3]) / 2 <= bottom)
        return [replace(page, lines=tuple(rest), rulings=others), *parts]
    return [page]


def _twin_heads(boxed: Sequence[tuple[BoundingBox, Line]]) -> Iterator[tuple[BoundingBox, BoundingBox]]:
    """Heads of the same words, one right of the other on a line."""
    alike: dict[str, list[BoundingBox]] = defaultdict(list)
    for box, line in boxed:
        text = fold(line.text)
        if _YEAR.search(text) and _NAMES_ROWS.search(text):
            alike[text].append(box)
    for boxes in alike.values():
        for left in boxes:
            right = next((b for b in boxes if b[0] > left[2] and abs(b[1] - left[1]) < b[3] - b[1]), None)
            if right is not None:
                yield left, right


def _gutter(boxed: Sequence[tuple[BoundingBox, Line]], left: BoundingBox, right: BoundingBox) -> float | None:
    """Where the labels of the right table begin, if nothing beside the heads crosses it."""
    starts = sorted(box[0] for box, _ in boxed if left[2] < box[0] <= right[0] and box[1] > left[1])
    height = left[3] - left[1]
    near = [box for box, _ in boxed if left[1] <= box[1] <= left[3] + 3 * height]
    return next((x for x in starts if not any(box[0] < x - _CLOSE < box[2] for box in near)), None)


def _reach(boxed: Sequence[tuple[BoundingBox, Line]], gutter: float, head: BoundingBox) -> tuple[float, float]:
    """How far up and down nothing crosses the gutter."""
    across = [box for box, _ in boxed if box[0] < gutter - _CLOSE < box[2]]
    top = max((box[3] for box in across if box[3] <= head[1] + _CLOSE), default=0.0)
    bottom = min((box[1] for box in across if box[1] >= head[3] - _CLOSE), default=float("inf"))
    return top, bottom


def _part(page: Page, lines: Sequence[Line], across: tuple[float, float], down: tuple[float, float]) -> Page:
    """A side with its lines and what is drawn there, lines over both sides cut at the gutter."""
    x0, x1 = across
    drawn = (
        (max(r[0], x0), r[1], min(r[2], x1), r[3])
        for r in page.rulings
        if r[0] < x1 and x0 < r[2] and down[0] <= (r[1] + r[3]) / 2 <= down[1]
    )
    return replace(page, lines=tuple(lines), rulings=tuple(drawn))
