"""Documents that print a comma before decimals and points between thousands: 1.234,5 is read as 1,234.5.

Which way a document writes is told by numbers that can be read but one way, page by page until that is sure. Chinese
documents all write alike and are not asked.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from cnesg.model import Quantity
from cnesg.text import Document, Line, Page

_START = r"(?<![\d.,])(?<!scope )(?<!scopes )(?<!notes )(?<!note )"
_END = r"(?!\d|[.,]\d)"
_COMMA = r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|0,\d+|\d{2,3},\d{1,2}|\d,\d\d?(?=\s?%)"
_POINT = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|0\.\d+|\d{1,3}\.\d{1,2}(?=\s?%)"
_EVIDENCE = re.compile(rf"{_START}(?:(?P<comma>{_COMMA})|(?P<point>{_POINT})){_END}", re.IGNORECASE)
_WITH_COMMA = re.compile(rf"{_START}(?:\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d+,\d+){_END}", re.IGNORECASE)
_PARTED = re.compile(r"\d[.,]\d")  # most lines have none
_NUMBER = re.compile(r"\d[\d.,]*\d")
_SWAPPED = str.maketrans(",.", ".,")
_SURE = 3  # numbers that can be read but one way
_FOR_EACH = 5  # so many for each that can be read but the other way
_POINTS_SURE = 12


class DecimalCommas:
    """Turns the numbers of a document with decimal commas, and knows how each was printed."""

    def __init__(self) -> None:
        self._commas = self._points = 0
        self._turned: dict[str, str] = {}

    def read(self, document: Document) -> Document:
        """The document with its numbers as English writes them; a document without decimal commas as it is."""
        if document.language != "en":
            return document

        def pages() -> Iterator[Page]:
            for page in document.pages():
                yield self._turn(page) if self._has_commas(page) else page

        return replace(document, pages=pages)

    def as_printed(self, row: Quantity) -> Quantity:
        """A row with its number and quote as the document prints them."""
        if not self._turned:
            return row
        return replace(row, raw_value=self._printed(row.raw_value), quote=self._printed(row.quote))

    def _printed(self, text: str) -> str:
        return _NUMBER.sub(lambda number: self._turned.get(number[0], number[0]), text)

    def _has_commas(self, page: Page) -> bool:
        if self._points < _POINTS_SURE:
            for line in page.lines:
                for number in _EVIDENCE.finditer(line.text) if _PARTED.search(line.text) else ():
                    self._commas += number["comma"] is not None
                    self._points += number["point"] is not None
        return self._commas >= max(_SURE, _FOR_EACH * self._points)

    def _turn(self, page: Page) -> Page:
        return replace(page, lines=tuple(map(self._turned_line, page.lines)))

    def _turned_line(self, line: Line) -> Line:
        text = _WITH_COMMA.sub(self._swap, line.text)
        if text == line.text:
            return line
        words = (replace(word, text=text[word.start : word.start + len(word.text)]) for word in line.words)
        return replace(line, text=text, words=tuple(words))

    def _swap(self, number: re.Match[str]) -> str:
        turned = number[0].translate(_SWAPPED)
        self._turned[turned] = number[0]
        return turned
