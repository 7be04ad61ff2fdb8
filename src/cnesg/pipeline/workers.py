"""Work in child processes that can be killed: limits on time and memory, and a death costs one task only.

Each worker has a pipe of its own and nothing shared, so that one that is killed in the middle of anything harms no
other. Workers are spawned (neither polars nor pdfium may be forked) and stay warm from task to task. Why no library
does this: docs/decisions/killable-workers.md.
"""

import contextlib
import faulthandler
import os
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any, Literal

from cnesg.errors import CnesgError, InputError

_STARTING = 120.0  # seconds in which a worker must have imported what it needs
_AFTER_LIMIT = 60.0  # an orphan ends itself so many seconds after its task's limit
_CLEAR_PEAK = b"5"
_GOT_ON = "got on"  # what a worker says in the middle of a task
_got_on: list[Callable[[], None]] = []  # in a worker, how to say so

FailureKind = Literal["time", "memory", "death", "error"]


@dataclass(frozen=True)
class Limits:
    """What one task may use.

    Attributes:
        seconds: by the clock, since the task began or said that it got on (`got_on`).
        memory: bytes of memory of its own (not of libraries that processes share).
    """

    seconds: float = 300.0
    memory: int = 2 * 1024**3


@dataclass(frozen=True)
class Failure:
    """Why a task gave no result.

    Attributes:
        kind: `time` and `memory` for a limit; `death` where the process ended by itself or by a signal; `error` for an
            exception.
        detail: the signal or exit code, or the exception and where it was raised.
    """

    kind: FailureKind
    detail: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of the task at `index`, and what it took: seconds by the clock and of the processor, bytes at most."""

    index: int
    result: Any = None
    failure: Failure | None = None
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_memory: int = 0


def run_tasks(
    function: Callable[[Any], Any],
    tasks: Sequence[Any],
    *,
    prepare: Callable[[], object] | None = None,
    jobs: int = 1,
    limits: Limits | None = None,
) -> Iterator[Outcome]:
    """Call a function on each task in child processes; yields outcomes as they come.

    Args:
        function: importable by name; its argument and result go through a pipe.
        tasks: one argument a call; started in this order.
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
    waiting = list(range(len(tasks)))[::-1]
    work = _Work(function, prepare or _nothing, limits)
    workers = [_Worker(work) for _ in range(min(jobs, len(tasks)))]
    try:
        while waiting or any(worker.index is not None for worker in workers):
            for place, worker in enumerate(workers):
                if worker.dead and waiting:  # an idle one may have died too, which is no task's fault
                    workers[place] = worker = _Worker(work)  # noqa: PLW2901 - replaced on purpose
                if worker.ready and worker.index is None and waiting:
                    worker.give(waiting.pop(), tasks)
            active = [w for w in workers if not w.dead and (w.index is not None or not w.ready)]
            _wait_for(workers, active)
            for worker in workers:
                outcome = worker.look()
                if outcome is not None:
                    yield outcome
    finally:
        for worker in workers:
            worker.stop()


def got_on() -> None:
    """Say from within a task that it got on: its time starts anew. Outside of a worker nothing happens."""
    for say in _got_on:
        say()


def _wait_for(workers: Sequence["_Worker"], active: Sequence["_Worker"]) -> None:
    """Until a worker says something or dies, or the next limit is reached."""
    if not active:
        return
    watched: list[Any] = [w.connection for w in workers if not w.dead]
    watched += [w.process.sentinel for w in workers if not w.dead]
    wait(watched, timeout=max(0.0, min(w.deadline for w in active) - time.monotonic()))


@dataclass(frozen=True)
class _Work:
    """What a worker is for."""

    function: Callable[[Any], Any]
    prepare: Callable[[], object]
    limits: Limits


def _nothing() -> None:
    """No preparation."""


