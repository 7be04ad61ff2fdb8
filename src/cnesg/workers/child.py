"""The child's side of a worker: takes tasks from a pipe, keeps its own limits, and answers."""

import contextlib
import faulthandler
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from cnesg import telemetry
from cnesg.errors import CnesgError
from cnesg.workers.places import SharedPlace
from cnesg.workers.tasks import Failure, Limits, Outcome, say_with

_AFTER_LIMIT = 60.0  # an orphan ends itself so many seconds after its task's limit
_CLEAR_PEAK = b"5"
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # for libraries of numbers loaded later
_FLUSHING = 0.5  # seconds that a worker waits for its traces to be taken, as it may be killed once it has answered
GOT_ON = "got on"
"""What a worker says in the middle of a task."""


@dataclass(frozen=True)
class Work:
    """What a worker is for.

    Attributes:
        function: called with each task.
        prepare: called once before the first.
        limits: of each task.
        of_program: whether the process needs what the program that runs here defines itself. Its first lines are run
            again for that, which takes time, and in a script goes well only below `if __name__ == "__main__":`.
    """

    function: Callable[[Any], Any]
    prepare: Callable[[], object]
    limits: Limits
    of_program: bool = True


def nothing() -> None:
    """No preparation."""


def serve(connection: Connection, work: Work, place: SharedPlace) -> None:
    """A worker's life: take a task, answer, until the parent closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    try:
        telemetry.begin()
        os.environ.update(_ONE_THREAD)
        _limit_memory(work.limits.memory)
        watchdog = _Watchdog(work.limits.seconds + _AFTER_LIMIT)

        def say() -> None:
            watchdog.wind()
            connection.send(GOT_ON)

        say_with(say, place.come_to)
        prepared = _prepared(work.prepare)
        threadpool_limits(1)  # several cores are for several tasks: threads of each would only take turns on them
        connection.send(prepared)
    except (OSError, MemoryError, RuntimeError):
        os._exit(1)  # the parent says in words that workers can't start
    while True:
        try:
            carrier, task = connection.recv()
        except (EOFError, OSError):
            return  # the parent has ended, or was killed
        with watchdog:
            with telemetry.joined(carrier):
                answer = _answer(work.function, task)
            flush_traces()
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


def answered(function: Callable[[Any], Any], index: int, task: Any) -> Outcome:
    """What comes of a task that is called right here.

    Raises:
        CnesgError: the function raised it.
    """
    _forget_peak()
    begun, processor = time.monotonic(), time.process_time()
    result, failure = None, None
    with telemetry.span("task", function=name_of(function)) as span:
        try:
            result = function(task)
        except CnesgError:
            raise
        except MemoryError:
            failure = Failure("memory")
        except Exception as error:  # noqa: BLE001 - whatever one task does must not stop the others; it is reported
            failure = Failure("error", _told(error))
        if failure is not None:
            span.fail(failure.kind)
    took = time.monotonic() - begun, time.process_time() - processor
    return Outcome(index, result, failure, *took, peak_memory())


def name_of(function: Callable[..., Any]) -> str:
    """What a function is called, or the class of a callable object."""
    return str(getattr(function, "__name__", type(function).__name__)).strip("_")


def flush_traces() -> None:
    """Send what a worker traced, before it answers."""
    telemetry.flush(_FLUSHING)


def _answer(function: Callable[[Any], Any], task: Any) -> bytes:
    """The pickled reply: an error to raise in the parent, or the outcome, whose index and time the parent knows."""
    try:
        return bytes(ForkingPickler.dumps(answered(function, 0, task)))
    except CnesgError as error:
        return bytes(ForkingPickler.dumps(error))
    except MemoryError:
        failure = Failure("memory")
    except Exception as error:  # noqa: BLE001 - a result that can't be sent
        failure = Failure("error", _told(error))
    return bytes(ForkingPickler.dumps(Outcome(0, failure=failure, peak_memory=peak_memory())))


def _told(error: Exception) -> str:
    """An exception in one line: its class, its words, and the place that raised it."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} [{Path(frame.filename).name}:{frame.lineno}]"


def limits_memory() -> bool:
    """Whether the system keeps a child process within its memory; time is kept everywhere."""
    try:
        import resource  # noqa: F401 - whether it is there is the question
    except ImportError:
        return False
    return sys.platform != "darwin"  # which takes the limit and does not keep it


def _limit_memory(most: int) -> None:
    try:
        import resource
    except ImportError:  # no such limit on this system: `limits_memory`
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # what a file brings down leaves no picture of its memory behind
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def _forget_peak() -> None:
    """Let the peak count anew from here, where the system can do that."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_bytes(_CLEAR_PEAK)


def peak_memory() -> int:
    """The most bytes this process held in memory since the last `_forget_peak`; 0 where the system does not say.

    Not what `getrusage` gives: in a child that begins with what its parent held.
    """
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0
