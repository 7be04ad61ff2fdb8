"""Reading reports without a workspace: quantities and statements of one file or many.

What reads is imported by the functions that read: they run in child processes, and the parent, which only names them,
would otherwise import it all before it starts the first.
"""

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cnesg import telemetry
from cnesg.engine import Engine, Failure, Limits, LocalEngine, Outcome
from cnesg.errors import InputError, MethodologyError, Problem
from cnesg.pipeline.reports.avoided_pages import NONE_AVOIDED, AvoidedPages

if TYPE_CHECKING:
    from cnesg.framework import Methodology
    from cnesg.model import Quantity, Statement
    from cnesg.text import Document, Page

_NEW_OBJECTS = 500_000  # between two looks of the garbage collector: at most some 40 MiB; 700 otherwise


@dataclass(frozen=True)
class ExtractionOptions:
    """What to read from a report.

    Attributes:
        company_id: whose report, passed to the extractor; None if unknown.
        year: fiscal year; None lets the extractor find it in the document.
        quantities: read quantities.
        statements: read statements.
        pictures: read what pages show as pictures too, where the `ocr` extra is installed.
        profile: a profile as JSON: its overrides are in force, and only its data points are asked for; None for the
            methodology as it ships.
        debug: a folder for pictures of what was found (`cnesg.pipeline.reports.debugging`); none if None.
    """

    company_id: str | None = None
    year: int | None = None
    quantities: bool = True
    statements: bool = True
    pictures: bool = True
    profile: str | None = None
    debug: Path | None = None


class ReportTask(NamedTuple):
    """A report to read in a child process.

    Attributes:
        path: the file.
        options: what to read from it.
        avoided: pages that brought an earlier attempt down.
    """

    path: Path
    options: ExtractionOptions
    avoided: AvoidedPages = NONE_AVOIDED

    def without(self, failure: Failure) -> "ReportTask | None":
        """The same without the page at which an attempt failed."""
        avoided = self.avoided.after(failure)
        return None if avoided is None else self._replace(avoided=avoided)