class _Worker:
    """A child process seen from the parent."""

    def __init__(self, work: "_Work") -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work), daemon=True)
        self.process.start()
        theirs.close()
        self.limits = work.limits
        self.ready = False
        self.dead = False
        self.index: int | None = None
        self.started = time.monotonic()
        self.deadline = self.started + _STARTING

    def give(self, index: int, tasks: Sequence[Any]) -> None:
        """Hand over a task."""
        self.index = index
        self.started = time.monotonic()
        self.deadline = self.started + self.limits.seconds
        with contextlib.suppress(OSError):  # it has just died: `look` will see
            self.connection.send(tasks[index])

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
        if not self.process.is_alive() or (late and not self.ready):
            return self._died()
        if late:
            self.stop()
            return self._failed(Failure("time"))
        return None

    def _heard(self, message: Any) -> Outcome | None:
        if message is None:
            self.ready = True
            return None
        if isinstance(message, str):  # `_GOT_ON`
            self.deadline = time.monotonic() + self.limits.seconds
            return None
        if isinstance(message, CnesgError):
            raise message
        result, failure, cpu_seconds, peak = message
        outcome = Outcome(self.index or 0, result, failure, time.monotonic() - self.started, cpu_seconds, peak)
        self.index = None
        if failure is not None:
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
        return self._failed(Failure("death", _ending(code)))

    def _failed(self, failure: Failure) -> Outcome:
        outcome = Outcome(self.index or 0, None, failure, time.monotonic() - self.started)
        self.index = None
        return outcome

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        if not self.dead:
            self.dead = True
            self.process.kill()
            self.process.join()
            self.connection.close()


def _ending(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def _serve(connection: Connection, work: _Work) -> None:
    """A worker's life: take a task, answer, until the parent closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    try:
        _limit_memory(work.limits.memory)
        watchdog = _Watchdog(work.limits.seconds + _AFTER_LIMIT)

        def say() -> None:
            watchdog.wind()
            connection.send(_GOT_ON)

        _got_on.append(say)
        connection.send(_prepared(work.prepare))
    except (OSError, MemoryError, RuntimeError):
        os._exit(1)  # the parent says in words that workers can't start
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        with watchdog:
            answer = _answer(work.function, task)
        try:
            connection.send_bytes(answer)
        except OSError:
            return  # the parent is gone


def _prepared(prepare: Callable[[], object]) -> CnesgError | None:
    try:
        prepare()
    except CnesgError as error:
        return error
    return None


class _Watchdog:
    """Ends this process if a task does not end: the parent keeps the time, but may be gone itself."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._nowhere = open(os.devnull, "w")  # noqa: PTH123, SIM115 - a device, kept open for the process's life
        with self:  # it must be able to start at all
            pass

    def __enter__(self) -> None:
        self.wind()

    def wind(self) -> None:
        """Let the time start anew."""
        faulthandler.dump_traceback_later(self._seconds, exit=True, file=self._nowhere)

    def __exit__(self, *_: object) -> None:
        faulthandler.cancel_dump_traceback_later()


def _answer(function: Callable[[Any], Any], task: Any) -> bytes:
    """The pickled reply: an error to raise in the parent, or result, failure, processor seconds and bytes at most."""
    _forget_peak()
    begun = time.process_time()
    result, failure = None, None
    try:
        result = function(task)
        return bytes(ForkingPickler.dumps((result, None, time.process_time() - begun, _peak())))
    except CnesgError as error:
        return bytes(ForkingPickler.dumps(error))
    except MemoryError:
        failure = Failure("memory")
    except Exception as error:  # noqa: BLE001 - whatever one task does must not stop the others; it is reported
        failure = Failure("error", _told(error))
    return bytes(ForkingPickler.dumps((None, failure, time.process_time() - begun, _peak())))


def _told(error: Exception) -> str:
    """An exception in one line: its class, its words, and the place that raised it."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} [{Path(frame.filename).name}:{frame.lineno}]"


def _limit_memory(most: int) -> None:
    try:
        import resource
    except ImportError:  # no such limit on this system
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def _forget_peak() -> None:
    """Let the peak count anew from here, where the system can do that."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_bytes(_CLEAR_PEAK)


def _peak() -> int:
    """The most bytes this process held in memory since the last `_forget_peak`; 0 where the system does not say."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0
