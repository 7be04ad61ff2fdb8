"""Reports that several machines read together: each is taken under a lease, and taken over from one that died.

A lease holds as long as whoever has it gives signs of life. It spares work, it does not guard the tables: two may have
one report for a moment, and what is read twice is stored once (`cnesg.pipeline.reports.storing`).
"""

import hashlib
import json
import time
from collections import deque
from collections.abc import Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Self

from cnesg.errors import Problem, StoreError
from cnesg.pipeline.reports.storing import Report, companions
from cnesg.pipeline.reports.work_records import WORKERS, Came, DoneBook, Lease, SetAside, WorkRecords, key_of, told
from cnesg.store.presence import Presence
from cnesg.store.shared_files import SharedFiles

LEASE = 30.0
"""Seconds without a sign of life after which a worker counts as gone."""
ATTEMPTS = 3
"""How many workers a report may take down with it before it is set aside."""


@dataclass(frozen=True)
class Terms:
    """On what terms reports are taken.

    Attributes:
        lease: seconds without a sign of life after which others take over what a worker has.
        attempts: how many workers a report may take down with it before it is set aside.
        again: read reports that were set aside again.
    """

    lease: float = LEASE
    attempts: int = ATTEMPTS
    again: bool = False


@dataclass(frozen=True)
class Entry:
    """A report that is to be read.

    Attributes:
        number: its place in the list.
        key: what it is called among those who work.
        report: the report.
        company_id: id of its company.
    """

    number: int
    key: str
    report: Report
    company_id: str

    @classmethod
    def of(cls, number: int, report: Report, company_id: str) -> "Entry":
        """The entry of a report."""
        return cls(number, key_of(report, company_id), report, company_id)

    @property
    def companions(self) -> Hashable:
        """See `cnesg.pipeline.reports.storing.companions`."""
        return companions(self.report, self.company_id)


