"""What takes long is made in the background, once, while readers look at the rest."""

import logging
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import Full, Queue
from threading import Lock, Thread
from typing import Any

from cnesg.errors import CnesgError, Problem
from cnesg.pipeline.views.kept import Kept
from cnesg.pipeline.views.memory import Memory
from cnesg.pipeline.workspace import Workspace

_LOGGER = logging.getLogger(__name__)
_MOST_WAITING = 64
"""Pieces of work that wait for their turn; whoever asks for more asks again later."""


@dataclass(frozen=True)
class Refused:
    """Why something can't be made, now or later."""

    problems: tuple[Problem, ...]


class Background:
    """Work in the background, one piece after the other in one thread, each on a workspace of its own.

    Args:
        folder: the workspace.
        memory: where results go.
        kept: where those go that shall outlive the server; None keeps none.
    """

    def __init__(self, folder: Path, memory: Memory, kept: Kept | None = None) -> None:
        self._folder = folder
        self._memory = memory
        self._kept = kept
        self._asked: set[Hashable] = set()
        self._lock = Lock()
        self._waiting: Queue[Callable[[], None]] = Queue(_MOST_WAITING)
        self._worker: Thread | None = None

    def ready(self, key: Hashable, shape: type[Any] | None = None) -> Any:
        """What is kept under a key already, in memory or on disk; None where it would have to be made.

        Args:
            key: of plain values.
            shape: the dataclass that is kept on disk; None where nothing is.
        """
        found = self._memory.peek(key)
        if found is None and shape is not None and self._kept is not None:
            found = self._kept.read(key, shape)
            if found is not None:
                self._memory.put(key, found)
        return found

    def ask(self, key: Hashable, make: Callable[[Workspace], Any], shape: type[Any] | None = None) -> Any:
        """What is kept under a key, a `Refused` where it can't be made; None while it is being made.

        A piece of work that was asked for waits for its turn and is made once. Where too many wait already, it does not
        wait: who asks again later finds a place.

        Args:
            key: of plain values.
            make: makes it.
            shape: a dataclass that shall be kept on disk too; a `Refused` is not.
        """
        kept = self.ready(key, shape)
        if kept is not None:
            return kept
        with self._lock:
            if key in self._asked:
                return None
            try:
                self._waiting.put_nowait(partial(self._make, key, make, shape))
            except Full:
                return None
            self._asked.add(key)
            if self._worker is None:
                self._worker = Thread(target=self._work, name="background", daemon=True)
                self._worker.start()
        return None

    def _work(self) -> None:
        while True:
            piece = self._waiting.get()
            try:
                piece()
            except Exception:  # as a full disk; asked for again, it is tried again
                _LOGGER.warning("work in the background failed", exc_info=True)

    def _make(self, key: Hashable, make: Callable[[Workspace], Any], shape: type[Any] | None) -> None:
        try:
            with Workspace.open(self._folder) as opened:
                made = make(opened)
            if shape is not None and self._kept is not None:
                self._kept.write(key, made)
            self._memory.put(key, made)
        except CnesgError as error:
            self._memory.put(key, Refused(tuple(error.problems)))
        finally:
            with self._lock:
                self._asked.discard(key)
