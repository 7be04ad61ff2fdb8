"""Words of a PDF page with their boxes, in the order in which the page draws them.

Calls into pdfium cost more than anything else here, so a word takes two: the boxes of its first and last character.
The loose boxes are used (font height, not ink), since ink boxes of `-` and `A` on one line do not even overlap.
"""

import ctypes
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox
from cnesg.text.document import Word
from cnesg.text.pdf_calls import HANDLE, places, plain
from cnesg.text.pdf_frame import Boxes, Frame, Point, hundredths

# A run of Chinese characters, or a run of anything else but blanks: a number inside Chinese text is a word of its own,
# so that it has a box of its own. Full-width digits and per cent signs go with the numbers.
_CJK = r"\u2e80-\u2fff\u3001-\u9fff\uf900-\ufaff\uff01-\uff04\uff06-\uff0b\uff0c\uff1a-\uffee"
# pdfium prints U+FFFE for a hyphen at the end of a line, and no line break after it.
_LINE_HYPHEN = "\ufffe"
TOKEN = regex(rf"[{_CJK}]+|[^\s{_LINE_HYPHEN}{_CJK}]+{_LINE_HYPHEN}?|{_LINE_HYPHEN}")
_TOKENS = regex(f"({TOKEN.pattern})")  # split by it, a text comes apart into what is between tokens, and tokens
LEADERS = r"(?:\.{4,}|…{2,}|·{4,}|_{4,})"  # dots from a label to its number or page: words of their own
_TOKENS_AND_LEADERS = regex(
    rf"({LEADERS}|[{_CJK}]+|(?:(?!{LEADERS})[^\s{_LINE_HYPHEN}{_CJK}])+{_LINE_HYPHEN}?|{_LINE_HYPHEN})"
)
FIRM_BLANKS = "\u00a0\u2007\u2009\u202f"
"""Blanks that break no line: between groups of digits they are of the number, 38 412."""
_FIRM_GROUP = regex(rf"\d[{FIRM_BLANKS}]\d{{3}}(?!\d)")
_TOKENS_AND_GROUPS = regex(
    rf"({LEADERS}|[{_CJK}]+|(?:(?!{LEADERS})[^\s{_LINE_HYPHEN}{_CJK}]|(?<=\d)[{FIRM_BLANKS}](?=\d{{3}}(?!\d)))+"
    rf"{_LINE_HYPHEN}?|{_LINE_HYPHEN})"
)
_CLEANED = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0x7F, 0xFFFF], " ") | {0xAD: "-"}
_UNCLEAN = regex(f"[{''.join(re.escape(chr(code)) for code in _CLEANED)}]")
RAISED_HEIGHT = 0.87
"""Of the height of what they stand beside: no mark of a footnote or exponent is taller. Browsers set five sixths."""
_MARK = regex(r"[\d,*†‡()#^]+$|[a-z](?:,[a-z])*$")
_PRINTED_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹①②③④⑤⑥⑦⑧⑨⑩※"
_RAISED_DIGIT = regex(f"[{_PRINTED_MARKS}]")
_SUPERSCRIPTS = regex(rf"(?<=[\d%)])[{_PRINTED_MARKS}]+(?:[,，][{_PRINTED_MARKS}]+)*$")
FIRST_CHINESE = "\u2e80"
_LIGATURES = frozenset({"fi", "fl", "ff", "ffi", "ffl"})
_DASHES = frozenset("-‐‑–—−―一")
_FLAT = 0.35  # of the height of the characters beside it: a dash without its font's height
_TOUCHING = 0.15  # of the height: characters of one word are no farther apart
UNIT_BEFORE_POWER = regex(r"(?:^|[^A-Za-z])(?:[kcdmns]?m|ft|in|s|10|CO|NO|SO|CH|N|SF|PM|O)$", re.IGNORECASE)


@dataclass(slots=True, unsafe_hash=True)
class PlacedWord(Word):
    """A word with its box on the visible page and whether a blank precedes it.

    `start` is set by the line that it becomes a word of: so a word is made once, and a page has thousands.
    """

    start: int = field(default=0, kw_only=True)
    bbox: BoundingBox
    height: float
    blank_before: bool


_Box = tuple[float, float, float, float]
_loose_box = plain(pdfium.FPDFText_GetLooseCharBox, HANDLE, ctypes.c_int, HANDLE)


