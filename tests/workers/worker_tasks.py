"""What workers are given in tests: tasks that go well, and every way in which one can go wrong."""

import ctypes
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_info

from cnesg.engine import Failure, at, got_on
from cnesg.errors import InputError

LARGE = 400 * 1024**2


def work(task: tuple[str, object]) -> object:
    """Do what the task's name says."""
    name, value = task
    return TASKS[name](value)


def unprepared() -> None:
    """A preparation that fails."""
    raise InputError.of("pipeline.no_such_reports", pattern="unprepared")


def _give(value: object) -> object:
    return value


def _pid(_: object) -> int:
    return os.getpid()


def _hang(_: object) -> None:
    while True:
        time.sleep(3600)


def _spin(_: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        pass


def _crash(_: object) -> None:
    ctypes.string_at(0)


def _exit(_: object) -> None:
    os._exit(7)


def _kill(_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _threads(size: object) -> list[int]:
    """How many threads each library of numbers has."""
    import numpy as np

    table = np.ones((int(str(size)), 300))
    assert (table @ table.T)[0, 0] == 300
    return [library["num_threads"] for library in threadpool_info()]


def _hoard(_: object) -> int:
    return len(bytearray(LARGE))


def _fail(value: object) -> None:
    raise ValueError(value)


def _refuse(value: object) -> None:
    raise InputError.of("pipeline.no_such_reports", pattern=str(value))


def _wait_for(value: object) -> str:
    while not Path(str(value)).exists():
        time.sleep(0.01)
    return "came"


def _killed_once(value: object) -> str:
    """The first to come is killed in the midst of it, as by a system short of memory."""
    if Path(str(value)).exists():
        return "second"
    Path(str(value)).touch()
    _kill(None)
    return "first"


def _touch(value: object) -> None:
    Path(str(value)).touch()


def _get_on(value: object) -> str:
    """Says for some seconds that it gets on; then ends, or hangs if that is wanted."""
    assert isinstance(value, tuple)
    seconds, hangs = value
    begun = time.monotonic()
    while time.monotonic() < begun + seconds:
        got_on()
        time.sleep(0.01)
    if hangs:
        _hang(None)
    return "came"


TASKS: dict[str, Callable[[object], object]] = {
    "give": _give,
    "pid": _pid,
    "hang": _hang,
    "spin": _spin,
    "crash": _crash,
    "exit": _exit,
    "kill": _kill,
    "hoard": _hoard,
    "fail": _fail,
    "refuse": _refuse,
    "wait-for": _wait_for,
    "get-on": _get_on,
    "killed-once": _killed_once,
    "touch": _touch,
    "threads": _threads,
}


@dataclass(frozen=True)
class Steps:
    """A task of several places, some of which do harm.

    Attributes:
        harm: what each place does, by number.
        avoided: places that are passed over.
    """

    harm: tuple[tuple[int, str], ...]
    avoided: tuple[int, ...] = ()

    def without(self, failure: Failure) -> "Steps | None":
        """The same without the place that failed; at most three are passed over."""
        if failure.place is None or len(self.avoided) == 3:
            return None
        return replace(self, avoided=(*self.avoided, failure.place[0]))


def step(task: Steps) -> list[int]:
    """Go to each place; the numbers of those that were come to."""
    been = []
    for number in range(1, 10):
        if number not in task.avoided:
            at(number, 1)
            work((dict(task.harm).get(number, "give"), "why"))
            been.append(number)
    at(0)
    work((dict(task.harm).get(0, "give"), "why"))
    return been


def attempt_pages(task: Any) -> Any:
    """As the real reader, but pages that say `harm: crash` do that when they are read, and `facts: crash` when facts
    are looked for on them."""
    import pytest

    from cnesg.extraction import quantities
    from cnesg.pipeline.reports.extracting import _attempt
    from cnesg.text import Page, pdf

    def do(page: Page, when: str) -> None:
        for line in page.lines:
            if line.text.startswith(when):
                work((line.text.removeprefix(when), "a page"))

    seen, of_page = pdf.PdfPages._seen, quantities._of_page

    def seen_with_harm(self: Any, page: Any, textpage: Any, number: int) -> Page:
        found = seen(self, page, textpage, number)
        do(found, "harm: ")
        return found

    def of_page_with_harm(page: Page, *rest: Any) -> Any:
        do(page, "facts: ")
        return of_page(page, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf.PdfPages, "_seen", seen_with_harm)
        patch.setattr(quantities, "_of_page", of_page_with_harm)
        return _attempt(task)


def attempt(task: Any) -> Any:
    """As the real reader, but files whose name says so do harm."""
    from cnesg.pipeline.reports.extracting import _attempt

    name = task.path.stem
    if name in {"hang", "spin", "crash", "exit", "kill", "hoard", "fail"}:
        work((name, name))
    return _attempt(task)
