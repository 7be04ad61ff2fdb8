"""Reading reports without a workspace: quantities and statements of one file or many."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from cnesg.disclosure import extract_statements
from cnesg.errors import InputError, MethodologyError, Problem
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.model import Quantity, Statement
from cnesg.text import Document, Page, read_document


@dataclass(frozen=True)
class ExtractionOptions:
    """What to read from a report.

    Attributes:
        company_id: whose report, passed to the extractor; None if unknown.
        year: fiscal year; None lets the extractor find it in the document.
        quantities: read quantities.
        statements: read statements.
    """

    company_id: str | None = None
    year: int | None = None
    quantities: bool = True
    statements: bool = True


@dataclass(frozen=True)
class Extraction:
    """What one file gave: the document's particulars, its facts, or the problems that kept it from being read."""

    path: Path
    document: Document | None
    quantities: tuple[Quantity, ...] = ()
    statements: tuple[Statement, ...] = ()
    problems: tuple[Problem, ...] = ()


def extract_file(path: Path, options: ExtractionOptions) -> Extraction:
    """All facts of one report.

    Raises:
        UnreadableDocumentError: the file can't be read; the message says why and what to do.
        InputError: no year was given and none stands in the report.
    """
    methodology = load_methodology()
    document = read_document(path)
    quantities = (
        extract_quantities(document, methodology, year=options.year, company_id=options.company_id)
        if options.quantities
        else []
    )
    statements = extract_statements(document, methodology, year=options.year) if options.statements else []
    return Extraction(path, document, tuple(quantities), tuple(statements))


def _attempt(path: Path, options: ExtractionOptions) -> Extraction:
    try:
        extraction = extract_file(path, options)
    except MethodologyError:
        raise  # that is no fault of the file
    except InputError as error:
        return Extraction(path, None, problems=error.problems)
    # The way back from another process carries particulars, not the open reader.
    return replace(extraction, document=extraction.document and replace(extraction.document, pages=_no_pages))


def _no_pages() -> Iterator[Page]:
    return iter(())


def extract_files(
    paths: Sequence[Path],
    options: ExtractionOptions,
    jobs: int = 1,
    on_done: Callable[[Extraction], None] | None = None,
) -> list[Extraction]:
    """The facts of many reports, in the order given; a bad file is reported in its place and stops nothing.

    Args:
        paths: the files.
        options: what to read from each.
        jobs: how many processes read at once.
        on_done: called with each result as it comes, in order; for progress bars.
    """
    results: list[Extraction] = []

    def collect(found: Iterator[Extraction]) -> None:
        for extraction in found:
            results.append(extraction)
            if on_done:
                on_done(extraction)

    if jobs <= 1 or len(paths) <= 1:
        collect(_attempt(path, options) for path in paths)
    else:
        # Fresh interpreters: neither polars nor pdfium may be forked.
        with ProcessPoolExecutor(max_workers=jobs, mp_context=get_context("spawn")) as pool:
            collect(pool.map(_attempt, paths, [options] * len(paths)))
    return results
