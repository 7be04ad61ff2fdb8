"""What was made from the store and is kept in memory, under a key that names the state it was made from."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from cnesg.pipeline.workspace import Workspace

T = TypeVar("T")
_MOST = 512


class Memory:
    """Results by key, the least recently used ones let go of; shared by the threads of a server.

    Keys hold a run's id or the position of a table's last commit, so that nothing in here is ever out of date. Two
    threads that miss the same key both make it; what they make is the same.

    Args:
        most: how many results are kept.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is kept under a key, else made and kept now."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key]
                return found
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made

    def put(self, key: Hashable, value: object) -> None:
        """Keep a result that was made elsewhere."""
        self.get(key, lambda: value)

    def peek(self, key: Hashable) -> Any:
        """What is kept under a key; None where nothing is."""
        with self._lock:
            return self._kept.get(key)


def last_change(workspace: Workspace, memory: Memory, *tables: str) -> int:
    """The position of the last commit that brought rows to any of the tables; 0 where none did."""
    position = workspace.store.position

    def touched() -> dict[str, int]:
        return {name: commit.position for commit in workspace.store.commits() for name in commit.rows}

    found = memory.get((str(workspace.folder), "changes", position), touched)
    return max((found.get(name, 0) for name in tables), default=0)
