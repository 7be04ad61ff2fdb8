"""Reading a report: what kind of file it is, by its content, and its pages."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from cnesg.errors import UnreadableDocumentError
from cnesg.framework.regexes import regex
from cnesg.text.document import Document, OnStage, Page, no_stage
from cnesg.text.language import is_third_language, language_of
from cnesg.text.pdf import PdfPages, refuse_truncated
from cnesg.text.plain import decode_text, text_page
from cnesg.text.unread import Reason

_PDF_START = re.compile(rb"%PDF-\d")
_HTML_START = regex(r"\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


def read_document(
    path: Path,
    *,
    recognise: bool = True,
    on_recognised: Callable[[], None] | None = None,
    on_stage: OnStage = no_stage,
    left_out: Mapping[int, Reason] | None = None,
) -> Document:
    """A report in the form that every stage works on, whatever file it comes from.

    The kind of file is told by content: a PDF by its signature, else text by an encoding that fits (UTF-8 with or
    without BOM, UTF-16, GB18030). A name that promises a PDF where none is, is refused: mostly it is a download that
    went wrong. PDFs that are encrypted with an empty password open.

    Pages of a PDF without a usable text layer, and pictures on its other pages, are recognised where the `ocr` extra is
    installed.

    Args:
        path: the file.
        recognise: read pictures; False leaves them out.
        on_recognised: called each time the pictures of a page were recognised, which can take seconds.
        on_stage: called before each piece of work on a page of a PDF, see `Document`.
        left_out: pages of a PDF that are not to be tried, with the reason; of those whose reason is `pictures` the
            printed text is read.

    Returns:
        The document; its `pages` are read from the file each time they are asked for.

    Raises:
        UnreadableDocumentError: no such file, a folder, empty, needs a password, truncated or damaged, without a page
            that can be read, blank, a web page, named as a PDF and none, neither PDF nor text, or text in no encoding
            known here.
    """
    content = _content(path)
    digest = hashlib.sha256(content).hexdigest()
    if _PDF_START.search(content[:1024]):
        refuse_truncated(path, content)
        pages = PdfPages(path, recognise=recognise, on_recognised=on_recognised, on_stage=on_stage, left_out=left_out)
        count, sample = pages.sample()
        return Document(
            digest,
            path.name,
            "application/pdf",
            language_of(sample),
            count,
            pages,
            unread=pages.unread,
            third_language=is_third_language([sample]),
            on_stage=on_stage,
        )
    return _text_document(path, content, digest)


def _content(path: Path) -> bytes:
    if path.is_dir():
        raise UnreadableDocumentError.of("text.folder", path=path)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableDocumentError.of("text.missing_file", path=path) from error
    except OSError as error:
        raise UnreadableDocumentError.of("text.unreadable_file", path=path, reason=error.strerror) from error
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableDocumentError.of("text.empty_file", path=path)
    return content


def _text_document(path: Path, content: bytes, digest: str) -> Document:
    text = decode_text(content)
    if text is None:
        raise UnreadableDocumentError.of(_undecodable(path, content), path=path)
    if not text.strip():
        raise UnreadableDocumentError.of("text.empty_file", path=path)
    if _HTML_START.match(text):
        raise UnreadableDocumentError.of("text.web_page", path=path)
    if path.suffix.lower() == ".pdf":
        raise UnreadableDocumentError.of("text.not_a_pdf", path=path)

    def pages() -> Iterator[Page]:
        yield text_page(text)

    third = is_third_language([text])
    return Document(digest, path.name, "text/plain", language_of(text), 1, pages, third_language=third)


def _undecodable(path: Path, content: bytes) -> str:
    """Which message fits bytes that are no text: a file named as a PDF, binary data, or an unknown encoding."""
    if path.suffix.lower() == ".pdf":
        return "text.not_a_pdf"
    return "text.binary_file" if b"\0" in content[:65_536] else "text.unknown_encoding"
