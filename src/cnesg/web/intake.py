"""The intake of news of a server: one for all requests, on a workspace of its own, made when it is first asked for."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from threading import BoundedSemaphore, Lock
from typing import Any, TypeVar

from cnesg.errors import CnesgError
from cnesg.pipeline.news.watching import NewsIntake, Update
from cnesg.pipeline.workspace import Workspace
from cnesg.sentiment.scores import SentimentScore

T = TypeVar("T")
_MOST_WAITING = 8
"""Requests that wait for their turn; more would take the threads that answer everybody else."""


class Busy(Exception):  # noqa: N818 - no error: the request may come again
    """Too many requests wait already; nothing was looked at."""


class SharedIntake:
    """Takes news in for many requests at once, one after the other.

    Args:
        open_workspace: opens the workspace that is the intake's own.
    """

    def __init__(self, open_workspace: Callable[[], Workspace]) -> None:
        self._open = open_workspace
        self._making = Lock()
        self._workspace: Workspace | None = None
        self._intake: NewsIntake | None = None
        self._waiting = BoundedSemaphore(_MOST_WAITING)

    def take(self, rows: Sequence[Mapping[str, Any]]) -> Update:
        """See `NewsIntake.take`.

        Raises:
            Busy: come again.
            WorkspaceError: another process has been writing for too long.
            StoreError: the disk refused.
        """
        return self._asked(lambda intake: intake.take(rows))

    def scores(self, company: str) -> list[SentimentScore] | None:
        """See `NewsIntake.scores`.

        Raises:
            Busy: come again.
        """
        return self._asked(lambda intake: intake.scores(company))

    def _asked(self, of: Callable[[NewsIntake], T]) -> T:
        if not self._waiting.acquire(blocking=False):
            raise Busy
        try:
            return of(self._made())
        finally:
            self._waiting.release()

    def _made(self) -> NewsIntake:
        with self._making:
            if self._intake is None:
                self._workspace = self._workspace or self._open()
                self._intake = NewsIntake(self._workspace)
            return self._intake

    def warm(self) -> None:
        """Make the intake before anybody asks: reading models and the last six months takes seconds."""
        with suppress(CnesgError):  # whoever asks is told
            self._made()

    def close(self) -> None:
        """Let go of the workspace."""
        with self._making:
            if self._workspace is not None:
                self._workspace.store.close()
            self._workspace = self._intake = None
