"""The same functions on a Ray cluster: an actor for each place, which outlives its tasks."""

import contextlib
import logging
import socket
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import ray
from ray.exceptions import RayActorError, RayError

from cnesg.engine.remote import RemoteSlot, RemoteWork
from cnesg.engine.settings import RaySettings, no_cluster
from cnesg.engine.tasks import Failure, Limits, Outcome
from cnesg.engine.versions import versions_here
from cnesg.errors import CnesgError, InputError

_PATIENCE = 5.0  # seconds after which the cluster is looked at again, should machines have come or gone


class RayEngine:
    """A Ray cluster (2.x).

    A task whose machine dies is handed to another one; after `attempts` deaths it is set aside. Machines that join are
    used, machines that leave are missed by nobody.

    Args:
        settings: where the cluster is.

    Raises:
        InputError: no cluster answers there.
    """

    name: Final = "ray"

    def __init__(self, settings: RaySettings) -> None:
        self._settings = settings
        self._ours = not ray.is_initialized()
        try:
            _reach(settings.address)
            ray.init(
                address=settings.address or "local",
                namespace="cnesg",
                log_to_driver=False,
                logging_level=logging.ERROR,
                ignore_reinit_error=True,
                include_dashboard=False if settings.address is None else None,
            )
        except (OSError, RayError, ValueError, RuntimeError) as error:
            raise no_cluster(self.name, settings.address, error) from error

    def run(
        self,
        function: Callable[[Any], Any],
        tasks: Sequence[Any],
        *,
        prepare: Callable[[], object] | None = None,
        limits: Limits | None = None,
    ) -> Iterator[Outcome]:
        """See `Engine.run`."""
        work = RemoteWork(function, prepare, limits, versions_here())
        hands = _Hands(ray.put(work), self._slots)
        waiting, deaths = deque(range(len(tasks))), Counter[int]()
        try:
            while waiting or hands.busy:
                while waiting and (actor := hands.free(len(waiting))) is not None:
                    index = waiting.popleft()
                    hands.give(actor, index, tasks[index])
                for index, answer in hands.answers():
                    if isinstance(answer, CnesgError):
                        raise answer
                    if isinstance(answer, Outcome):
                        yield answer
                        continue
                    deaths[index] += 1
                    if deaths[index] < self._settings.attempts:
                        waiting.appendleft(index)
                    else:
                        yield Outcome(index, failure=Failure("death", f"{deaths[index]} workers"))
        finally:
            hands.let_go()

    def close(self) -> None:
        """Leave the cluster, unless somebody else in this process had joined it."""
        if self._ours:
            ray.shutdown()

    def _slots(self) -> int:
        try:
            return self._settings.slots or max(1, int(_resources().get("CPU", 1)))
        except RayError as error:
            raise InputError.of("engine.lost_cluster", name=self.name, what=error) from error


def _reach(address: str | None) -> None:
    """Knock first: Ray itself tries for minutes where nobody is."""
    host, _, port = (address or "").removeprefix("ray://").rpartition(":")
    if host and port.isdigit():
        socket.create_connection((host, int(port)), timeout=_PATIENCE).close()


_resources: Callable[[], dict[str, float]] = ray.cluster_resources


@dataclass
class _Hands:
    """The actors of one run: which are free, and which has which task."""

    work: Any
    slots: Callable[[], int]
    idle: list[Any] = field(default_factory=list)
    busy: dict[Any, tuple[Any, int]] = field(default_factory=dict)

    def free(self, wanted: int) -> Any | None:
        """An actor without a task; None where as many work as there are places."""
        if self.idle:
            return self.idle.pop()
        if len(self.busy) < min(self.slots(), len(self.busy) + wanted):
            return ray.remote(num_cpus=1, max_restarts=0)(_Actor).remote(self.work)
        return None

    def give(self, actor: Any, index: int, task: Any) -> None:
        self.busy[actor.answer.remote(index, task)] = actor, index

    def answers(self) -> Iterator[tuple[int, Any]]:
        """What came: task and its outcome, an error to raise, or None where whoever had it died."""
        done, _ = ray.wait(list(self.busy), num_returns=1, timeout=_PATIENCE)
        for reference in done:
            actor, index = self.busy.pop(reference)
            try:
                answer = ray.get(reference)
            except RayActorError:
                yield index, None
                continue
            self.idle.append(actor)
            yield index, answer

    def let_go(self) -> None:
        """End all actors; what they were doing is not wanted any more."""
        for actor in [*self.idle, *(actor for actor, _ in self.busy.values())]:
            with contextlib.suppress(RayError):
                ray.kill(actor)


class _Actor:
    """A `RemoteSlot` that Ray holds."""

    def __init__(self, work: RemoteWork) -> None:
        self._slot = RemoteSlot(work)

    def answer(self, index: int, task: Any) -> Outcome | CnesgError:
        return self._slot.answer(index, task)
