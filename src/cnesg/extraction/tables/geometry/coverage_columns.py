"""A column between labels and values that tells what the figures cover: Scope | Corporate, beside nearly every row.

It names no row and no group of rows, though it is always filled and the labels left of it may wrap. A unit may stand
so close behind it that both are one text.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from cnesg.extraction.tables.fragments import fragment_of, is_unit
from cnesg.extraction.tables.geometry.layout import Band
from cnesg.extraction.tables.geometry.merged import on_line
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex
from cnesg.text import Line

_FEWEST_ROWS = 4
_FILLED = 0.8  # of the rows
_THE_SAME = 0.7  # of the rows
_LONGEST = 3  # words
_SAME_EDGE = 4.0
_HEAD = regex(
    r"(?i)(?:(?:reporting|data|organi[sz]ational|geographic(?:al)?) )?"
    r"(?:scope|boundar(?:y|ies)|coverage|perimeter|entit(?:y|ies))|applies to"
    r"|(?:统计|数据|报告|披露)?(?:范围|边界|口径)"
)


def coverage_heads(texts: Sequence[Fragment], right: float, bottom: float, top: float = 0.0) -> list[Fragment]:
    """The heads such as `Scope` or `Boundary` that stand left of some values and above them.

    Args:
        texts: texts of the page.
        right: left edge of the values.
        bottom: their upper edge.
        top: nothing above this is asked.
    """
    return [t for t in texts if t.x0 < right and top <= t.middle < bottom and _HEAD.fullmatch(t.folded.strip())]


def without_coverage(
    beside: Sequence[Fragment], body: Sequence[Band], page: Mapping[int, Line], heads: Sequence[Fragment]
) -> tuple[list[Fragment], dict[int, str]]:
    """The texts left of a table's values without a column that says the same beside nearly every row, and that column.

    Args:
        beside: texts that stand left of the values.
        body: the rows' values.
        page: the page's lines by number.
        heads: the heads of such columns.

    Returns:
        The texts that are left, of those with a unit close behind the unit; and what the column says beside each row,
        nothing where no column is of that kind.
    """
    if len(body) < _FEWEST_ROWS or not heads:
        return list(beside), {}
    on_rows = [t for band in body for t in beside if on_line(t, band)]
    for edge in _edges(on_rows, len(body)):
        column = [t for t in on_rows if abs(t.x0 - edge) < _SAME_EDGE]
        if not any(head.x0 < max(t.x1 for t in column) and edge < head.x1 for head in heads):
            continue
        told = {id(t): _told_and_unit(t) for t in column}
        name, count = Counter(said for said, _ in told.values()).most_common(1)[0]
        if not name or is_unit(name) or count < _THE_SAME * len(body):
            continue
        units = {key: unit for key, (_, unit) in told.items()}
        said = {n: told[id(t)][0] for n, band in enumerate(body) for t in column if on_line(t, band)}
        return [one for t in beside for one in (_unit_of(t, units[id(t)], page) if id(t) in units else [t])], said
    return list(beside), {}


def _edges(texts: Sequence[Fragment], rows: int) -> list[float]:
    """Where texts of nearly all rows begin, from left to right."""
    starts = Counter(round(t.x0) for t in texts)
    return sorted(x for x in starts if sum(starts[n] for n in range(x - 1, x + 2)) >= _FILLED * rows)


def _told_and_unit(text: Fragment) -> tuple[str, int]:
    """What a text says before a unit at its end, nothing where that is long, and how many words the unit has."""
    words = text.folded.split()
    unit = next((n for n in range(len(words) - 1, 0, -1) if is_unit(" ".join(words[-n:]))), 0)
    told = words[: len(words) - unit]
    return (" ".join(told) if len(told) <= _LONGEST else "", unit)


def _unit_of(text: Fragment, words: int, page: Mapping[int, Line]) -> list[Fragment]:
    """The unit at the end of a text as a text of its own."""
    if not words:
        return []
    line = page[text.line]
    own = [w for w in line.words if text.start <= w.start < text.start + len(text.text) and w.bbox]
    return [fragment_of(line, own[-words:])]
