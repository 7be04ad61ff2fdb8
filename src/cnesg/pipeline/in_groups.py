"""What comes one by one is handed on in groups, in a thread of its own, so that whoever brings it need not wait.

A commit costs much the same whether it holds one report or a hundred; while one is written, the next ones gather.
"""

import time
from collections import deque
from collections.abc import Callable, Sequence
from contextvars import copy_context
from threading import Condition, Thread
from types import TracebackType
from typing import Generic, Self, TypeVar

T = TypeVar("T")


class InGroups(Generic[T]):
    """Takes one thing after another and hands them on in the order in which they came. Use as a context manager.

    Leaving the block hands on all that is left and waits for it.

    Args:
        hand_on: called with each group; one call after the other.
        wait: seconds for which what came may wait for more to come.
        most: size beyond which a group gets no more.
        size: of one thing.
        room: how many things may wait; whoever brings more waits until there is room.
    """

    def __init__(
        self,
        hand_on: Callable[[Sequence[T]], None],
        *,
        wait: float,
        most: int,
        size: Callable[[T], int],
        room: int,
    ) -> None:
        self._hand_on, self._size = hand_on, size
        self._wait, self._most, self._room = wait, most, room
        self._waiting: deque[tuple[float, T]] = deque()
        self._changed = Condition()
        self._closed = False
        self._at_work = False
        self._hurried = False
        self._failure: BaseException | None = None
        self._thread = Thread(target=copy_context().run, args=(self._run,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join()
        if error is None:
            self._raise()

    def put(self, one: T) -> None:
        """Bring one thing.

        Raises:
            BaseException: whatever handing on a group raised; nothing more is handed on then.
        """
        with self._changed:
            self._changed.wait_for(lambda: len(self._waiting) < self._room or self._failure is not None)
            self._raise()
            self._waiting.append((time.monotonic(), one))
            self._changed.notify_all()

    def flush(self) -> None:
        """Hand on all that was brought, and wait for it. Raises as `put` does."""
        with self._changed:
            self._hurried = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._failure or not (self._waiting or self._at_work))
            self._hurried = False
            self._raise()

    def _raise(self) -> None:
        if self._failure is not None:
            raise self._failure

    def _run(self) -> None:
        try:
            while group := self._next():
                self._hand_on(group)
        except BaseException as error:  # noqa: BLE001 - it is raised again where things are brought
            with self._changed:
                self._failure = error
                self._changed.notify_all()

    def _next(self) -> list[T]:
        """The next group; empty when all is done."""
        with self._changed:
            self._at_work = False
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._waiting or self._closed)
            if self._waiting:
                left = self._waiting[0][0] + self._wait - time.monotonic()
                self._changed.wait_for(self._is_full, timeout=max(0.0, left))
            group, total = list[T](), 0
            while self._waiting and (not group or total + self._size(self._waiting[0][1]) <= self._most):
                one = self._waiting.popleft()[1]
                total += self._size(one)
                group.append(one)
            self._at_work = bool(group)
            self._changed.notify_all()
            return group

    def _is_full(self) -> bool:
        enough = len(self._waiting) >= self._room or sum(self._size(one) for _, one in self._waiting) >= self._most
        return self._closed or self._hurried or enough
