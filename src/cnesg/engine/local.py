"""The engine of this machine."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from cnesg.workers import Limits, Outcome, run_tasks
from cnesg.workers.child import answered


class LocalEngine:
    """This machine: with limits each task has a child process that can be killed, without it is called where we are.

    Args:
        jobs: how many child processes work at once.
    """

    name: Final = "local"

    def __init__(self, jobs: int = 1) -> None:
        self.jobs = jobs

    def run(
        self,
        function: Callable[[Any], Any],
        tasks: Iterable[Any],
        *,
        prepare: Callable[[], object] | None = None,
        limits: Limits | None = None,
    ) -> Iterator[Outcome]:
        """See `Engine.run`."""
        if limits is not None:
            yield from run_tasks(function, tasks, prepare=prepare, jobs=self.jobs, limits=limits)
            return
        for index, task in enumerate(tasks):
            if prepare is not None and index == 0:
                prepare()
            yield answered(function, index, task)

    def close(self) -> None:
        """Nothing stays open between runs."""
