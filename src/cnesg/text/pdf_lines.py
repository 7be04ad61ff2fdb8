"""Lines of a PDF page: words that stand on one base line and are drawn one after the other.

The order of drawing is the reading order: programs that set pages draw a column of prose from top to bottom before
the next one, and a table row by row. Sorting by position instead would run neighbouring columns together.
"""

from collections.abc import Iterable, Iterator

from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox
from cnesg.text.document import Line
from cnesg.text.pdf_words import FIRST_CHINESE, RAISED_HEIGHT, UNIT_BEFORE_POWER, PlacedWord

_SAME_LINE_OVERLAP = 0.5
_SMALLER = 0.9
_TOUCHING = 0.05  # of the height: a blank is wider
_POWERS = ("2", "3")
_POWERS_OF_TEN = ("3", "6", "9")  # 10⁶ m³
_CHINESE = regex(r"[\u2e80-\u9fff\uff00-\uffee]")
_MARK = regex(  # a year in smaller figures is none
    r"(?!(?:19|20)\d\d)[\d,*†‡#^()（）]{1,4}|[a-z]|[(（]?(?:附[註注]|[註注]|[Nn]otes?)(?:\s?\d{1,2}(?:[,，、]\d{1,2})*)?[)）]?"
)
_AFTER_MARK = regex(r"[\d%)\w]$|^[-–—]$")  # a dash that stands for no figure has notes, too


def page_lines(words: Iterable[PlacedWord], page: int) -> tuple[Line, ...]:
    """Lines in reading order, numbered from 1 on their page."""
    return tuple(_line(group, number, page) for number, group in enumerate(_groups(words), start=1))


def _groups(words: Iterable[PlacedWord]) -> Iterator[list[PlacedWord]]:
    """Words of one printed line each, from left to right."""
    group: list[PlacedWord] = []
    edge = 0.0  # where the last word ends, or the marks behind it
    for word in words:
        if group:
            before = group[-1]
            if word.height < RAISED_HEIGHT * before.height and _is_separate_mark(before, word, edge):
                edge = word.bbox[2]
                continue
            if not _continues(before, word):
                yield group
                group = []
        group.append(word)
        edge = word.bbox[2]
    if group:
        yield group


def _continues(before: PlacedWord, word: PlacedWord) -> bool:
    """Whether a word stands to the right of the one before, on the same base line; for sideways text, above or below.

    Only neighbours in drawing order are asked, so two columns never meet here unless they are drawn row by row.
    """
    x0, y0, x1, y1 = before.bbox
    left, top, right, bottom = word.bbox
    if y1 - y0 > x1 - x0 and _sideways(before) and (_sideways(word) or len(word.text) == 1):
        gap = max(top - y1, y0 - bottom)
        width = x1 - x0
        return gap < width and min(x1, right) - max(x0, left) > 0.5 * width
    if left < x1 - 0.5 * before.height:
        return False
    if top == y0 and bottom == y1:
        return y1 > y0
    return _overlap(before.bbox, word.bbox) >= _SAME_LINE_OVERLAP


def _of_two_sizes(before: PlacedWord, word: PlacedWord) -> bool:
    """Whether one of two words is set clearly smaller: in m³, NOₓ and tCO₂e pdfium sees blanks that nobody set."""
    low, high = sorted((before.height, word.height))
    return low < _SMALLER * high


def _sideways(word: PlacedWord) -> bool:
    """Whether a word runs up or down the page: much taller than wide."""
    if len(word.text) <= 2:
        return False
    x0, y0, x1, y1 = word.bbox
    return y1 - y0 > 1.5 * (x1 - x0)


def _overlap(one: BoundingBox, other: BoundingBox) -> float:
    """Vertical overlap as a share of the lower of two boxes."""
    lower = min(one[3] - one[1], other[3] - other[1])
    return (min(one[3], other[3]) - max(one[1], other[1])) / lower if lower > 0 else 0.0


def _is_separate_mark(before: PlacedWord, word: PlacedWord, edge: float) -> bool:
    """Whether a small word is a raised footnote mark that stands a little off the word it belongs to.

    Args:
        before: the word that it may belong to.
        word: the small word.
        edge: where that word ends, or the marks behind it: (Note | 1).
    """
    return (
        before.bbox[3] - word.bbox[3] > 0.15 * before.height
        and _MARK.fullmatch(word.text) is not None
        and not (word.text in _POWERS and UNIT_BEFORE_POWER.search(before.text))
        and not (word.text in _POWERS_OF_TEN and before.text == "10")
        and _AFTER_MARK.search(before.text) is not None
        and -0.5 * before.height < word.bbox[0] - edge < word.height  # a label beside a large figure is further
        and word.bbox[1] < before.bbox[1] + 0.5 * before.height
    )


def _line(group: list[PlacedWord], number: int, page: int) -> Line:
    parts: list[str] = []
    length = 0
    before: PlacedWord | None = None
    for word in group:
        text = word.text
        if before is not None:
            gap = word.bbox[0] - before.bbox[2]
            # A blank as wide as one, as between most words of Latin script, needs no closer look.
            plain = word.blank_before and gap > _TOUCHING * before.height and before.text[-1] < FIRST_CHINESE
            if plain or _apart(before, word, gap):
                parts.append(" ")
                length += 1
        word.start = length
        parts.append(text)
        length += len(text)
        before = word
    return Line("".join(parts), number, page, tuple(group))


def _apart(before: PlacedWord, word: PlacedWord, gap: float) -> bool:
    """Whether a blank belongs between two words of a line; justified Chinese has gaps that are none."""
    last = before.text[-1]
    if last < FIRST_CHINESE and word.blank_before:
        return abs(gap) > _TOUCHING * before.height or not _of_two_sizes(before, word) or _sideways(word)
    if last >= FIRST_CHINESE and _CHINESE.match(last) and _CHINESE.match(word.text):
        return gap > 0.8 * before.height
    return word.blank_before or gap > 0.3 * before.height or _sideways(word)
