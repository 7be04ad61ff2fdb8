"""What an engine is given and what it gives back: limits of a task, and what came of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

FailureKind = Literal["time", "memory", "death", "error"]
Place = tuple[int, int]
"""A place of a task, as a number that is not 0 and a kind of work; what they mean is the task's affair."""


@runtime_checkable
class Avoiding(Protocol):
    """A task that can be done without the place that it failed at."""

    def without(self, failure: "Failure") -> "Avoiding | None":
        """The task to do instead; None where there is none and the failure stands."""


@dataclass(frozen=True)
class Limits:
    """What one task may use.

    Attributes:
        seconds: by the clock, since the task began or said that it got on (`got_on`).
        memory: bytes of memory of its own (not of libraries that processes share).
        attempts: how many processes it may bring down before it is set aside; one that is killed through no fault of
            the task costs nothing then.
        share_of_place: share of `seconds` that may pass at one place of the task (`at`).
    """

    seconds: float = 300.0
    memory: int = 2 * 1024**3
    attempts: int = 1
    share_of_place: float = 0.5


@dataclass(frozen=True)
class Failure:
    """Why a task gave no result.

    Attributes:
        kind: `time` and `memory` for a limit; `death` where the process ended by itself or by a signal; `error` for an
            exception.
        detail: the signal or exit code, or the exception and where it was raised.
        place: at which place of the task, if it said so (`at`); for `time` only where that place took too long.
    """

    kind: FailureKind
    detail: str = ""
    place: Place | None = None

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

    def again(self, index: int, instead: Any = None) -> None:
        """It failed: it is the next to be taken, or what is to be done instead."""
        self._again.append(index)
        if instead is not None:
            self._held[index] = instead

    def task(self, index: int) -> Any:
        """The task of a number that was taken and is not done."""
        return self._held[index]

    def done(self, index: int) -> None:
        """It is done, or set aside."""
        del self._held[index]


def next_try(task: Any, outcome: Outcome, deaths: int, limits: Limits) -> Any:
    """The task to be tried after an outcome: the same one, another one instead, or None where the outcome stands.

    Args:
        task: what was tried.
        outcome: what came of it.
        deaths: how many processes it has brought down.
        limits: of the task.
    """
    failure = outcome.failure
    if failure is None:
        return None
    if failure.kind == "death" and deaths < limits.attempts:
        return task
    return task.without(failure) if isinstance(task, Avoiding) else None


_got_on: list[Callable[[], None]] = []  # in a worker, how to say so
_at: list[Callable[[Place], None]] = []


def got_on() -> None:
    """Say from within a task that it got on: its time starts anew. Outside of a worker nothing happens."""
    for say in _got_on:
        say()


def at(number: int, kind: int = 0) -> None:
    """Say from within a task at which place it is, 0 for none; outside of a worker nothing happens.

    A failure names the place, and a place that takes too long ends the task (`Limits.share_of_place`).
    """
    for say in _at:
        say((number, kind))


def say_with(say: Callable[[], None], say_at: Callable[[Place], None]) -> None:
    """In a worker: how `got_on` and `at` reach the one who keeps the time."""
    _got_on.append(say)
    _at.append(say_at)
