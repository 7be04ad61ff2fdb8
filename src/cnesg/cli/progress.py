"""A progress bar on a terminal, nothing in a pipe."""

import sys
from types import TracebackType
from typing import Any, Self


class Progress:
    """Counts steps of long work on standard error, where a person is watching and there is more than one step."""

    def __init__(self, title: str, total: int) -> None:
        self._title = title
        self._total = total
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and self._total > 1:
            from rich.console import Console
            from rich.progress import Progress as Bar

            self._bar = Bar(console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task(self._title, total=self._total)
        return self

    def advance(self) -> None:
        """One step is done."""
        if self._bar is not None:
            self._bar.advance(self._task)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
