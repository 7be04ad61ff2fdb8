"""Where a worker is in its task: it writes, its parent reads.

Shared memory and no message, since a page of a report is a place and nobody may be there to hear; without a lock, so
that a death leaves nothing locked.
"""

import time
from typing import Any

from cnesg.workers.tasks import Place


class SharedPlace:
    """Number and kind of a place and when the worker came there, by the clock of the machine.

    Args:
        context: how the worker is started.
    """

    def __init__(self, context: Any) -> None:
        self._room = context.RawArray("d", 3)

    def come_to(self, place: Place) -> None:
        """The worker is at a place from now on."""
        self._room[:] = [*place, time.monotonic()]

    def leave(self) -> None:
        """It is at none."""
        self.come_to((0, 0))

    @property
    def place(self) -> Place | None:
        """Where it is; None where it has not said."""
        number, kind = int(self._room[0]), int(self._room[1])
        return (number, kind) if number else None

    @property
    def since(self) -> float:
        """When it came there."""
        return float(self._room[2])
