"""Work in child processes that can be killed: limits on time and memory, and a death costs one task only.

Each worker has a pipe of its own and nothing shared, so that one that is killed in the middle of anything harms no
other. Workers are spawned (neither polars nor pdfium may be forked) and stay warm from task to task. Why no library
does this: docs/decisions/killable-workers.md.
"""

import contextlib
import math
import signal
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import wait
from threading import Lock
from types import ModuleType
from typing import Any

from cnesg import telemetry
from cnesg.errors import CnesgError, InputError
from cnesg.workers.child import GOT_ON, Work, nothing, serve
from cnesg.workers.places import SharedPlace
from cnesg.workers.spares import Spares
from cnesg.workers.tasks import Failure, Limits, Outcome, Todo, next_try

_STARTING = 120.0  # seconds in which a worker must have imported what it needs


def run_tasks(
    function: Callable[[Any], Any],
    tasks: Iterable[Any],
    *,
    prepare: Callable[[], object] | None = None,
    jobs: int = 1,
    limits: Limits | None = None,
) -> Iterator[Outcome]:
    """Call a function on each task in child processes; yields outcomes as they come.

    Args:
        function: importable by name; its argument and result go through a pipe.
        tasks: one argument a call; started in this order, each taken when there is a process for it.
        prepare: called once in each process before its first task, outside the time of any.
        jobs: how many processes work at once.
        limits: for each task.

    Yields:
        One outcome a task, in the order in which they end.

    Raises:
        CnesgError: the function raised it; all work is stopped then.
        InputError: workers die before they begin, for instance for lack of memory.
    """
    limits = limits or Limits()
    todo, deaths = Todo(tasks), Counter[int]()
    work = Work(function, prepare or nothing, limits)
    workers: list[_Worker] = []
    waiting: deque[tuple[int, Any]] = deque()
    try:
        while True:
            free = jobs - sum(worker.index is not None for worker in workers) - len(waiting)
            waiting += islice(iter(todo.take, None), free)
            if not todo.held:
                return
            workers += [_spares.take(work, _Worker) for _ in range(min(jobs, todo.held) - len(workers))]
            for place, worker in enumerate(workers):
                if worker.dead and waiting:  # an idle one may have died too, which is no task's fault
                    workers[place] = worker = _spares.take(work, _Worker)  # noqa: PLW2901 - replaced on purpose
                if worker.ready and worker.index is None and waiting:
                    worker.give(*waiting.popleft())
            active = [w for w in workers if not w.dead and (w.index is not None or not w.ready)]
            _wait_for(workers, active)
            for worker in workers:
                outcome = worker.look()
                if outcome is None:
                    continue
                index = outcome.index
                deaths[index] += _is_death(outcome)
                following = next_try(todo.task(index), outcome, deaths[index], limits)
                if following is None:
                    todo.done(index)
                    yield outcome
                else:
                    deaths[index] = deaths[index] if following is todo.task(index) else 0
                    todo.again(index, following)
    finally:
        for worker in workers:
            _spares.leave(worker)


def keep_workers(count: int, ignoring: Collection[str] = ()) -> None:
    """Let idle child processes wait for the next run of the same work instead of ending them.

    For a process that reads a report now and again, as a notebook or a service: a new child process takes seconds to
    import what it needs. Ends with this process; none are kept unless this is called.

    Args:
        count: at most so many; 0 ends those that wait.
        ignoring: variables of the environment that may change without a worker having to begin anew.
    """
    _spares.keep(count, ignoring)


def _is_death(outcome: Outcome) -> bool:
    return outcome.failure is not None and outcome.failure.kind == "death"


def _wait_for(workers: Sequence["_Worker"], active: Sequence["_Worker"]) -> None:
    """Until a worker says something or dies, or the next limit is reached."""
    if not active:
        return
    watched: list[Any] = [w.connection for w in workers if not w.dead]
    watched += [w.process.sentinel for w in workers if not w.dead]
    wait(watched, timeout=max(0.0, min(w.deadline for w in active) - time.monotonic()))


