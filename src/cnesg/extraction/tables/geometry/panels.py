"""Tables side by side on a page, row beside row: 指标 | 单位 | 2025年 stands over each of them.

Their rows may lie on the same lines, and one would be read into the other. Tables of different heads are told by the
rules below their rows, which leave a strip free between them.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox
from cnesg.text import Line, Page, fold

_NAMES_ROWS = regex(
    r"(?i)指标|项目|类别|内容|\b(?:indicators?|metrics?|items?|kpis?|description|categor(?:y|ies)|parameters?)\b"
)
_YEAR = regex(r"(?<!\d)(?:FY\s?)?20\d\d(?!\d)|本年|本期")
_BEGINS_WITH_TEXT = regex(r"[^\W\d_]|[-–—•·(（]\s?[^\W\d_]")
_LEAST_LABELS = 2  # rows of the right table
_CLOSE = 1.0  # points
_STRIP = 6.0  # points between the rules of two tables
_FEWEST_RULED = 3  # rows of each table
_LINES_ABOVE = 5  # heights of a line from the first rule up to the heads
_FEWEST_RULES = 8  # of a page with two of them
_LABEL_AND_FIGURES = regex(  # Employees under 30 years old (%) 13.6 13.1, not SDG 8
    r"(?:[^\W\d_][^\d]{4,}|[^\W\d_].{6,}?[^\d\s])\s?(?:\s[-–—(]?[$€£]?\d[\d,.]*\)?\s?%?)+"
)


def panels(page: Page) -> list[Page]:
    """The page parted where tables stand side by side; the page itself where none do.

    Args:
        page: a page, or a column of one.

    Returns:
        What stands above and below, then each side, in this order.
    """
    boxed = [(line.bbox, line) for line in page.lines if line.bbox is not None]
    for gutter, top, bottom in [*_below_twin_heads(boxed)] or _between_rules(page, boxed):
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


def _below_twin_heads(boxed: Sequence[tuple[BoundingBox, Line]]) -> Iterator[tuple[float, float, float]]:
    """Where two tables below heads of the same words are parted, and how far up and down they reach."""
    for left, right in _twin_heads(boxed):
        if (gutter := _gutter(boxed, left, right)) is not None:
            yield gutter, *_reach(boxed, gutter, left)


def _between_rules(page: Page, boxed: Sequence[tuple[BoundingBox, Line]]) -> Iterator[tuple[float, float, float]]:
    """Where a strip parts two tables whose rows have a rule below each, and how far up and down they reach."""
    if len(page.rulings) < _FEWEST_RULES:
        return
    ruled = [table for table in _of_one_width(page.rulings) if len(table) >= _FEWEST_RULED]
    for left, right in permutations(ruled, 2):
        end, begin = left[0][2], right[0][0]
        top, bottom = max(left[0][1], right[0][1]), min(left[-1][1], right[-1][1])
        if begin - end < _STRIP or bottom - top < (left[-1][1] - left[0][1]) / 2:
            continue
        top -= left[1][1] - left[0][1]  # the first rule stands below the first row
        inside = [(box, line) for box, line in boxed if top <= box[3] and box[1] <= bottom]
        rows = [box for box, line in inside if _is_row(line)]
        lefts = sum(left[0][0] - _STRIP < box[0] and box[2] < begin for box in rows)
        rights = sum(end < box[0] and box[2] < right[0][2] + _STRIP for box in rows)
        if min(lefts, rights) < _FEWEST_RULED:
            continue
        first = min(left[0], right[0], key=lambda rule: rule[1])
        high, low = _reach(boxed, begin - _CLOSE, first)
        height = min(box[3] - box[1] for box in rows)
        foot = _last_row(boxed, max(left[-1][3], right[-1][3]), height)
        yield begin - _CLOSE, max(high, first[1] - _LINES_ABOVE * height), min(low, foot)


def _is_row(line: Line) -> bool:
    return _LABEL_AND_FIGURES.fullmatch(fold(line.text).strip()) is not None


def _last_row(boxed: Sequence[tuple[BoundingBox, Line]], rule: float, height: float) -> float:
    """Where the rows end that stand below the last rule, which may be none."""
    foot = rule + _CLOSE
    for box, line in sorted(boxed, key=lambda one: one[0][1]):
        if foot - height < box[1] < foot + height and box[3] > foot and _is_row(line):
            foot = box[3] + _CLOSE
    return foot


def _of_one_width(rulings: Sequence[BoundingBox]) -> list[list[BoundingBox]]:
    """The rules of a page that are alike in where they begin and end, from the top down; those of cells are joined."""
    runs: list[BoundingBox] = []
    for box in sorted((r for r in rulings if r[3] - r[1] < _STRIP), key=lambda r: (round(r[1]), r[0])):
        last = runs[-1] if runs else None
        if last is not None and abs(last[1] - box[1]) < _CLOSE and box[0] - last[2] < _CLOSE:
            runs[-1] = (last[0], last[1], max(last[2], box[2]), last[3])
        else:
            runs.append(box)
    tables: dict[tuple[int, int], list[BoundingBox]] = defaultdict(list)
    for run in runs:
        tables[round(run[0]), round(run[2])].append(run)
    return [sorted(table, key=lambda run: run[1]) for table in tables.values()]


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
