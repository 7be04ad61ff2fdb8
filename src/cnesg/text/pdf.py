"""PDF files with a text layer as documents."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from cnesg.errors import UnreadableDocumentError
from cnesg.text.document import Page
from cnesg.text.pdf_drawings import drawings
from cnesg.text.pdf_frame import page_frame
from cnesg.text.pdf_lines import page_lines
from cnesg.text.pdf_words import page_characters, placed_words

_TAIL = 65_536
_LINEARIZED_LENGTH = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d+)")
_ENOUGH_LETTERS = 4_000
_LEAST_LETTERS_A_PAGE = 8


def refuse_truncated(path: Path, content: bytes) -> None:
    """Raise where a PDF lacks its end: a reader would mend it in silence and give fewer pages than were published."""
    announced = _LINEARIZED_LENGTH.search(content[:2048])
    if (announced and int(announced.group(1)) > len(content)) or b"%%EOF" not in content[-_TAIL:]:
        raise UnreadableDocumentError.of("text.truncated_pdf", path=path)


def open_pdf(path: Path) -> Any:
    """An open PDF; the caller closes it.

    Raises:
        UnreadableDocumentError: it needs a password, or is damaged.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        message = "text.password" if locked else "text.damaged_pdf"
        raise UnreadableDocumentError.of(message, path=path) from error
    if len(document) == 0:
        document.close()
        raise UnreadableDocumentError.of("text.damaged_pdf", path=path)
    return document


def sample_text(path: Path) -> tuple[int, str]:
    """Number of pages, and text from pages spread over the document, enough to tell its language.

    Raises:
        UnreadableDocumentError: as `open_pdf`, or no page has text worth the name.
    """
    with closing(open_pdf(path)) as document:
        count = len(document)
        stride = max(1, count // 7)
        parts: list[str] = []
        letters = 0
        for number in sorted(range(count), key=lambda n: (n % stride, n)):
            with closing(_load(document, number, path)) as page, closing(page.get_textpage()) as textpage:
                text = page_characters(textpage)
            parts.append(text)
            letters += sum(map(str.isalnum, text))
            if letters >= _ENOUGH_LETTERS:
                break
        if letters < _LEAST_LETTERS_A_PAGE * len(parts):
            raise UnreadableDocumentError.of("text.no_text_layer", path=path, pages=count)
        return count, "\n".join(parts)


def page_reader(path: Path) -> Callable[[], Iterator[Page]]:
    """A function that reads the file's pages anew each time it is called, one page in memory at a time."""

    def pages() -> Iterator[Page]:
        with closing(open_pdf(path)) as document:
            for number in range(len(document)):
                with closing(_load(document, number, path)) as page:
                    yield _page(page, number + 1)

    return pages


def _load(document: Any, number: int, path: Path) -> Any:
    try:
        return document[number]
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocumentError.of("text.damaged_page", path=path, page=number + 1) from error


def _page(page: Any, number: int) -> Page:
    frame = page_frame(page)
    width, height = page.get_size()
    with closing(page.get_textpage()) as textpage:
        lines = page_lines(placed_words(textpage, frame), number)
    rulings, image_share = drawings(page, frame, width, height)
    return Page(
        number=number, width=width, height=height, lines=lines, rulings=rulings, image_share=round(image_share, 4)
    )
