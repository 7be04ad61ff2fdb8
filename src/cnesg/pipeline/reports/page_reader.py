"""Pages of reports are read and drawn in a child process: what a report does to it costs one page, not the server.

docs/decisions/killable-workers.md
"""

from collections import defaultdict
from threading import Lock
from typing import Any

from cnesg.engine import Failure, Limits
from cnesg.errors import Problem, UnreadableDocumentError
from cnesg.pipeline.reports.page_tasks import Around, Lines, Measures, Picture, done
from cnesg.workers import Slot

PAGE_LIMITS = Limits(seconds=20.0, memory=1024**3)
_MOST_FAILURES = 3
"""Tasks of one report that brought the process down, after which nothing more of it is tried."""


class PageReader:
    """One child process that stays warm; asked by many threads, one after the other.

    A page that takes too long or too much, or brings the process down, is noted and not tried again while the server
    runs, nor is anything of a report with three such pages: else whoever asks again would make everybody wait.

    Args:
        limits: of one page.
    """

    def __init__(self, limits: Limits = PAGE_LIMITS) -> None:
        self._limits = limits
        self._slot = Slot(done, limits=limits)
        self._turn = Lock()
        self._failed: dict[str, dict[tuple[str, int], Problem]] = defaultdict(dict)

    def warm(self) -> None:
        """Start the process, so that the first page need not wait for it."""
        with self._turn:
            self._slot.warm()

    def ask(self, task: Measures | Picture | Around | Lines) -> Any:
        """What a task gives.

        Raises:
            UnreadableDocumentError: the report or its page can't be read; it takes too long or too much, or brings the
                process down.
        """
        known = self.refused(task)
        if known is not None:
            raise UnreadableDocumentError(known)
        with self._turn:
            known = self.refused(task)  # from whoever asked just before
            if known is not None:
                raise UnreadableDocumentError(known)
            outcome = self._slot.answer(0, task)
        if outcome.failure is None:
            return outcome.result
        problem = self._problem(task.page, outcome.failure)
        self._failed[task.snapshot.name][type(task).__name__, task.page] = problem
        raise UnreadableDocumentError(problem)

    def refused(self, task: Measures | Picture | Around | Lines) -> Problem | None:
        """Why a task is not tried again; None where nothing speaks against it."""
        failed = self._failed.get(task.snapshot.name, {})
        same = failed.get((type(task).__name__, task.page))
        return same or (next(reversed(failed.values())) if len(failed) >= _MOST_FAILURES else None)

    def close(self) -> None:
        """End the process."""
        with self._turn:
            self._slot.close()

    def _problem(self, page: int, failure: Failure) -> Problem:
        match failure.kind:
            case "time":
                return Problem.of("workbench.page_too_slow", page=page, seconds=f"{self._limits.seconds:g}")
            case "memory":
                return Problem.of("workbench.page_too_large", page=page, memory=self._limits.memory // 1024**2)
            case _:
                return Problem.of("workbench.page_died", page=page, detail=failure.detail)
