"""Reports into a workspace by several machines at once: each runs this, comes and goes as it likes."""

import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cnesg.engine import Engine, Limits
from cnesg.errors import Problem, WorkspaceError
from cnesg.framework.definitions import Profile
from cnesg.pipeline.in_groups import InGroups
from cnesg.pipeline.reports.extracting import Extraction, ExtractionOptions, content_hash, extract_taken
from cnesg.pipeline.reports.ingesting import checked_ids, reading
from cnesg.pipeline.reports.storing import MOST_ROWS, ROOM, WAIT, Ingested, Ready, Report, ReportStorage
from cnesg.pipeline.reports.work_progress import Progress, progress_of
from cnesg.pipeline.reports.work_queue import Entry, Terms, WorkQueue
from cnesg.pipeline.reports.work_records import Came, work_files
from cnesg.pipeline.workspace import Workspace

_LOCKED = "store.locked"


@dataclass(frozen=True)
class Told:
    """Who is told meanwhile.

    Attributes:
        of_report: called with each report that this worker stored or set aside.
        of_progress: called now and then with how far all workers are.
        every: seconds between two calls of that.
    """

    of_report: Callable[[Ingested], None] | None = None
    of_progress: Callable[[Progress], None] | None = None
    every: float = 10.0


def ingest_together(
    workspace: Workspace,
    reports: Sequence[Report],
    engine: Engine | None = None,
    limits: Limits | None = None,
    profile: Profile | None = None,
    *,
    terms: Terms | None = None,
    told: Told | None = None,
) -> Progress:
    """Take reports in beside others who do the same, until every report is in the workspace or set aside.

    Args:
        workspace: where they go; a working copy of a shared one, or one that several processes of this machine have.
        reports: what to take in, by paths that mean the same wherever this runs; companions in one order everywhere.
        engine: what reads here; one child process of this machine by default.
        limits: on time and memory of a report.
        profile: as for `cnesg.pipeline.reports.ingesting.ingest`.
        terms: on what terms reports are taken.
        told: who is told meanwhile.

    Returns:
        How far all of them are, which is: done.

    Raises:
        InputError: an unknown company or kind of document; nothing is stored then.
        StoreError: the disk refused, or the shared storage does not answer; what this worker had passes to others.
    """
    ids = checked_ids(workspace, reports)
    listed = [Entry.of(number, one, ids[one.company]) for number, one in enumerate(reports)]
    entries = list({entry.key: entry for entry in listed}.values())
    read_with, version = reading(workspace, profile)
    workspace.store.fetch()
    storage = ReportStorage(workspace, version)
    storage.known()
    told = told or Told()
    with WorkQueue(work_files(workspace), entries, version, terms or Terms()) as queue:
        worker = _Worker(queue, storage, entries, read_with, told.of_report)
        tell = _NowAndThen(queue, told)
        with InGroups[Ready](worker.store, wait=WAIT, most=MOST_ROWS, size=lambda one: one.rows, room=ROOM) as ready:
            while not queue.complete:
                for number, extraction in extract_taken(worker.tasks(), engine=engine, limits=limits):
                    for one in worker.read(number, extraction):
                        ready.put(one)
                    tell()
                for one in worker.passing():
                    ready.put(one)
                ready.flush()
                if not queue.complete:
                    time.sleep(min(1.0, queue.pause))
                    queue.look()
                    tell()
        queue.records.refresh()
        return progress_of(queue.records)


class _Worker:
    """What one of them does with what it takes.

    Args:
        queue: where it takes reports from.
        storage: where they go.
        entries: the whole list.
        read_with: part of a profile that reading uses, as JSON.
        on_done: called with each report that is stored or set aside.
    """

    def __init__(
        self,
        queue: WorkQueue,
        storage: ReportStorage,
        entries: Sequence[Entry],
        read_with: str | None,
        on_done: Callable[[Ingested], None] | None,
    ) -> None:
        self._queue, self._storage, self._read_with, self._on_done = queue, storage, read_with, on_done
        self._by_number = {entry.number: entry for entry in entries}
        self._before = _companion_before(entries)
        self._taken: dict[int, Entry] = {}
        self._waiting: dict[int, Ready] = {}
        self._passed: set[int] = set()

    def tasks(self) -> Iterator[tuple[Path, ExtractionOptions]]:
        """Reports as they are taken, until others have all that are left; what the workspace has is not read again."""
        self._taken, taken = {}, 0
        while (entry := self._queue.take()) is not None:
            report = entry.report
            if (content_hash(report.path), entry.company_id) in self._storage.seen:
                self._done([(entry, Ingested(report.path, known=True))])
                continue
            self._taken[taken] = entry
            taken += 1
            yield report.path, ExtractionOptions(entry.company_id, report.year, profile=self._read_with)

    def read(self, task: int, extraction: Extraction) -> Iterator[Ready]:
        """What may be stored now that a report was read."""
        entry = self._taken.pop(task)
        self._waiting[entry.number] = Ready(entry.number, entry.report, entry.company_id, extraction)
        yield from self.passing()

    def passing(self) -> Iterator[Ready]:
        """What may be stored now: companions in the order of the list, whoever has read them."""
        for number in sorted(self._waiting):
            before = self._before.get(number)
            if before is None or before.number in self._passed or self._queue.is_settled(before):
                self._passed.add(number)
                yield self._waiting.pop(number)

    def store(self, group: Sequence[Ready]) -> None:
        """Store what was read; that others are told of it comes last."""
        results = self._stored(group)
        self._done([(self._by_number[one.number], result) for one, result in zip(group, results, strict=True)])

    def _stored(self, group: Sequence[Ready]) -> list[Ingested]:
        while True:
            try:
                return self._storage.store(group)
            except WorkspaceError as error:  # another process of this machine is writing for long: nothing is lost
                if any(problem.message_id != _LOCKED for problem in error.problems):
                    raise

    def _done(self, results: Sequence[tuple[Entry, Ingested]]) -> None:
        came = [(_came(entry, self._queue.name, result), result) for entry, result in results]
        self._queue.finish([one for one, result in came if not _problems(result)])
        for one, result in came:
            if _problems(result):
                self._queue.set_aside(one, _problems(result))
            if self._on_done is not None:
                self._on_done(result)


def _problems(result: Ingested) -> tuple[Problem, ...]:
    return result.extraction.problems if result.extraction else ()


def _came(entry: Entry, worker: str, result: Ingested) -> Came:
    came, read = Came(entry.key, str(entry.report.path), worker, result.known), result.extraction
    if read is None:
        return came
    return replace(
        came,
        pages=read.document.page_count if read.document and read.document.media_type == "application/pdf" else 0,
        quantities=result.quantities,
        statements=result.statements,
        seconds=round(read.seconds, 3),
        cpu_seconds=round(read.cpu_seconds, 3),
        peak_memory=read.peak_memory,
    )


def _companion_before(entries: Sequence[Entry]) -> dict[int, Entry]:
    """The report that is to be stored before one, by the number of the latter."""
    last: dict[Hashable, Entry] = {}
    before: dict[int, Entry] = {}
    for entry in entries:
        if entry.companions in last:
            before[entry.number] = last[entry.companions]
        last[entry.companions] = entry
    return before


class _NowAndThen:
    """Tells how far all are, when it was told long enough ago."""

    def __init__(self, queue: WorkQueue, told: Told) -> None:
        self._queue, self._tell, self._every = queue, told.of_progress, told.every
        self._last = time.monotonic()

    def __call__(self) -> None:
        if self._tell is not None and time.monotonic() - self._last >= self._every:
            self._last = time.monotonic()
            self._tell(progress_of(self._queue.records))
