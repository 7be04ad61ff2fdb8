"""A report as the stages read it, without the pages that brought an earlier attempt down."""

from pathlib import Path

from cnesg.engine import got_on
from cnesg.errors import UnreadableDocumentError
from cnesg.pipeline.reports.avoided_pages import AvoidedPages, at_stage
from cnesg.text import Document, read_document
from cnesg.text.unread import NOT_TRIED, unread_problems


def open_report(path: Path, avoided: AvoidedPages, *, pictures: bool = True) -> Document:
    """The document in a file.

    Args:
        path: the file.
        avoided: pages that are not to be tried.
        pictures: read what pages show as pictures too, where the `ocr` extra is installed.

    Raises:
        UnreadableDocumentError: see `cnesg.text.read_document`.
    """
    return read_document(
        path, recognise=pictures, on_recognised=got_on, on_stage=at_stage, left_out=dict(avoided.pages)
    )


def refuse_unread(path: Path, document: Document) -> None:
    """Raise where no page of a report could be read: what was not read is not the same as nothing said.

    Raises:
        UnreadableDocumentError: none was; a line for each reason.
    """
    if sum(reason in NOT_TRIED for reason in document.unread.values()) >= document.page_count:
        raise UnreadableDocumentError(*unread_problems(path, document.unread))
