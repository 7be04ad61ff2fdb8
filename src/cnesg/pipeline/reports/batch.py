"""A batch of reports: what to read, what an earlier run has read already, and what came of it all."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cnesg.engine import Engine, Limits
from cnesg.pipeline.reports.batch_report import Read, measures, write_batch_report
from cnesg.pipeline.reports.extracting import Extraction, ExtractionOptions, extract_each
from cnesg.pipeline.reports.result_folder import Done, ResultFolder

_SLOWEST = 3


@dataclass(frozen=True)
class Batch:
    """What became of all reports, in the order given, and how long it took by the clock."""

    reads: tuple[Read, ...]
    seconds: float = 0.0

    @property
    def took(self) -> dict[str, float | None]:
        """See `cnesg.pipeline.reports.batch_report.measures`."""
        return measures(self.reads, self.seconds)

    @property
    def refused(self) -> tuple[Read, ...]:
        """The reports that could not be read."""
        return tuple(read for read in self.reads if read.problems)

    @property
    def known(self) -> tuple[Read, ...]:
        """The reports that an earlier run has read."""
        return tuple(read for read in self.reads if read.known)

    @property
    def quantities(self) -> int:
        """Of all reports together."""
        return sum(read.quantities for read in self.reads)

    @property
    def statements(self) -> int:
        """Of all reports together."""
        return sum(read.statements for read in self.reads)

    def slowest(self) -> tuple[Read, ...]:
        """The few that took longest, the longest first."""
        return tuple(sorted((r for r in self.reads if r.seconds), key=lambda r: -r.seconds)[:_SLOWEST])


def read_batch(
    paths: Sequence[Path],
    options: ExtractionOptions,
    *,
    engine: Engine | None = None,
    limits: Limits | None = None,
    on_done: Callable[[Extraction], None] | None = None,
) -> Batch:
    """Read reports; `on_done` gets each extraction as it comes and is all that keeps the facts."""
    reads: dict[int, Read] = {}
    begun = time.monotonic()
    for index, extraction in extract_each(paths, options, engine=engine, limits=limits):
        reads[index] = _read(extraction)
        if on_done:
            on_done(extraction)
    return Batch(tuple(reads[index] for index in range(len(paths))), time.monotonic() - begun)


def read_into_folder(
    paths: Sequence[Path],
    options: ExtractionOptions,
    results: ResultFolder,
    *,
    engine: Engine | None = None,
    limits: Limits | None = None,
    again: bool = False,
    on_done: Callable[[], None] | None = None,
) -> Batch:
    """Read reports into a folder, one file of facts each; those that are there already are left as they are.

    A report is there already if an earlier run read the same content with the same version and options. Each file
    appears whole as soon as its report is read, so that a run that is broken off can be taken up again. What was set
    aside and what the batch took stands in `batch-report.json` beside them (`cnesg.pipeline.reports.batch_report`).

    Args:
        paths: the reports.
        options: what to read from each.
        results: where the files go; made for the same options.
        engine: what reads; one child process of this machine by default.
        limits: on time and memory of a report.
        again: read all of them anew.
        on_done: called for each report; for progress bars.

    Raises:
        InputError: the folder can't be written to.
    """
    reads: dict[int, Read] = {}
    begun = time.monotonic()
    for index, path in enumerate(paths):
        done = None if again else results.done(path)
        if done is not None:
            reads[index] = _known(path, done)
            if on_done:
                on_done()
    rest = [index for index in range(len(paths)) if index not in reads]
    for place, extraction in extract_each([paths[i] for i in rest], options, engine=engine, limits=limits):
        output = None if extraction.problems else results.keep(extraction)
        reads[rest[place]] = _read(extraction, output)
        if on_done:
            on_done()
    batch = Batch(tuple(reads[index] for index in range(len(paths))), time.monotonic() - begun)
    write_batch_report(results.folder, batch.reads, batch.seconds, engine.name if engine else "local")
    return batch


def _known(path: Path, done: Done) -> Read:
    return Read(path, done.quantities, done.statements, notes=done.notes, known=True, output=done.output)


def _read(extraction: Extraction, output: Path | None = None) -> Read:
    return Read(
        extraction.path,
        len(extraction.quantities),
        len(extraction.statements),
        extraction.problems,
        extraction.notes,
        extraction.seconds,
        extraction.cpu_seconds,
        extraction.peak_memory,
        output=output,
    )