class WorkQueue:
    """What is to be read, as one of those who read sees it. Use as a context manager: leaving it gives up all leases.

    One thread takes, another may finish; a third one gives signs of life meanwhile.

    Args:
        files: where those who work tell each other what they do.
        entries: what is to be read; the same list for all, or lists that overlap.
        version: what reads; what another version could not read is tried again.
        terms: on what terms reports are taken.

    Attributes:
        records: what all of them did.
        held: leases on reports that this worker has, by key.
    """

    def __init__(self, files: SharedFiles, entries: Sequence[Entry], version: str, terms: Terms) -> None:
        self.records = WorkRecords(files)
        self.held: dict[str, Lease] = {}
        self._entries, self._version, self._terms = entries, version, terms
        self._presence = Presence(files, WORKERS, terms.lease)
        self._book = DoneBook(files, self._presence.name)
        self._writing = Lock()
        self._shares = [_share(entry) for entry in entries]
        self._mine: deque[Entry] = deque()
        self._others: deque[Entry] = deque()
        self._cut_for: tuple[str, ...] = ()
        self._looked = float("-inf")
        self._began = time.monotonic()
        self._reports = self._pages = 0
        self._leaving = Event()
        self._beat = Thread(target=self._give_signs, daemon=True)

    @property
    def name(self) -> str:
        """This worker's."""
        return self._presence.name

    @property
    def pause(self) -> float:
        """Seconds after which it is worth looking again."""
        return self._presence.pause

    @property
    def complete(self) -> bool:
        """Whether every report of the list is done or set aside."""
        return all(self._settled(entry) for entry in self._entries)

    def __enter__(self) -> Self:
        self._presence.sign(self._state())
        self.records.refresh()
        if self._terms.again:
            self.records.forget_aside([entry.key for entry in self._entries])
        self.records.announce({entry.key: str(entry.report.path) for entry in self._entries})
        self.look()
        self._beat.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leaving.set()
        self._beat.join()
        with suppress(StoreError):  # leases run out by themselves
            self.records.give_up(list(self.held.values()))
            self._presence.leave()

    def look(self) -> None:
        """See what others did, and who is at work.

        Raises:
            StoreError: the storage does not answer or lets nobody write.
        """
        self.records.refresh()
        self._presence.sign(self._state())
        self._presence.look_around()  # after the leases: whoever has one gave a sign before
        self._looked = time.monotonic()
        if self._presence.alive != self._cut_for or not (self._mine or self._others):
            self._cut()

    def take(self) -> Entry | None:
        """A report to read, under a lease; None while others have all that are left. Errors as for `look`."""
        if time.monotonic() - self._looked > self.pause:
            self.look()
        for waiting in (self._mine, self._others):
            while waiting:
                entry = waiting.popleft()
                if not self._settled(entry) and entry.key not in self.held and self._taken(entry):
                    return entry
        return None

    def finish(self, came: Sequence[Came]) -> None:
        """Note reports that are stored, or were found in the workspace. Errors as for `look`."""
        if not came:
            return
        with self._writing:
            self._book.add(came)
            self.records.note(came)
            self._reports += len(came)
            self._pages += sum(one.pages for one in came)
            self._give_up([one.key for one in came])

    def set_aside(self, came: Came, problems: Sequence[Problem]) -> None:
        """Note a report that can't be read, and why. Errors as for `look`."""
        with self._writing:
            attempt = self.held[came.key].attempt if came.key in self.held else self._terms.attempts
            self.records.set_aside(SetAside(came, self._version, attempt, told(problems)))
            self._reports += 1
            self._give_up([came.key])

    def is_settled(self, entry: Entry) -> bool:
        """Whether a report is done or set aside."""
        return self._settled(entry)

    def _settled(self, entry: Entry) -> bool:
        aside = self.records.aside.get(entry.key)
        return entry.key in self.records.done or (aside is not None and aside.version == self._version)

    def _taken(self, entry: Entry) -> bool:
        last = self.records.leases.get(entry.key)
        if last is not None and last.worker in self._presence.alive:
            return False
        attempt = 1 if last is None else last.attempt + 1
        if last is not None and attempt > self._terms.attempts:
            problem = Problem.of("pipeline.took_workers_down", path=entry.report.path, attempts=last.attempt)
            self.set_aside(Came(entry.key, str(entry.report.path), last.worker), [problem])
            return False
        lease = Lease(entry.key, attempt, self.name, str(entry.report.path), entry.company_id)
        if not self.records.take(lease):
            return False
        self.held[entry.key] = lease
        return True

    def _give_up(self, keys: Sequence[str]) -> None:
        """Delete all leases on reports that are settled: their own, and those of workers that died on them."""
        held = [lease for key in keys if (lease := self.held.pop(key, None)) is not None]
        earlier = [lease for key in keys for lease in self.records.leases_of(key)]
        self.records.give_up({lease.name: lease for lease in (*held, *earlier)}.values())

    def _cut(self) -> None:
        """One's own share first, so that few want the same; companions belong together."""
        alive = self._presence.alive
        mine, others = deque[Entry](), deque[Entry]()
        for entry, share in zip(self._entries, self._shares, strict=True):
            if not self._settled(entry):
                (mine if alive[share % len(alive)] == self.name else others).append(entry)
        self._mine, self._others, self._cut_for = mine, others, alive

    def _state(self) -> bytes:
        seconds = time.monotonic() - self._began
        told = {"lease": self._terms.lease, "seconds": seconds, "reports": self._reports, "pages": self._pages}
        return json.dumps(told).encode()

    def _give_signs(self) -> None:
        while not self._leaving.wait(self.pause):
            with suppress(StoreError):  # the next sign may arrive; if none does, others take over
                self._presence.sign(self._state())


def _share(entry: Entry) -> int:
    return int.from_bytes(hashlib.sha256(repr(entry.companions).encode()).digest()[:8])
