"""What stands before the labels of rows and names none: codes of standards, marks of lists, the numbers of the rows."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.fragments import is_code
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex

_NUMBER = regex(r"\d{1,2}(?:\.(?:\d{1,2}|[ivx]{1,4})){0,4}\.?")
_ROMAN = {"i": 1, "v": 5, "x": 10}
_MARK_GAP = 1.5  # of the characters' height: the mark of a list stands no further from its label
_SAME_EDGE = 1.0  # points
_FEWEST = 3  # rows that are numbered
_SKIPPED = 3  # numbers may be left out: of categories that are not relevant
_WIDE = 6.0  # points: within these the edges or the middles of one column of numbers lie
_LABEL_WITHIN = 60.0  # points: no label begins farther right of its number
_SHORT_CODE = regex(r"[A-Z]\d{1,2}(?:\.\d{1,2}){0,2}")  # S7, P2.2: a code only below other codes
_CLOSE = 2.5  # of the characters' height, up or down: a label of several lines has its number in the middle


def without_codes(lines: Sequence[Sequence[Fragment]]) -> tuple[list[Sequence[Fragment]], list[Fragment]]:
    """The lines of a page without what stands before labels; and the codes and numbers that stood there.

    Args:
        lines: the fragments of a page's lines, from left to right.
    """
    numbers = _row_numbers(lines)
    taken = set(map(id, numbers))
    codes = _codes(lines)
    coded = set(map(id, codes))
    edges = [line[0].x0 for line in lines if codes and _is_labelled_row(line, coded)]
    return [_plain(line, taken, coded, edges) for line in lines], codes + numbers


def _codes(lines: Sequence[Sequence[Fragment]]) -> list[Fragment]:
    """Codes of standards that lines begin with; a short one is told by the codes above or below it (E6.1, S7)."""
    firsts = [line[0] for line in lines]
    edges = [first.x0 for first in firsts if is_code(first.folded)]
    return [
        first
        for first in firsts
        if is_code(first.folded)
        or (any(abs(first.x0 - x) < _SAME_EDGE for x in edges) and _SHORT_CODE.fullmatch(first.folded.strip()))
    ]


def _is_labelled_row(line: Sequence[Fragment], codes: set[int]) -> bool:
    """Whether a line is a label and figures, and has no code."""
    return len(line) > 1 and line[0].kind == "text" and line[1].kind == "number" and id(line[0]) not in codes


def _plain(line: Sequence[Fragment], numbers: set[int], codes: set[int], edges: Sequence[float]) -> Sequence[Fragment]:
    """A line without what stands before its label.

    Where rows without a code begin at the edge of one, it has no column of its own: its label begins there too.
    """
    first = line[0]
    if id(first) in codes:
        close = len(line) > 1 and line[1].x0 - first.x1 < _MARK_GAP * first.height and line[1].kind == "text"
        if not (close and any(abs(edge - first.x0) < _SAME_EDGE for edge in edges)):
            return line[1:]
        _, y0, x1, y1 = line[1].bbox
        return [replace(line[1], bbox=(first.x0, y0, x1, y1)), *line[2:]]
    marked = len(line) > 1 and _is_mark(first, line[1])
    return line[1:] if marked or id(first) in numbers else line


def _is_mark(first: Fragment, label: Fragment) -> bool:
    """Whether a dash stands right before a label: – | 男性."""
    near = label.x0 - first.x1 < _MARK_GAP * label.height
    return near and first.kind == "blank" and len(first.text) == 1 and label.kind == "text"


def _row_numbers(lines: Sequence[Sequence[Fragment]]) -> list[Fragment]:
    """The numbers of rows down a first column, each with a label right of it: 1, 2, 3; 1, 1.i, 1.ii, 2."""
    firsts = [line[0] for line in lines if _NUMBER.fullmatch(line[0].folded.strip())]
    ones = [one for one in firsts if set(_value(one)) == {1}]
    texts = [f for line in lines for f in line if f.kind == "text"] if ones else []
    found: list[Fragment] = []
    for one in ones:
        run = [one]
        for f in firsts:
            if f.middle > run[-1].middle and _in_column(f, one) and _follows(_value(run[-1]), _value(f)):
                run.append(f)
        if len(run) >= _FEWEST and all(_is_labelled(f, texts) for f in run):
            found += run
    return found


def _value(number: Fragment) -> tuple[int, ...]:
    return tuple(_ordinal(part) for part in number.folded.strip().rstrip(".").split("."))


def _ordinal(part: str) -> int:
    if part.isdecimal():
        return int(part)
    each = [_ROMAN[letter] for letter in part]
    return sum(-a if a < b else a for a, b in zip(each, [*each[1:], 0], strict=True))


def _follows(before: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether a number comes next, or soon after, in a list of several levels."""
    at = next((n for n, (a, b) in enumerate(zip(before, number, strict=False)) if a != b), len(before))
    if at == len(before):
        return len(number) > len(before) and number[at] <= _SKIPPED
    return at < len(number) and 0 < number[at] - before[at] <= _SKIPPED


def _in_column(number: Fragment, first: Fragment) -> bool:
    return abs(number.x0 - first.x0) < _WIDE or abs(number.x1 - first.x1) < _WIDE


def _is_labelled(number: Fragment, texts: Sequence[Fragment]) -> bool:
    """Whether a text begins right of a number, on its line or a line up or down."""
    return any(
        0 < t.x0 - number.x1 < _LABEL_WITHIN and abs(t.middle - number.middle) < _CLOSE * number.height for t in texts
    )
