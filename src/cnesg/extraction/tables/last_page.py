"""What is read of a page and asked for by several stages one after the other, kept until the next page comes."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from cnesg.text import Page

T = TypeVar("T")


class _Last(threading.local):
    """The page asked for last, and what was read of it."""

    kept: tuple[Page, object] | None = None


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