class CharacterBoxes:
    """Loose boxes of a text page's characters in user space: left, bottom, right, top."""

    def __init__(self, textpage: Any) -> None:
        self._textpage = textpage.raw
        self._address = ctypes.cast(textpage.raw, ctypes.c_void_p)
        self._loose = pdfium.FS_RECTF()
        self._reference = ctypes.byref(self._loose)
        self._tight = [ctypes.c_double() for _ in range(4)]

    def __call__(self, index: int) -> tuple[float, float, float, float]:
        """The box of a character; its ink box where the font gives no height."""
        box = self._loose
        if _loose_box(self._address, index, self._reference):
            top, bottom = box.top, box.bottom
            if top > bottom:
                return box.left, bottom, box.right, top
        left, right, bottom, top = self._tight
        pdfium.FPDFText_GetCharBox(self._textpage, index, left, right, bottom, top)
        return left.value, bottom.value, right.value, top.value

    def of(self, indices: Sequence[int]) -> Boxes:
        """The boxes of several characters, one a row: pdfium writes them side by side, which takes half the time."""
        room = np.empty((len(indices), 4), np.float32)
        known = np.fromiter(map(_loose_box, repeat(self._address), indices, places(room)[0]), np.bool_, len(indices))
        left, top, right, bottom = room.T.astype(np.float64)
        boxes = np.stack([left, bottom, right, top], axis=1)
        for at in np.flatnonzero(~known | (top <= bottom)).tolist():
            boxes[at] = self(indices[at])
        return boxes


def page_characters(textpage: Any) -> str:
    """The page's text with one character for each of pdfium's, so that offsets are its indices."""
    count = textpage.count_chars()
    text: str = textpage.get_text_range() if count else ""
    if len(text) != count:  # some fonts map a character to none or to several: ask for each
        text = "".join(_single(pdfium.FPDFText_GetUnicode(textpage.raw, index)) for index in range(count))
    return text.translate(_CLEANED) if _UNCLEAN.search(text) else text


