"""English documents that write numbers otherwise than most: they are read as most write them and quoted as printed."""

import re
from collections.abc import Iterator
from dataclasses import replace

from cnesg.model import Quantity
from cnesg.text import Document, Page


class TurnedNumbers:
    """Turns the numbers of a document, and knows how each was printed; which ones is told page by page.

    Attributes:
        number: what a number that was turned looks like.
    """

    number: re.Pattern[str]

    def __init__(self) -> None:
        self._printed_as: dict[str, str] = {}

    def read(self, document: Document) -> Document:
        """The document with its numbers as most English ones write them; one in another language as it is."""
        if document.language != "en":
            return document

        def pages() -> Iterator[Page]:
            return map(self._page, document.pages())

        return replace(document, pages=pages)

    def as_printed(self, row: Quantity) -> Quantity:
        """A row with its number and quote as the document prints them."""
        if not self._printed_as:
            return row
        return replace(row, raw_value=self._printed(row.raw_value), quote=self._printed(row.quote))

    def _page(self, page: Page) -> Page:
        """A page with its numbers turned."""
        raise NotImplementedError

    def _kept(self, turned: str, printed: str) -> str:
        """A number as it is read, of which it is known from now on how it was printed."""
        self._printed_as[turned] = printed
        return turned

    def _printed(self, text: str) -> str:
        return self.number.sub(lambda number: self._printed_as.get(number[0], number[0]), text)
