"""The caller's side: a task goes to the child process, and its result comes back, or the one problem that prevented it.

What a task reads with is imported by the child process alone.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import current_process
from pathlib import Path
from threading import Lock
from typing import TypeVar

from cnesg.errors import InputError, Problem
from cnesg.workers import Failure, Limits, Slot

Result = TypeVar("Result")

SECONDS, MEMORY = "CNESG_READER_SECONDS", "CNESG_READER_MEMORY"
_SECONDS, _MIB = 60.0, 2048.0


class UnreadFileError(InputError):
    """The child process gave no result for a file: the file took too long or too much, or brought the process down."""


@dataclass(frozen=True)
class _Order:
    """A task, and the folder in which relative paths of it lie."""

    folder: str | None
    task: Callable[[], object]


def ask(task: Callable[[], Result], path: Path | str) -> Result:
    """What a task gives that reads a file from others, called in a child process within limits.

    The process is started when it is first needed and stays for the next file; one task is answered after the other.
    A process that is such a child itself calls the task right here, as it is within limits already.

    Args:
        task: importable by name; it and its result go through a pipe.
        path: what it reads, for the message where it can't.

    Raises:
        CnesgError: the task raised it.
        UnreadFileError: it gave no result, with the one problem that says why.
    """
    if current_process().daemon:
        return task()
    limits = _limits()
    with _turn:
        outcome = _slot(limits).answer(0, _Order(_folder(), task))
    if outcome.failure is not None:
        raise UnreadFileError(_problem(path, outcome.failure, limits))
    result: Result = outcome.result
    return result


def warm() -> None:
    """Let the child process begin to import what reading takes; does not wait for it."""
    limits = _limits()
    if not current_process().daemon:
        with _turn:
            _slot(limits).warm()


_turn = Lock()
_slots: dict[Limits, Slot] = {}


def _slot(limits: Limits) -> Slot:
    """The one child process, begun with the limits that hold now."""
    if limits not in _slots:
        for other in _slots.values():
            other.close()
        _slots.clear()
        _slots[limits] = Slot(_carried_out, _begin, limits, of_program=False)
    return _slots[limits]


def _limits() -> Limits:
    return Limits(_number(SECONDS, _SECONDS), round(_number(MEMORY, _MIB) * 1024**2))


def _number(variable: str, default: float) -> float:
    text = os.environ.get(variable, "")
    with suppress(ValueError):
        if not text or 0 < float(text) < float("inf"):
            return float(text or default)
    raise InputError.of("foreign.no_limit", variable=variable, text=text, example=f"{default:g}")


def _folder() -> str | None:
    try:
        return str(Path.cwd())
    except OSError:  # it is gone: only absolute paths mean something
        return None


def _begin() -> None:
    """In the child: libraries that come down complain to nobody, as the caller says it in one line."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    import cnesg.foreign.tables  # noqa: F401 - what most tasks need


def _carried_out(order: _Order) -> object:
    if order.folder is not None:
        os.chdir(order.folder)
    return order.task()


def _problem(path: Path | str, failure: Failure, limits: Limits) -> Problem:
    match failure.kind:
        case "time":
            return Problem.of("foreign.slow", path=path, seconds=f"{limits.seconds:g}")
        case "memory":
            return Problem.of("foreign.memory", path=path, memory=limits.memory // 1024**2)
        case "death":
            return Problem.of("foreign.died", path=path, detail=failure.detail)
        case "error":
            return Problem.of("foreign.failed", path=path, detail=failure.detail[:200])
