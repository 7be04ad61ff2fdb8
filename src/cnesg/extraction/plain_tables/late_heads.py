"""Heads that a text file prints behind the columns they are over: labels and values first, then 2021年 2022年 2023年.

Pages set in frames are written out frame by frame, and that of the heads may come last.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cnesg.extraction.plain_tables.heads import Head, head_of, is_course
from cnesg.extraction.plain_tables.parts import Parts
from cnesg.text import Line

_FEWEST_YEARS, _FEWEST_ROWS = 2, 2
_MOST_BETWEEN = 5  # lines between the last value and the heads: a title, 指标名称
_LONGEST = 24  # characters of a head or a title
_LABEL_LINES = 2


@dataclass(frozen=True)
class LateHead:
    """Heads and the line of the first label below them, were they printed where they belong."""

    head: Head
    first: int
    lines: frozenset[int]


def late_heads(lines: Sequence[Line], parts_of: Callable[[str], Parts | None], year: int) -> list[LateHead]:
    """The heads that stand behind their columns, from top to bottom.

    Args:
        lines: the lines of a page.
        parts_of: what a line may be of a table.
        year: the document's fiscal year.
    """
    found, at, low = [], 0, 0
    while at < len(lines):
        head, end = _head_at(lines, at, year)
        if head is None:
            at += 1
            continue
        first = _first_row(lines[low:at], parts_of, len(head.years))
        if first is not None and not _heads_rows(lines[end : end + _LABEL_LINES + 2], parts_of):
            numbers = frozenset(line.number for line in lines[at:end])
            found.append(LateHead(head, lines[low + first].number, numbers))
        at = low = end
    return found


def _head_at(lines: Sequence[Line], at: int, year: int) -> tuple[Head | None, int]:
    """The heads of two years or more that begin at a line, and where they end."""
    head, end = None, at
    while end < len(lines) and len(text := lines[end].text.strip()) <= _LONGEST and ("20" in text or "19" in text):
        one = head_of(lines[end], year)
        if one is None or (head is not None and not one.alone):
            break
        head = one if head is None else head.below(one)
        end += 1
    if head is None or len(head.years) < _FEWEST_YEARS or head.before or head.behind:
        return None, at + 1
    return (head, end) if is_course(head.years, year) else (None, end)


def _first_row(lines: Sequence[Line], parts_of: Callable[[str], Parts | None], columns: int) -> int | None:
    """Where the rows begin that end right above heads: labels, each with so many lines of one value; None without."""
    at, first, rows = len(lines), None, 0
    for _ in range(_MOST_BETWEEN):
        if at and not _is_value(lines[at - 1], parts_of) and len(lines[at - 1].text.strip()) <= _LONGEST:
            at -= 1
    while at:
        begin = at
        while begin and at - begin <= columns and _is_value(lines[begin - 1], parts_of):
            begin -= 1
        if not 0 < at - begin <= columns or not begin or len(lines[begin - 1].text.strip()) > _LONGEST * 2:
            break
        rows += at - begin == columns
        at = first = begin - 1
    return first if rows >= _FEWEST_ROWS else None


def _heads_rows(lines: Sequence[Line], parts_of: Callable[[str], Parts | None]) -> bool:
    """Whether values stand right below heads, whose columns they then are."""
    return any(_is_value(line, parts_of) for line in lines)


def _is_value(line: Line, parts_of: Callable[[str], Parts | None]) -> bool:
    parts = parts_of(line.text)
    return parts is not None and len(parts.values) == 1 and not parts.label
