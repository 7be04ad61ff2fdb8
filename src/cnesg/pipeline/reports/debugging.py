"""What was found, drawn where it was found: pictures of pages for PDFs, a marked copy for text files."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.tracing import PageTracer, Trace
from cnesg.framework.units import UnitTable
from cnesg.model import Quantity
from cnesg.pipeline.reports.debug_pictures import PagePicture, rendered_pages
from cnesg.pipeline.reports.debug_text import marked_text
from cnesg.pipeline.writing import write_whole
from cnesg.text import Document

_SHOWN = 12  # characters of the content's hash in a folder name
Traced = Sequence[tuple[Quantity, Candidate]]


def write_debug(path: Path, document: Document, traced: Traced, units: UnitTable, folder: Path) -> list[Path]:
    """Draw the quantities of a report with their labels, units and years.

    Args:
        path: the report.
        document: the same, open.
        traced: its quantities, each with what was found out about it.
        units: to find the units of tables.
        folder: gets a folder for the report, named after it and its content: `page-0012.png` for each page of a PDF
            with quantities, or `text.html`. What an earlier run left there is taken away.

    Returns:
        The files written.

    Raises:
        InputError: the folder can't be written to.
    """
    target = folder / f"{path.stem}-{document.sha256[:_SHOWN]}"
    for old in (*target.glob("page-*.png"), *target.glob("text.html")):
        old.unlink()
    if document.media_type == "text/plain":
        file = target / "text.html"
        write_whole(file, marked_text(document, traced).encode())
        return [file]
    by_page: dict[int, list[tuple[Quantity, Candidate]]] = defaultdict(list)
    for quantity, candidate in traced:
        if quantity.page is not None and quantity.bbox is not None:
            by_page[quantity.page].append((quantity, candidate))
    files = []
    traces = _traces(document, by_page, units)
    for number, picture in rendered_pages(path, sorted(by_page)):
        rows = [(q, trace) for (q, _), trace in zip(by_page[number], traces[number], strict=True)]
        file = target / f"page-{number:04}.png"
        write_whole(file, PagePicture(picture, f"{path.name}, page {number}").drawn(rows))
        files.append(file)
    return files


def _traces(
    document: Document, by_page: dict[int, list[tuple[Quantity, Candidate]]], units: UnitTable
) -> dict[int, list[Trace]]:
    traces: dict[int, list[Trace]] = {}
    for page in document.pages():
        if page.number in by_page:
            tracer = PageTracer(page, units)
            traces[page.number] = [tracer.trace(quantity, candidate) for quantity, candidate in by_page[page.number]]
    return traces
