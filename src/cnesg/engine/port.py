"""The port that stages are called through; adapters stand beside it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from cnesg.workers.tasks import Limits, Outcome


class Engine(Protocol):
    """Calls a function on many tasks; how many at once and where is the engine's to say, what comes of them is not.

    Attributes:
        name: `local`, `ray` or `spark`.
    """

    @property
    def name(self) -> str: ...  # noqa: D102 - see Attributes

    def run(
        self,
        function: Callable[[Any], Any],
        tasks: Iterable[Any],
        *,
        prepare: Callable[[], object] | None = None,
        limits: Limits | None = None,
    ) -> Iterator[Outcome]:
        """Call a function on each task; yields outcomes as they come.

        No more tasks are handed out than there are places to do them, so that whoever reads outcomes slowly slows the
        work down instead of filling memory.

        Args:
            function: importable by name, on every machine; its argument and result are pickled on the way. The same
                task must give the same result wherever it is called, and calling it twice must do no harm: a task whose
                machine dies is given to another one.
            tasks: one argument a call; handed out in this order. A task is taken from where it comes when there is a
                place for it and no sooner (Spark takes a wave at once), so that they may be made as they are wanted.
            prepare: called once in each process before its first task, outside the time of any.
            limits: for each task, which then has a child process that can be killed; None for work that is trusted.

        Yields:
            One outcome a task, in the order in which they end. A task that brought several machines down in turn is set
            aside with a failure `death`.

        Raises:
            CnesgError: the function raised it; all work is stopped then.
            InputError: a machine has another version of cnesg or of the methodology, or none can begin.
        """

    def close(self) -> None:
        """Let go of what the engine holds."""
