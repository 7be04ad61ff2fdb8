"""What stands on another machine: it compares versions once, then answers tasks one after another."""

import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cnesg import telemetry
from cnesg.engine.versions import Versions, check_versions
from cnesg.errors import CnesgError
from cnesg.workers import Slot
from cnesg.workers.child import answered, flush_traces
from cnesg.workers.tasks import Limits, Outcome


@dataclass(frozen=True)
class RemoteWork:
    """What a machine is for.

    Attributes:
        function: importable by name.
        prepare: called once before the first task.
        limits: of each task; None where no child process is needed.
        versions: of whoever asks.
        carrier: the trace that they belong to.
    """

    function: Callable[[Any], Any]
    prepare: Callable[[], object] | None
    limits: Limits | None
    versions: Versions
    carrier: telemetry.Carrier | None = field(default_factory=telemetry.carrier)


class RemoteSlot:
    """One place on another machine.

    What a task raises on purpose (`CnesgError`) comes back as it is, not within an engine's own error.
    """

    def __init__(self, work: RemoteWork) -> None:
        self._work = work
        self._slot = None if work.limits is None else Slot(work.function, work.prepare, work.limits)
        self._begun = False

    def answer(self, index: int, task: Any) -> Outcome | CnesgError:
        """What came of a task, or the error to raise where it was asked for."""
        try:
            telemetry.begin()
            with telemetry.joined(self._work.carrier):
                return self._answer(index, task)
        except CnesgError as error:
            return error
        finally:
            flush_traces()

    def _answer(self, index: int, task: Any) -> Outcome:
        if not self._begun:
            check_versions(self._work.versions, socket.gethostname())
            if self._slot is None and self._work.prepare is not None:
                self._work.prepare()
            self._begun = True
        if self._slot is None:
            return answered(self._work.function, index, task)
        return self._slot.answer(index, task)
