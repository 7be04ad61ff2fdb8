"""Documents that print a comma before decimals and points between thousands: 1.234,5 is read as 1,234.5.

Which way a document writes is told by numbers that can be read but one way, page by page until that is sure. Chinese
documents all write alike and are not asked.
"""

import re
from dataclasses import replace

from cnesg.extraction.figures.turned_numbers import TurnedNumbers
from cnesg.framework.regexes import regex
from cnesg.text import Line, Page

_START = r"(?<![\d.,])(?<!scope )(?<!scopes )(?<!notes )(?<!note )"
_END = r"(?!\d|[.,]\d)"
_COMMA = r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|0,\d+|\d{2,3},\d{1,2}|\d,\d\d?(?=\s?%)"
_POINT = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|0\.\d+|\d{1,3}\.\d{1,2}(?=\s?%)"
_EVIDENCE = regex(rf"{_START}(?:(?P<comma>{_COMMA})|(?P<point>{_POINT})){_END}", re.IGNORECASE)
_WITH_COMMA = regex(rf"{_START}(?:\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d+,\d+){_END}", re.IGNORECASE)
_PARTED = regex(r"\d[.,]\d")  # most lines have none
_SWAPPED = str.maketrans(",.", ".,")
_SURE = 3  # numbers that can be read but one way
_FOR_EACH = 5  # so many for each that can be read but the other way
_POINTS_SURE = 12


class DecimalCommas(TurnedNumbers):
    """Turns the numbers of a document with decimal commas, and knows how each was printed."""

    number = regex(r"\d[\d.,]*\d")

    def __init__(self) -> None:
        super().__init__()
        self._commas = self._points = 0

    def _page(self, page: Page) -> Page:
        return replace(page, lines=tuple(map(self._turned_line, page.lines))) if self._has_commas(page) else page

    def _has_commas(self, page: Page) -> bool:
        if self._points < _POINTS_SURE:
            for line in page.lines:
                for number in _EVIDENCE.finditer(line.text) if _PARTED.search(line.text) else ():
                    self._commas += number["comma"] is not None
                    self._points += number["point"] is not None
        return self._commas >= max(_SURE, _FOR_EACH * self._points)

    def _turned_line(self, line: Line) -> Line:
        text = _WITH_COMMA.sub(self._swap, line.text)
        if text == line.text:
            return line
        words = (replace(word, text=text[word.start : word.start + len(word.text)]) for word in line.words)
        return replace(line, text=text, words=tuple(words))

    def _swap(self, number: re.Match[str]) -> str:
        return self._kept(number[0].translate(_SWAPPED), number[0])