def _single(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


def may_have_leaders(text: str) -> bool:
    """Whether a text has signs that any leaders have; most pages have none, and each of their lines is asked."""
    return "...." in text or "……" in text or "····" in text or "____" in text


def _splitter(text: str) -> re.Pattern[str]:
    """What parts the text of a page into words; most pages have neither leaders nor blanks that break no line."""
    if _FIRM_GROUP.search(text):
        return _TOKENS_AND_GROUPS
    return _TOKENS_AND_LEADERS if may_have_leaders(text) else _TOKENS


def placed_words(textpage: Any, frame: Frame, origin: Point | None) -> list[PlacedWord]:
    """Words in drawing order, footnote marks that stick to them removed.

    Args:
        textpage: the page's text.
        frame: from user space to the visible page.
        origin: the visible page's upper left corner in user space; None where the page is turned.
    """
    text = page_characters(textpage)
    pieces = _splitter(text).split(text)
    between, tokens = pieces[:-1:2], pieces[1::2]
    if not tokens:
        return []
    edges = list(accumulate(map(len, pieces)))
    starts, stops = edges[:-1:2], edges[1::2]
    boxes = CharacterBoxes(textpage)
    box_of: Callable[[int], _Box] = boxes
    first, last = np.split(boxes.of([*starts, *[stop - 1 for stop in stops]]), 2)
    if origin is None:  # heights and raised marks are told on the page as it is seen
        box_of, origin = _as_seen(boxes, frame), (0.0, 0.0)
        first, last = (np.array([_seen(frame, row) for row in corners.tolist()]) for corners in (first, last))
    if _LINE_HYPHEN in text:
        tokens = [token.replace(_LINE_HYPHEN, "-") for token in tokens]
    heights = first[:, 3] - first[:, 1]
    # Few words end in something small or raised: only those are looked at closely.
    marked = last[:, 3] - last[:, 1] < RAISED_HEIGHT * heights
    if _RAISED_DIGIT.search(text):
        marked |= np.array([token[-1] in _PRINTED_MARKS for token in tokens])
    for at in np.flatnonzero(marked).tolist():
        if len(token := tokens[at]) > 1:
            kept = _without_mark(token, starts[at], _box(first[at]), _box(last[at]), box_of)
            tokens[at], last[at] = token[:kept], box_of(starts[at] + kept - 1)
    _raise_dashes(tokens, first, last)
    whole = _on_page(np.minimum(first, last), np.maximum(first, last), origin)
    heights = np.maximum(heights, last[:, 3] - last[:, 1])  # of radicals (⽤, ⼀) pdfium gives no more than the ink
    words = list(map(PlacedWord, tokens, whole, heights.tolist(), map(bool, between)))
    broken = _broken(tokens, np.array(starts), np.array(stops), first, last)
    return _put_together(words, {at for at in broken if _one_word(words[at - 1], words[at])}) if broken else words


def _raise_dashes(tokens: Sequence[str], first: Boxes, last: Boxes) -> None:
    """Give dashes that are words of their own the height of a word beside them, where they have no more than their ink.

    Some fonts tell no height; a cell that holds a dash would stand on no row.
    """
    for at in [at for at, token in enumerate(tokens) if token in _DASHES]:
        bottom, top = first[at, 1], first[at, 3]
        for near in (at - 1, at + 1):
            if not 0 <= near < len(tokens):
                continue
            low, high = first[near, 1], first[near, 3]
            if low <= bottom and top <= high and top - bottom < _FLAT * (high - low):
                for boxes in (first, last):
                    boxes[at, 1], boxes[at, 3] = low, high
                break


def _broken(
    tokens: Sequence[str], starts: npt.NDArray[Any], stops: npt.NDArray[Any], first: Boxes, last: Boxes
) -> list[int]:
    """The tokens that a line's end parts from the one before, though they stand side by side on one base line.

    Where the text of a page fills it from top to bottom but not from side to side (two narrow columns far apart),
    pdfium takes it for vertical writing and ends a line behind each character, or around ligatures.
    """
    near = _TOUCHING * (first[1:, 3] - first[1:, 1])
    ended = starts[1:] - stops[:-1] == len("\r\n")
    level = np.abs(first[1:, 1] - last[:-1, 1]) < near
    inked = np.array([token in _LIGATURES for token in tokens])  # only their ink has a height
    if inked.any():
        level |= (inked[1:] | inked[:-1]) & (_within(first[1:], last[:-1], near) | _within(last[:-1], first[1:], near))
    beside = np.abs(first[1:, 0] - last[:-1, 2]) < near
    found: list[int] = (np.flatnonzero(ended & level & beside) + 1).tolist()
    return found


def _within(inner: Boxes, outer: Boxes, near: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Whether boxes stand no higher and no lower than others."""
    inside: npt.NDArray[Any] = (inner[:, 1] > outer[:, 1] - near) & (inner[:, 3] < outer[:, 3] + near)
    return inside


def _one_word(before: PlacedWord, word: PlacedWord) -> bool:
    """Whether two pieces that stand side by side are of one writing, and single characters or parts of one word."""
    if (before.text[-1] >= FIRST_CHINESE) is not (word.text[0] >= FIRST_CHINESE):
        return False
    single = len(before.text) == 1 or len(word.text) == 1
    return single or (before.text[-1].isalpha() and word.text[0].islower())


def _put_together(words: Sequence[PlacedWord], broken: Container[int]) -> list[PlacedWord]:
    """Words with those of these places joined to the ones before them."""
    found: list[PlacedWord] = []
    for at, word in enumerate(words):
        if at not in broken:
            found.append(word)
            continue
        before = found[-1]
        x0, y0, x1, y1 = before.bbox
        left, top, right, bottom = word.bbox
        whole = (min(x0, left), min(y0, top), max(x1, right), max(y1, bottom))
        found[-1] = PlacedWord(before.text + word.text, whole, before.height, before.blank_before)
    return found


def _on_page(least: Boxes, most: Boxes, origin: Point) -> Iterator[BoundingBox]:
    """Boxes from the least and the greatest of left, bottom, right, top, in hundredths of a point from the corner."""
    left, top = origin
    sides = np.stack([least[:, 0] - left, top - most[:, 3], most[:, 2] - left, top - least[:, 1]])
    return zip(*hundredths(sides).tolist(), strict=True)


def _box(row: Boxes) -> _Box:
    left, bottom, right, top = row.tolist()
    return left, bottom, right, top


def _as_seen(box_of: Callable[[int], _Box], frame: Frame) -> Callable[[int], _Box]:
    """Boxes of characters on the visible page."""
    return lambda index: _seen(frame, box_of(index))


def _seen(frame: Frame, box: Iterable[float]) -> _Box:
    """A box on the visible page, with the upper edge last, as user space has it."""
    x0, y0, x1, y1 = frame(*box)
    return x0, -y1, x1, -y0


def _without_mark(token: str, start: int, first: _Box, last: _Box, box_of: Callable[[int], _Box]) -> int:
    """How many characters of a token stand before a raised footnote mark; all of them where it has none.

    A mark is smaller than the first character and stands above its base line. Powers (m², 10³) stay.
    """
    printed = _SUPERSCRIPTS.search(token)
    if printed:
        return printed.start()
    height = first[3] - first[1]
    if not _raised(first, last, height) or not _MARK.search(token):
        return len(token)
    kept = len(token) - 1
    while kept > 1 and _raised(first, box_of(start + kept - 1), height):
        kept -= 1
    if not _MARK.fullmatch(token[kept:]) or UNIT_BEFORE_POWER.search(token[:kept]):
        return len(token)
    return kept


def _raised(first: _Box, box: _Box, height: float) -> bool:
    """Whether a character is small, to the right of the first one, with its foot well above the first one's."""
    return (
        box[0] >= first[2] - 0.5 * height
        and box[3] - box[1] < RAISED_HEIGHT * height
        and box[1] - first[1] > 0.15 * height
    )