class _Worker:
    """A child process seen from the parent."""

    def __init__(self, work: Work) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.at = SharedPlace(context)
        self.process = context.Process(target=serve, args=(theirs, work, self.at), daemon=True)
        with nullcontext() if work.of_program else _bare_program():
            self.process.start()
        theirs.close()
        self.limits = work.limits
        self.ready = False
        self.dead = False
        self.index: int | None = None
        self.started = time.monotonic()
        self._deadline = self.started + _STARTING

    def give(self, index: int, task: Any) -> None:
        """Hand over a task."""
        self.index = index
        self.started = time.monotonic()
        self._deadline = self.started + self.limits.seconds
        self.at.leave()
        with contextlib.suppress(OSError):  # it has just died: `look` will see
            self.connection.send((telemetry.carrier(), task))

    def look(self) -> Outcome | None:
        """The outcome of the task, if there is one by now."""
        if self.dead:
            return None
        if self.connection.poll():
            try:
                return self._heard(self.connection.recv())
            except (EOFError, OSError):
                return self._died()
        late = time.monotonic() >= self.deadline and (self.index is not None or not self.ready)
        if late and not self.ready and self.process.is_alive():
            self.stop()
            raise InputError.of("pipeline.worker_late", seconds=round(_STARTING))
        if not self.process.is_alive():
            return self._died()
        if late:
            self.stop()
            there = time.monotonic() >= self._deadline_there
            return self._failed(Failure("time", place=self.at.place if there else None))
        return None

    def _heard(self, message: Any) -> Outcome | None:
        if message is None:
            self.ready = True
            return None
        if message == GOT_ON:
            self._deadline = time.monotonic() + self.limits.seconds
            return None
        if isinstance(message, CnesgError):
            raise message
        outcome: Outcome = replace(message, index=self.index or 0, seconds=time.monotonic() - self.started)
        self.index = None
        if outcome.failure is not None:
            outcome = replace(outcome, failure=replace(outcome.failure, place=self.at.place))
            self.stop()  # who knows what an exception left behind
        return outcome

    def _died(self) -> Outcome | None:
        self.process.join(1.0)
        code = self.process.exitcode
        self.stop()
        if not self.ready:
            raise InputError.of("pipeline.worker_start", memory=self.limits.memory // 1024**2)
        if self.index is None:
            return None
        return self._failed(Failure("death", _ending(code), self.at.place))

    def _failed(self, failure: Failure) -> Outcome:
        outcome = Outcome(self.index or 0, None, failure, time.monotonic() - self.started)
        self.index = None
        return outcome

    @property
    def deadline(self) -> float:
        """When it must have ended its task, or be at another place of it."""
        return min(self._deadline, self._deadline_there)

    @property
    def _deadline_there(self) -> float:
        if self.index is None or self.at.place is None:
            return math.inf
        return self.at.since + self.limits.share_of_place * self.limits.seconds

    @property
    def idle(self) -> bool:
        """Whether it has nothing to do and could be given a task."""
        return self.ready and self.index is None and not self.dead and self.process.is_alive()

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        if not self.dead:
            self.dead = True
            self.process.kill()
            self.process.join()
            self.connection.close()


_starting = Lock()


@contextmanager
def _bare_program() -> Iterator[None]:
    """While this lasts, a process that is started knows nothing of the program that runs here."""
    with _starting:
        program = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = program


_spares = Spares[_Worker]()


def _ending(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


class Slot:
    """One place where tasks are answered one after another, each within limits in a child process that stays warm."""

    def __init__(
        self,
        function: Callable[[Any], Any],
        prepare: Callable[[], object] | None = None,
        limits: Limits | None = None,
        *,
        of_program: bool = True,
    ) -> None:
        """Args: as for `run_tasks`, and as for `Work`."""
        self._work = Work(function, prepare or nothing, limits or Limits(), of_program)
        self._worker: _Worker | None = None

    def warm(self) -> None:
        """Have the child process begin to import what it needs; does not wait for it."""
        self._alive()

    def close(self) -> None:
        """End the child process; the next task would get a new one."""
        if self._worker is not None:
            self._worker.stop()

    def answer(self, index: int, task: Any) -> Outcome:
        """What came of a task.

        Raises:
            CnesgError: the function raised it.
            InputError: the child process dies before it begins.
        """
        deaths = 0
        while True:
            outcome = self._attempt(index, task)
            deaths += _is_death(outcome)
            following = next_try(task, outcome, deaths, self._work.limits)
            if following is None:
                return outcome
            if following is not task:
                task, deaths = following, 0

    def _attempt(self, index: int, task: Any) -> Outcome:
        worker, given = self._alive(), False
        while True:
            if worker.ready and not given:
                worker.give(index, task)
                given = True
            _wait_for([worker], [worker])
            outcome = worker.look()
            if outcome is not None:
                return outcome

    def _alive(self) -> _Worker:
        """The worker, or a new one: who waits for its next task may have died too, which is no task's fault."""
        if self._worker is None or self._worker.dead or (self._worker.ready and not self._worker.process.is_alive()):
            if self._worker is not None:
                self._worker.stop()
            self._worker = _Worker(self._work)
        return self._worker
