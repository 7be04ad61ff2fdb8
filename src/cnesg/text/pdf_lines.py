"""Lines of a PDF page: words that stand on one base line and are drawn one after the other.

The order of drawing is the reading order: programs that set pages draw a column of prose from top to bottom before
the next one, and a table row by row. Sorting by position instead would run neighbouring columns together. Each word is
asked about the one before it, all words of a page at once.
"""

import re

import numpy as np

from cnesg.text.document import COLUMN_GAP, Line, Word
from cnesg.text.pdf_frame import Floats
from cnesg.text.placed import Flags, PlacedWords

_SAME_LINE_OVERLAP = 0.5
_FIRST_CHINESE = 0x2E80
_CHINESE = ((0x2E80, 0x9FFF), (0xFF00, 0xFFEE))
_MARK = re.compile(r"[\d,*†‡#^()]{1,4}|[a-z]")
_AFTER_MARK = re.compile(r"[\d%)\w]$")


def page_lines(words: PlacedWords, page: int) -> tuple[Line, ...]:
    """Lines in reading order, numbered from 1 on their page."""
    words = _without_separate_marks(words)
    if not len(words):
        return ()
    begins = np.concatenate(([True], ~_continues(words)))
    firsts = np.flatnonzero(begins)
    blanks = np.concatenate(([False], _apart(words))) & ~begins
    before = np.cumsum(words.lengths) - words.lengths + np.cumsum(blanks)
    line_of = np.cumsum(begins) - 1
    starts = before - before[firsts][line_of]
    parts = list(words.texts)
    for at in np.flatnonzero(blanks).tolist():
        parts[at] = f" {parts[at]}"
    placed = list(map(Word, words.texts, starts.tolist(), map(tuple, words.boxes.tolist()), words.heights.tolist()))
    columns: dict[int, tuple[int, ...]] = {}
    for at in np.flatnonzero(_columns_apart(words) & ~begins).tolist():
        line = int(line_of[at])
        columns[line] = (*columns.get(line, ()), at - int(firsts[line]))
    least = np.minimum.reduceat(np.column_stack([words.boxes[:, :2], words.heights]), firsts).tolist()
    most = np.maximum.reduceat(np.column_stack([words.boxes[:, 2:], words.heights]), firsts).tolist()
    gaps = [0.0, *_gaps(words).tolist()]
    spans = zip(firsts.tolist(), [*firsts[1:].tolist(), len(words)], strict=True)
    return tuple(
        Line.measured(
            "".join(parts[first:end]), index + 1, page, tuple(placed[first:end]), (x0, y0, x1, y1),
            (low, high), (gaps[first + 1 : end], columns.get(index, ())),
        )
        for index, ((first, end), (x0, y0, low), (x1, y1, high)) in enumerate(zip(spans, least, most, strict=True))
    )  # fmt: skip


def _continues(words: PlacedWords) -> Flags:
    """Whether each word but the first stands to the right of the one before, on the same base line.

    For sideways text, above or below. Only neighbours in drawing order are asked, so two columns never meet here unless
    they are drawn row by row.
    """
    x0, y0, x1, y1 = words.boxes[:-1].T
    left, top, right, bottom = words.boxes[1:].T
    lower = np.minimum(y1 - y0, bottom - top)
    shared = np.minimum(y1, bottom) - np.maximum(y0, top)
    # Boxes of one height at one place share all of it, unless they have none.
    level = (lower > 0) & (shared >= _SAME_LINE_OVERLAP * lower)
    along: Flags = (left >= x1 - 0.5 * words.heights[:-1]) & level
    sideways = words.sideways
    if sideways.any():
        width = x1 - x0
        turned = (y1 - y0 > width) & sideways[:-1] & (sideways[1:] | (words.lengths[1:] == 1))
        near = np.maximum(top - y1, y0 - bottom) < width
        above = near & (np.minimum(x1, right) - np.maximum(x0, left) > 0.5 * width)
        along = np.where(turned, above, along)
    return along


def _without_separate_marks(words: PlacedWords) -> PlacedWords:
    """The words without raised footnote marks that stand a little off the word they belong to."""
    while (small := words.heights[1:] < 0.8 * words.heights[:-1]).any():
        before, word = words.boxes[:-1], words.boxes[1:]
        height = words.heights[:-1]
        gap = word[:, 0] - before[:, 2]
        raised = (
            small
            & (before[:, 3] - word[:, 3] > 0.15 * height)
            & (-0.5 * height < gap)
            & (gap < height)
            & (word[:, 1] < before[:, 1] + 0.5 * height)
        )
        dropped = np.zeros(len(words), np.bool_)
        for at in np.flatnonzero(raised).tolist():
            # Behind a mark that goes, the next word is asked again: about the word before the mark.
            if not dropped[at] and _MARK.fullmatch(words.texts[at + 1]) and _AFTER_MARK.search(words.texts[at]):
                dropped[at + 1] = True
        if not dropped.any():
            break
        words = words.without(dropped)
    return words


def _apart(words: PlacedWords) -> Flags:
    """Whether a blank belongs between each word but the first and the one before in its line.

    Justified Chinese has gaps that are none.
    """
    last = _codes("".join([text[-1] for text in words.texts[:-1]]))
    first = _codes("".join([text[0] for text in words.texts[1:]]))
    gap, height, blank = words.boxes[1:, 0] - words.boxes[:-1, 2], words.heights[:-1], words.blanks[1:]
    latin = last < _FIRST_CHINESE
    either = blank | (gap > 0.3 * height) | words.sideways[1:]
    return np.where(
        latin & blank, True, np.where(~latin & _is_chinese(last) & _is_chinese(first), gap > 0.8 * height, either)
    )


def _codes(text: str) -> np.ndarray:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _is_chinese(codes: np.ndarray) -> Flags:
    (a, b), (c, d) = _CHINESE
    return ((codes >= a) & (codes <= b)) | ((codes >= c) & (codes <= d))


def _gaps(words: PlacedWords) -> Floats:
    """How far each word but the first stands from the one before, as `Line.gaps`."""
    lower = np.minimum(words.heights[:-1], words.heights[1:])
    return (words.boxes[1:, 0] - words.boxes[:-1, 2]) / np.where(lower, lower, 1.0)


def _columns_apart(words: PlacedWords) -> Flags:
    """Whether a gap as between columns stands before each word."""
    gap = (words.boxes[1:, 0] - words.boxes[:-1, 2]) / COLUMN_GAP
    return np.concatenate(([False], (gap > words.heights[:-1]) & (gap > words.heights[1:])))
