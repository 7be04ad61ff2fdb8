"""Large figures of a line: numbers that stand alone or with small text behind them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.model import Column, Fragment
from cnesg.framework.regexes import regex

LARGER = 1.15  # times as high as its label a figure is at least
SET_LARGE = 1.6
ALIGNED = 6.0
_RAISED = 0.25  # of a figure's height: what stands so much higher is on no line with it
_LONGEST_UNIT = 24
_SCALE = regex(r"(?i)(?:thousand|million|billion|trillion|mn|bn|[万萬亿億])(?!\w{4})")
_NEXT_LINE = 1.8  # of a figure's height
_SAME_HEIGHT = 0.1  # of it


def figures_of(line: Sequence[Fragment]) -> Iterator[tuple[Fragment, Fragment | None]]:
    """Numbers of a line that holds but small texts behind them, each with its unit if one of those is it."""
    alone = all(f.kind == "number" or _is_small(before, f) for before, f in pairwise([line[0], *line]))
    for number, follower in zip(line, [*line[1:], None], strict=True):
        if number.kind != "number" or not (alone or _is_large_among(number, follower, line)):
            continue
        yield number, follower if follower is not None and _is_small_unit(number, follower) else None


def with_scale_below(
    number: Fragment, behind: Fragment | None, texts: Sequence[Fragment]
) -> tuple[Fragment, Fragment | None]:
    """A figure with what scales it, where a narrow tile breaks the two apart: $46 | million, as large, right below."""
    if behind is not None:
        return number, behind
    close = (t for t in texts if 0 < t.middle - number.middle < _NEXT_LINE * number.height)
    same = (t for t in close if abs(t.height - number.height) < _SAME_HEIGHT * number.height and _SCALE.match(t.folded))
    return number, next((t for t in same if off_axis(t, number) < ALIGNED), None)


def off_axis(text: Fragment, other: Fragment | Column) -> float:
    """How far a text stands off the left edge of another or off its axis, whichever is less."""
    return min(abs(text.x0 - other.x0), abs(text.x0 + text.x1 - other.x0 - other.x1) / 2)


def _is_large_among(number: Fragment, follower: Fragment | None, line: Sequence[Fragment]) -> bool:
    """Whether a figure with its label right behind it is set much larger than all text that is drawn with it."""
    if follower is None or not _is_small(number, follower) or line[-1].kind != "text" or is_unit(line[-1].text):
        return False  # a line that ends in a figure has the label before each
    return all(f.kind != "text" or number.height > SET_LARGE * f.height for f in line)


def _is_small(before: Fragment, text: Fragment) -> bool:
    """Whether a text right behind a number is its unit, or set smaller: the first line of its label, or another's."""
    if before.kind != "number":
        return False
    if text.x0 - before.x1 >= before.height:  # above the next figure, drawn after this one
        return before.height > SET_LARGE * text.height and before.middle - text.middle > _RAISED * before.height
    return before.height >= LARGER * text.height or (text.kind == "text" and is_unit(text.text))


def _is_small_unit(before: Fragment, text: Fragment) -> bool:
    close = text.x0 - before.x1 < 0.5 * before.height and len(text.text) <= _LONGEST_UNIT
    return text.kind == "text" and (is_unit(text.text) or (close and text.height < before.height))


def small_numbers(lines: Sequence[Sequence[Fragment]]) -> list[Fragment]:
    """Numbers set smaller than the largest of a page: 158 in 2022 may be the figure of the year before of one."""
    numbers = [f for line in lines for f in line if f.kind == "number"]
    tallest = max((f.height for f in numbers), default=0.0)
    return [f for f in numbers if f.height * LARGER <= tallest]
