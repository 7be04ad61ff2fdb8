"""What takes long is made in the background, once, while readers look at the rest."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from cnesg.errors import CnesgError, Problem
from cnesg.pipeline.views.kept import Kept
from cnesg.pipeline.views.memory import Memory
from cnesg.pipeline.workspace import Workspace


@dataclass(frozen=True)
class Refused:
    """Why something can't be made, now or later."""

    problems: tuple[Problem, ...]


class Background:
    """Work in the background, one piece after the other, each on a workspace of its own.

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
        self._turn = Lock()

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

        A piece of work that was asked for waits for its turn and is made once.

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
            self._asked.add(key)
        Thread(target=self._make, args=(key, make, shape), name="background", daemon=True).start()
        return None

    def _make(self, key: Hashable, make: Callable[[Workspace], Any], shape: type[Any] | None) -> None:
        try:
            with self._turn, Workspace.open(self._folder) as opened:
                made = make(opened)
            if shape is not None and self._kept is not None:
                self._kept.write(key, made)
            self._memory.put(key, made)
        except CnesgError as error:
            self._memory.put(key, Refused(tuple(error.problems)))
        finally:
            with self._lock:
                self._asked.discard(key)
