"""What is read of a page or line and asked for by several stages in turn, kept until the next page comes."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from cnesg.text import Line, Page

T = TypeVar("T")
_LINES = 2_048  # more than a page has


class _Last(threading.local):
    """The page asked for last, and what was read of it."""

    kept: tuple[Page, object] | None = None


class _Lines(threading.local):
    """The lines asked for last, by their identity, and what was read of each."""

    def __init__(self) -> None:
        self.kept: dict[int, tuple[Line, object]] = {}


def kept_for_last_page(read: Callable[[Page], T]) -> Callable[[Page], T]:
    """A reader that reads a page once, however often it is asked for it before the next; each thread has its own."""
    last = _Last()

    @wraps(read)
    def of_page(page: Page) -> T:
        if last.kept is None or last.kept[0] is not page:
            last.kept = page, read(page)
        found: T = last.kept[1]  # type: ignore[assignment]  # what `read` gave for this page
        return found

    return of_page


def kept_for_lines(read: Callable[[Line], T]) -> Callable[[Line], T]:
    """A reader that reads a line once, of whichever parts of its page it is asked for; each thread has its own."""
    last = _Lines()

    @wraps(read)
    def of_line(line: Line) -> T:
        kept = last.kept.get(id(line))
        if kept is None or kept[0] is not line:
            if len(last.kept) >= _LINES:
                last.kept.clear()
            last.kept[id(line)] = kept = line, read(line)
        found: T = kept[1]  # type: ignore[assignment]  # what `read` gave for this line
        return found

    return of_line
