"""Words of a PDF page with their boxes, in the order in which the page draws them.

Calls into pdfium cost more than anything else here, so a word takes two: the boxes of its first and last character.
The loose boxes are used (font height, not ink), since ink boxes of `-` and `A` on one line do not even overlap.
"""

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from cnesg.model.records import BoundingBox
from cnesg.text.pdf_frame import Frame

# A run of Chinese characters, or a run of anything else but blanks: a number inside Chinese text is a word of its own,
# so that it has a box of its own. Full-width digits and per cent signs go with the numbers.
_CJK = r"\u2e80-\u2fff\u3001-\u9fff\uf900-\ufaff\uff01-\uff04\uff06-\uff0b\uff0c\uff1a-\uffee"
# pdfium prints U+FFFE for a hyphen at the end of a line, and no line break after it.
_LINE_HYPHEN = "\ufffe"
TOKEN = re.compile(rf"[{_CJK}]+|[^\s{_LINE_HYPHEN}{_CJK}]+{_LINE_HYPHEN}?|{_LINE_HYPHEN}")
_CLEANED = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0x7F, 0xFFFF], " ") | {0xAD: "-"}
_RAISED_HEIGHT = 0.8
_MARK = re.compile(r"[\d,*†‡()#^]+$|[a-z]$")
_PRINTED_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹①②③④⑤⑥⑦⑧⑨⑩※"
_RAISED_DIGITS = frozenset(_PRINTED_MARKS)
_SUPERSCRIPTS = re.compile(rf"(?<=[\d%)])[{_PRINTED_MARKS}]+(?:[,，][{_PRINTED_MARKS}]+)*$")
_UNIT_BEFORE_POWER = re.compile(r"(?:^|[^A-Za-z])(?:[kcdmn]?m|ft|in|s|10|CO|NO|SO|CH|N|SF|PM|O)$", re.IGNORECASE)


@dataclass(slots=True, unsafe_hash=True)
class PlacedWord:
    """A word with its box on the visible page and whether a blank precedes it.

    Not frozen for speed alone, a page has thousands; nothing changes one.
    """

    text: str
    bbox: BoundingBox
    height: float
    blank_before: bool


_Box = tuple[float, float, float, float]
# The same call without a look at each argument's type and without letting go of Python's lock: a third of the time.
_loose_box = ctypes.PYFUNCTYPE(ctypes.c_int)(
    ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value  # type: ignore[arg-type]
)


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


def page_characters(textpage: Any) -> str:
    """The page's text with one character for each of pdfium's, so that offsets are its indices."""
    count = textpage.count_chars()
    text: str = textpage.get_text_range() if count else ""
    if len(text) != count:  # some fonts map a character to none or to several: ask for each
        text = "".join(_single(pdfium.FPDFText_GetUnicode(textpage.raw, index)) for index in range(count))
    return text.translate(_CLEANED)


def _single(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


def placed_words(textpage: Any, frame: Frame) -> Iterator[PlacedWord]:
    """Words in drawing order, footnote marks that stick to them removed."""
    text = page_characters(textpage)
    box_of: Callable[[int], _Box] = CharacterBoxes(textpage)
    if not _is_upright(frame):  # heights and raised marks are told on the page as it is seen
        box_of, frame = _as_seen(box_of, frame), _upside_down
    end = 0
    for match in TOKEN.finditer(text):
        start, stop = match.span()
        blank_before = start > end
        end = stop
        token = match.group().replace(_LINE_HYPHEN, "-")
        left, bottom, right, top = first = box_of(start)
        height = top - bottom
        if stop - start > 1:
            last = box_of(stop - 1)
            # Few words end in something small or raised: only those are looked at closely.
            if last[3] - last[1] < _RAISED_HEIGHT * height or token[-1] in _RAISED_DIGITS:
                kept = _without_mark(token, start, first, last, box_of)
                if kept < len(token):
                    token = token[:kept]
                    last = box_of(start + kept - 1)
            # Comparisons, because calls of min and max take as long as all the rest here.
            x0, y0, x1, y1 = last
            left, bottom = x0 if x0 < left else left, y0 if y0 < bottom else bottom  # noqa: FURB136
            right, top = x1 if x1 > right else right, y1 if y1 > top else top  # noqa: FURB136
        yield PlacedWord(token, frame(left, bottom, right, top), height, blank_before)


def _is_upright(frame: Frame) -> bool:
    """Whether a page is shown as it is drawn: a step to the right is one to the right."""
    return round(frame(1, 0, 3, 1)[0] - frame(0, 0, 2, 1)[0]) == 1


def _as_seen(box_of: Callable[[int], _Box], frame: Frame) -> Callable[[int], _Box]:
    """Boxes of characters on the visible page, with the upper edge last, as user space has it."""

    def seen(index: int) -> _Box:
        x0, y0, x1, y1 = frame(*box_of(index))
        return x0, -y1, x1, -y0

    return seen


def _upside_down(x0: float, y0: float, x1: float, y1: float) -> _Box:
    """The frame for boxes that are on the visible page already."""
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
    if not _MARK.fullmatch(token[kept:]) or _UNIT_BEFORE_POWER.search(token[:kept]):
        return len(token)
    return kept


def _raised(first: _Box, box: _Box, height: float) -> bool:
    """Whether a character is small, to the right of the first one, with its foot well above the first one's."""
    return (
        box[0] >= first[2] - 0.5 * height
        and box[3] - box[1] < _RAISED_HEIGHT * height
        and box[1] - first[1] > 0.15 * height
    )
