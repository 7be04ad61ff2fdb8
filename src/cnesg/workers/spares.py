"""Workers that wait between one run and the next, in a process that reads now and again.

A worker needs seconds to import what it works with. A command begins and ends, and its workers with it; a notebook, a
service or a run of tests that reads one report at a time would wait for a new one each time.
"""

import os
from collections.abc import Callable, Collection
from pathlib import Path
from threading import Lock
from typing import Generic, Protocol, TypeVar
from weakref import WeakKeyDictionary

from cnesg.workers.child import Work


class Process(Protocol):
    """A child process seen from the parent."""

    @property
    def idle(self) -> bool:
        """Whether it has nothing to do and could be given a task."""

    def stop(self) -> None:
        """End the process."""


Worker = TypeVar("Worker", bound=Process)
_Terms = tuple[Work, Path, frozenset[tuple[str, str]]]


class Spares(Generic[Worker]):
    """Idle workers, known by the work, folder and environment they began with; none unless told to keep some."""

    def __init__(self) -> None:
        self._count = 0
        self._ignoring: Collection[str] = ()
        self._terms: WeakKeyDictionary[Worker, _Terms] = WeakKeyDictionary()
        self._waiting: list[Worker] = []
        self._lock = Lock()

    def keep(self, count: int, ignoring: Collection[str] = ()) -> None:
        """Keep so many idle workers from now on, whatever the variables of the environment to be ignored are."""
        with self._lock:
            self._count, self._ignoring = count, ignoring
        self._trim()

    def take(self, work: Work, begin: Callable[[Work], Worker]) -> Worker:
        """A worker that waited and would be started just so today, or a new one."""
        if not self._count:  # a command, which may stand in a folder that is gone
            return begin(work)
        environment = frozenset((name, value) for name, value in os.environ.items() if name not in self._ignoring)
        terms = (work, Path.cwd(), environment)
        with self._lock:
            for place, worker in enumerate(self._waiting):
                if self._terms[worker] == terms and worker.idle:
                    return self._waiting.pop(place)
        worker = begin(work)
        self._terms[worker] = terms
        return worker

    def leave(self, worker: Worker) -> None:
        """A run has ended: its worker waits for the next one if it is well and there is room, else it is ended."""
        if not (self._count and worker in self._terms and worker.idle):
            worker.stop()
            return
        with self._lock:
            self._waiting.append(worker)
        self._trim()

    def _trim(self) -> None:
        """End those beyond what is kept, the longest waiting first."""
        with self._lock:
            over = self._waiting[: max(0, len(self._waiting) - self._count)]
            del self._waiting[: len(over)]
        for worker in over:
            worker.stop()
