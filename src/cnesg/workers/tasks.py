"""What an engine is given and what it gives back: limits of a task, and what came of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

FailureKind = Literal["time", "memory", "death", "error"]


@dataclass(frozen=True)
class Limits:
    """What one task may use.

    Attributes:
        seconds: by the clock, since the task began or said that it got on (`got_on`).
        memory: bytes of memory of its own (not of libraries that processes share).
        attempts: how many processes it may bring down before it is set aside; one that is killed through no fault of
            the task costs nothing then.
    """

    seconds: float = 300.0
    memory: int = 2 * 1024**3
    attempts: int = 1


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

    def __str__(self) -> str:
        return f"{self.kind} {self.detail}".strip()


@dataclass(frozen=True)
class Outcome:
    """What came of the task at `index`, and what it took: seconds by the clock and of the processor, bytes at most."""

    index: int
    result: Any = None
    failure: Failure | None = None
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_memory: int = 0


class Todo:
    """Tasks that are to be done: taken from where they come when there is somebody to do them, and no sooner.

    Args:
        tasks: in this order.
    """

    def __init__(self, tasks: Iterable[Any]) -> None:
        self._source = enumerate(tasks)
        self._again: list[int] = []
        self._held: dict[int, Any] = {}

    @property
    def held(self) -> int:
        """How many tasks were taken and are not done."""
        return len(self._held)

    def take(self) -> tuple[int, Any] | None:
        """A task's number and the task itself; None where there is none (any more)."""
        if self._again:
            index = self._again.pop()
            return index, self._held[index]
        following = next(self._source, None)
        if following is not None:
            self._held[following[0]] = following[1]
        return following

    def again(self, index: int) -> None:
        """Whoever had it died: it is the next to be taken."""
        self._again.append(index)

    def done(self, index: int) -> None:
        """It is done, or set aside."""
        del self._held[index]


_got_on: list[Callable[[], None]] = []  # in a worker, how to say so


def got_on() -> None:
    """Say from within a task that it got on: its time starts anew. Outside of a worker nothing happens."""
    for say in _got_on:
        say()


def say_with(say: Callable[[], None]) -> None:
    """In a worker: how `got_on` tells the one who keeps the time."""
    _got_on.append(say)
