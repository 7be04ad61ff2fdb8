"""What is asked of a page of a report in the process that reads it: its measures, its picture, words around a number.

Each task is called with nothing but itself and gives back plain data, since it runs in a child process that may be
killed (`PageReader`).
"""

import io
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

import pypdfium2

from cnesg.errors import Problem, UnreadableDocumentError
from cnesg.extraction.tracing import PageTracer, Sought, Trace
from cnesg.framework.units import load_units
from cnesg.pipeline.reports.debug_pictures import rendered_pages
from cnesg.text import read_document
from cnesg.text.pdf import PdfPages, page_size

_QUALITY = 82


@dataclass(frozen=True)
class PageTask:
    """Something about a place in a report.

    Attributes:
        snapshot: the report, named by its SHA-256.
        page: 1-based; 0 where a text is meant as a whole.
    """

    snapshot: Path
    page: int


class Measures(PageTask):
    """Width and height of a page in PDF points."""

    def __call__(self) -> tuple[float, float]:
        """Read the page's head only."""
        return page_size(self.snapshot, self.page)


class Picture(PageTask):
    """The picture of a page."""

    def __call__(self) -> bytes:
        """A WebP file."""
        _, drawn = next(rendered_pages(self.snapshot, [self.page]))
        buffer = io.BytesIO()
        drawn.image.save(buffer, "WEBP", quality=_QUALITY, method=2)
        return buffer.getvalue()


@dataclass(frozen=True)
class Around(PageTask):
    """The boxes of a number's label, unit and year.

    Attributes:
        sought: the number.
        folder: of the methodology, whose units count.
    """

    sought: Sought
    folder: Traversable

    def __call__(self) -> Trace:
        """Read the page's words."""
        page = PdfPages(self.snapshot, recognise=False).page(self.page)
        return PageTracer(page, load_units(self.folder)).find(self.sought)


@dataclass(frozen=True)
class Lines(PageTask):
    """The lines of a text around one of them.

    Attributes:
        line: its number.
        reach: how many before and behind.
    """

    line: int
    reach: int

    def __call__(self) -> list[tuple[int, str]]:
        """Number and words of each."""
        pages = read_document(self.snapshot, recognise=False).pages()
        lines = [(one.number, one.text) for page in pages for one in page.lines]
        return [(number, text) for number, text in lines if abs(number - self.line) <= self.reach]


def done(task: Measures | Picture | Around | Lines) -> object:
    """What a task gives.

    Raises:
        UnreadableDocumentError: the report or its page can't be read, or there is no such page; readers are not told
            where the server keeps reports.
    """
    name = task.snapshot.name[:12]
    try:
        return task()
    except (pypdfium2.PdfiumError, IndexError, OSError) as error:
        raise UnreadableDocumentError.of("text.damaged_page", path=name, page=task.page) from error
    except UnreadableDocumentError as error:
        told = [Problem(one.message_id, {**one.values, "path": name}) for one in error.problems]
        raise UnreadableDocumentError(*told) from error
