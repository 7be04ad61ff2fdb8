"""How far all are who read reports together, told from anywhere: by one of them, or by whoever looks."""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cnesg.errors import Problem, StoreError
from cnesg.pipeline.reports.batch_report import Read, measures
from cnesg.pipeline.reports.work_records import WORK, WORKERS, Came, SetAside, WorkRecords

_CLOCK = f"{WORK}/clock"


@dataclass(frozen=True)
class InWork:
    """A report that somebody has.

    Attributes:
        path: of the report.
        company: id of the company.
        worker: who has it.
        alive: whether that worker gives signs of life; if not, the report passes to another one.
        seconds: for how long.
        attempt: how often it was taken up, this time included.
    """

    path: str
    company: str
    worker: str
    alive: bool
    seconds: float
    attempt: int


@dataclass(frozen=True)
class Share:
    """What one worker did.

    Attributes:
        worker: its name: machine, process and a number drawn.
        alive: whether it gives signs of life.
        reports: read, those set aside among them.
        pages: of what was read.
        cpu_seconds: of a processor.
    """

    worker: str
    alive: bool
    reports: int
    pages: int
    cpu_seconds: float


@dataclass(frozen=True)
class Progress:
    """How far all are.

    Attributes:
        reports: that were announced.
        waiting: that nobody has.
        in_work: that somebody has, those that are read and not stored yet among them.
        stored: by one of the workers.
        known: that the workspace had already.
        set_aside: that could not be read, or took workers down.
        workers: who has done what.
        pages_a_second: of those who are at work, together; None where nobody has read anything yet.
        reports_a_minute: likewise.
        seconds_left: how long the rest would take at this rate.
        took: what all of it took: see `cnesg.pipeline.reports.batch_report.measures`; seconds by the storage's clock,
            from the first list of reports to the last one that was done.
    """

    reports: int
    waiting: int
    in_work: tuple[InWork, ...]
    stored: int
    known: int
    set_aside: tuple[SetAside, ...]
    workers: tuple[Share, ...]
    pages_a_second: float | None
    reports_a_minute: float | None
    seconds_left: float | None
    took: dict[str, float | None]

    @property
    def pages(self) -> int:
        """Of all reports that were read."""
        return sum(one.pages for one in self.workers)

    @property
    def complete(self) -> bool:
        """Whether nothing waits and nobody has anything."""
        return not (self.waiting or self.in_work)

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        aside = [
            {
                "path": one.came.path,
                "harmful": one.harmful,
                "attempts": one.attempts,
                "worker": one.came.worker,
                "problems": [{"what": name, "text": text} for name, text in one.problems],
            }
            for one in self.set_aside
        ]
        return {**asdict(self), "set_aside": aside, "pages": self.pages, "complete": self.complete}


def progress_of(records: WorkRecords) -> Progress:
    """How far all are, by what stands in the files; the records are read on before.

    Raises:
        StoreError: the storage does not answer.
    """
    records.refresh()
    files = records.files
    now = _now(records)
    signs = files.changed(WORKERS)
    said = dict(zip(signs, files.contents(list(signs)), strict=True))
    states = {name.rpartition("/")[2]: (_state(said[name]), now - seen) for name, seen in signs.items()}
    alive = {name: state for name, (state, age) in states.items() if age < state.get("lease", 0.0)}
    open_leases = [one for one in records.leases.values() if not _is_settled(records, one.key)]
    in_work = tuple(
        InWork(one.path, one.company, one.worker, one.worker in alive, max(0.0, now - one.taken), one.attempt)
        for one in sorted(open_leases, key=lambda one: one.taken)
    )
    settled = records.done.keys() | records.aside.keys()
    left = len(records.reports.keys() - settled)
    rates = [
        (state["reports"] / state["seconds"], state["pages"] / state["seconds"])
        for state in alive.values()
        if state.get("reports") and state["seconds"] > 0
    ]
    reports_a_second, pages_a_second = (sum(one) for one in zip(*rates, strict=True)) if rates else (0.0, 0.0)
    came = list(records.done.values())
    return Progress(
        reports=len(records.reports.keys() | settled),
        waiting=max(0, left - len(in_work)),
        in_work=in_work,
        stored=sum(not one.known for one in came),
        known=sum(one.known for one in came),
        set_aside=tuple(sorted(records.aside.values(), key=lambda one: one.came.path)),
        workers=tuple(_shares(records, set(alive))),
        pages_a_second=round(pages_a_second, 2) if rates else None,
        reports_a_minute=round(60 * reports_a_second, 2) if rates else None,
        seconds_left=round(left / reports_a_second, 1) if rates and reports_a_second else None,
        took=measures(list(_reads(records)), max(0.0, records.ended - records.began)),
    )


def _is_settled(records: WorkRecords, key: str) -> bool:
    return key in records.done or key in records.aside


def _shares(records: WorkRecords, alive: set[str]) -> Iterator[Share]:
    theirs: dict[str, list[Came]] = {name: [] for name in alive}
    for came in (*records.done.values(), *(one.came for one in records.aside.values())):
        theirs.setdefault(came.worker, []).append(came)
    for name, some in sorted(theirs.items()):
        pages, seconds = sum(one.pages for one in some), sum(one.cpu_seconds for one in some)
        yield Share(name, name in alive, len(some), pages, round(seconds, 3))


def _reads(records: WorkRecords) -> Iterator[Read]:
    asides = [(one.came, tuple(Problem.of(name) for name, _ in one.problems)) for one in records.aside.values()]
    for came, problems in [*((one, ()) for one in records.done.values()), *asides]:
        yield Read(
            Path(came.path),
            came.quantities,
            came.statements,
            problems,
            seconds=came.seconds,
            cpu_seconds=came.cpu_seconds,
            peak_memory=came.peak_memory,
            known=came.known,
        )


def _now(records: WorkRecords) -> float:
    """The present instant by the storage's clock, by which it dates files; where nothing may be put there, by ours."""
    try:
        records.files.replace(_CLOCK, b"", durable=False)
        return records.files.changed(WORK)[_CLOCK]
    except (StoreError, KeyError):
        return time.time()


def _state(content: bytes | None) -> dict[str, float]:
    """What a worker says of itself; nothing while it is just writing it."""
    try:
        found = json.loads(content or b"{}")
    except ValueError:
        return {}
    return {str(name): float(value) for name, value in found.items()}