@dataclass(frozen=True)
class Extraction:
    """What one file gave: the document's particulars, its facts, or the problems that kept it from being read.

    `seconds`, `cpu_seconds` and `peak_memory` (bytes) tell what it took.
    """

    path: Path
    document: "Document | None"
    quantities: "tuple[Quantity, ...]" = ()
    statements: "tuple[Statement, ...]" = ()
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_memory: int = 0

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What was left out without refusing the file: pages that were not read, or not wholly; a third language."""
        if self.document is None:
            return ()
        if self.document.third_language:
            return (Problem.of("text.third_language", path=self.path),)
        from cnesg.text.unread import unread_problems

        return unread_problems(self.path, self.document.unread)

    @property
    def nothing_found(self) -> bool:
        """Whether the file was read and states nothing that was asked for."""
        return not (self.problems or self.quantities or self.statements)


def extract_file(path: Path, options: ExtractionOptions, avoided: AvoidedPages = NONE_AVOIDED) -> Extraction:
    """All facts of one report, read in this process.

    Args:
        path: the file.
        options: what to read from it.
        avoided: pages that are not to be tried.

    Raises:
        UnreadableDocumentError: the file can't be read, or none of its pages; the message says why and what to do.
        InputError: no year was given and none stands in the report.
    """
    with telemetry.span("report") as span:
        extraction = _extracted(path, options, avoided)
        if (document := extraction.document) is not None:
            span.note(document=document.sha256, pages=document.page_count, language=document.language)
        span.note(quantities=len(extraction.quantities), statements=len(extraction.statements))
        return extraction


def _extracted(path: Path, options: ExtractionOptions, avoided: AvoidedPages) -> Extraction:
    from cnesg.disclosure import extract_statements
    from cnesg.extraction.documents.relevance import is_of_a_company
    from cnesg.extraction.knowledge import Knowledge
    from cnesg.extraction.quantities import traced_quantities
    from cnesg.pipeline.reports.opening import open_report, refuse_unread
    from cnesg.text import PassingSentences

    methodology = _methodology(options.profile)
    with telemetry.span("opening"):
        document = open_report(path, avoided, pictures=options.pictures)
    if document.third_language:
        return Extraction(path, document)
    passing = PassingSentences(document, lambda sentence: sentence.kind == "text")
    source = passing.document if options.statements else document
    with telemetry.span("quantities"):
        traced = traced_quantities(source, methodology, year=options.year) if options.quantities else []
    if options.debug is not None:
        from cnesg.pipeline.reports.debugging import write_debug

        write_debug(path, document, traced, Knowledge.of(methodology).units, options.debug)
    refuse_unread(path, document)
    quantities = [quantity for quantity, _ in traced]
    statements = []
    if options.statements:
        with telemetry.span("statements"):
            statements = extract_statements(document, methodology, year=options.year, read=passing.sentences())
    if not is_of_a_company(Knowledge.of(methodology), quantities):
        return Extraction(path, document)
    return Extraction(path, document, tuple(quantities), tuple(statements))


@cache
def _methodology(profile: str | None) -> "Methodology":
    """The methodology that reports are read with; made once a process."""
    from cnesg.framework import load_methodology

    shipped = load_methodology()
    if profile is None:
        return shipped
    from cnesg.framework.definitions import Profile
    from cnesg.framework.overrides import with_everything

    return with_everything(shipped, Profile.model_validate_json(profile))


def prepare_process() -> None:
    """Load what every report needs, once a process of its own.

    What is loaded stays for good: the garbage collector need not look at it again, nor as often at what a report makes,
    which is little and mostly goes by itself. That is a tenth of the time.
    """
    from cnesg.extraction.knowledge import Knowledge
    from cnesg.framework import load_methodology

    gc.set_threshold(_NEW_OBJECTS)
    Knowledge.of(load_methodology())
    gc.collect()
    gc.freeze()


def _attempt(task: ReportTask) -> Extraction:
    path = task.path
    try:
        extraction = extract_file(*task)
    except MethodologyError:
        raise  # that is no fault of the file
    except InputError as error:
        return Extraction(path, None, problems=error.problems)
    # The way back from another process carries particulars, not the open reader.
    return replace(extraction, document=extraction.document and replace(extraction.document, pages=_no_pages))


def _no_pages() -> "Iterator[Page]":
    return iter(())


def extract_each(
    paths: Sequence[Path],
    options: ExtractionOptions | Sequence[ExtractionOptions],
    *,
    engine: Engine | None = None,
    limits: Limits | None = None,
    largest_first: bool = True,
) -> Iterator[tuple[int, Extraction]]:
    """The facts of many reports as they come, each read in a child process within limits.

    Args:
        paths: the files.
        options: what to read from each: one for all, or one a file.
        engine: what reads; one child process of this machine by default.
        limits: on time and memory of a file.
        largest_first: start with the largest files, so that the last to end is a small one; else in the order given.

    Yields:
        The file's place in `paths` and its extraction. A file that can't be read, takes too long or too much, or brings
        its process down, comes with the problem and stops nothing.

    Raises:
        MethodologyError: the methodology data is broken.
        InputError: the child processes can't start.
    """
    each = [options] * len(paths) if isinstance(options, ExtractionOptions) else options
    tasks = list(enumerate(zip(paths, each, strict=True)))
    if largest_first:
        tasks.sort(key=lambda task: -_size(task[1][0]))
    for place, extraction in extract_taken((task for _, task in tasks), engine=engine, limits=limits):
        yield tasks[place][0], extraction


def extract_taken(
    tasks: Iterable[tuple[Path, ExtractionOptions]], *, engine: Engine | None = None, limits: Limits | None = None
) -> Iterator[tuple[int, Extraction]]:
    """As `extract_each`, of files that are taken one after the other as there is somebody to read them.

    Args:
        tasks: each file and what to read from it.
        engine: what reads; one child process of this machine by default.
        limits: on time and memory of a file.

    Yields:
        The number of the task, in the order in which they were taken, and its extraction.
    """
    limits, reading = limits or Limits(), engine or LocalEngine()
    paths: dict[int, Path] = {}

    def taken() -> Iterator[ReportTask]:
        for number, task in enumerate(tasks):
            paths[number] = task[0]
            yield ReportTask(*task)

    for outcome in reading.run(_attempt, taken(), prepare=prepare_process, limits=limits):
        yield outcome.index, _extraction(paths.pop(outcome.index), outcome, limits)


def extract_files(
    paths: Sequence[Path],
    options: ExtractionOptions | Sequence[ExtractionOptions],
    engine: Engine | None = None,
    on_done: Callable[[Extraction], None] | None = None,
    limits: Limits | None = None,
) -> list[Extraction]:
    """As `extract_each`, all at once and in the order given.

    Args:
        paths: the files.
        options: what to read from each: one for all, or one a file.
        engine: what reads; one child process of this machine by default.
        on_done: called with each result as it comes; for progress bars.
        limits: on time and memory of a file.
    """
    results: dict[int, Extraction] = {}
    for index, extraction in extract_each(paths, options, engine=engine, limits=limits):
        results[index] = extraction
        if on_done:
            on_done(extraction)
    return [results[index] for index in range(len(paths))]


def content_hash(path: Path) -> str | None:
    """SHA-256 of a file's content, which names the document; None where it can't be read, or is no file."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def _extraction(path: Path, outcome: Outcome, limits: Limits) -> Extraction:
    extraction: Extraction = (
        outcome.result
        if outcome.failure is None
        else Extraction(path, None, problems=(limit_problem(path, outcome.failure, limits),))
    )
    return replace(
        extraction, seconds=outcome.seconds, cpu_seconds=outcome.cpu_seconds, peak_memory=outcome.peak_memory
    )


def limit_problem(path: Path, failure: Failure, limits: Limits) -> Problem:
    """Why a child process gave no result for a file."""
    match failure.kind:
        case "time":
            return Problem.of("pipeline.too_slow", path=path, seconds=round(limits.seconds))
        case "memory":
            return Problem.of("pipeline.too_much_memory", path=path, memory=limits.memory // 1024**2)
        case "death":
            return Problem.of("pipeline.reader_died", path=path, detail=failure.detail)
        case "error":
            return Problem.of("pipeline.reader_failed", path=path, detail=failure.detail)
