"""What takes long is made in the background, once, while readers look at the rest."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from cnesg.errors import CnesgError, Problem
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
    """

    def __init__(self, folder: Path, memory: Memory) -> None:
        self._folder = folder
        self._memory = memory
        self._asked: set[Hashable] = set()
        self._lock = Lock()
        self._turn = Lock()

    def ask(self, key: Hashable, make: Callable[[Workspace], Any]) -> Any:
        """What is kept under a key, a `Refused` where it can't be made; None while it is being made.

        A piece of work that was asked for waits for its turn and is made once.
        """
        kept = self._memory.peek(key)
        if kept is not None:
            return kept
        with self._lock:
            if key in self._asked:
                return None
            self._asked.add(key)
        Thread(target=self._make, args=(key, make), name="background", daemon=True).start()
        return None

    def _make(self, key: Hashable, make: Callable[[Workspace], Any]) -> None:
        try:
            with self._turn, Workspace.open(self._folder) as opened:
                self._memory.put(key, make(opened))
        except CnesgError as error:
            self._memory.put(key, Refused(tuple(error.problems)))
        finally:
            with self._lock:
                self._asked.discard(key)
