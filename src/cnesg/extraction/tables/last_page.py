"""What is read of a page or line and asked for by several stages in turn, kept until the next page comes."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from cnesg.text import Line, Page

Asked = TypeVar("Asked")
T = TypeVar("T")
_LINES = 2_048  # more than a page has


def kept_for_last_page(read: Callable[[Page], T]) -> Callable[[Page], T]:
    """A reader that reads a page once, however often it is asked for it before the next; each thread has its own."""
    return _kept(read, 1)


def kept_for_lines(read: Callable[[Line], T]) -> Callable[[Line], T]:
    """A reader that reads a line once, of whichever parts of its page it is asked for; each thread has its own."""
    return _kept(read, _LINES)


class _Last(threading.local):
    """What was asked for last, by its identity, and what was read of it: no other has its identity while it is kept."""

    def __init__(self) -> None:
        self.read: dict[int, tuple[object, object]] = {}


def _kept(read: Callable[[Asked], T], most: int) -> Callable[[Asked], T]:
    last = _Last()

    @wraps(read)
    def of(asked: Asked) -> T:
        kept = last.read.get(id(asked))
        if kept is None:
            kept = asked, read(asked)
            if len(last.read) >= most:
                last.read.clear()
            last.read[id(asked)] = kept
        found: T = kept[1]  # type: ignore[assignment]  # what `read` gave for what was asked
        return found

    return of
