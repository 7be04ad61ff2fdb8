"""The same functions on a Ray cluster: an actor for each place, which outlives its tasks."""

import contextlib
import importlib
import logging
import os
import socket
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import ray
from ray.exceptions import RayActorError, RayError

from cnesg.engine.remote import RemoteSlot, RemoteWork
from cnesg.engine.settings import RaySettings, no_cluster
from cnesg.engine.versions import versions_here
from cnesg.errors import CnesgError, InputError
from cnesg.workers.tasks import Failure, Limits, Outcome, Todo

_LOGGER = logging.getLogger(__name__)
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
        # Of a cluster that begins and ends with this command: Ray's own 15 lets its workers starve beside other work.
        os.environ.setdefault("RAY_worker_niceness", "0")
        try:
            _reach(settings.address)
            _into_the_log()
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
        tasks: Iterable[Any],
        *,
        prepare: Callable[[], object] | None = None,
        limits: Limits | None = None,
    ) -> Iterator[Outcome]:
        """See `Engine.run`."""
        work = RemoteWork(function, prepare, limits, versions_here())
        hands = _Hands(ray.put(work), self._slots)
        todo, deaths = Todo(tasks), Counter[int]()
        try:
            while True:
                while hands.have_room() and (task := todo.take()) is not None:
                    hands.give(*task)
                if not hands.busy:
                    return
                for index, answer in hands.answers():
                    if isinstance(answer, CnesgError):
                        raise answer
                    if isinstance(answer, Outcome):
                        todo.done(index)
                        yield answer
                        continue
                    deaths[index] += 1
                    if deaths[index] < self._settings.attempts:
                        todo.again(index)
                    else:
                        todo.done(index)
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


def _into_the_log() -> None:
    """Ray prints what befell its workers to standard output, among the rows that a command writes there."""
    worker: Any = importlib.import_module("ray._private.worker")
    if hasattr(worker, "print_to_stdstream"):

        def noted(data: dict[str, Any], *_: object, **__: object) -> None:
            _LOGGER.info("%s", "\n".join(map(str, data.get("lines", ()))))

        worker.print_to_stdstream = noted


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

    def have_room(self) -> bool:
        """Whether fewer work than there are places."""
        return bool(self.idle) or len(self.busy) < self.slots()

    def give(self, index: int, task: Any) -> None:
        """Hand a task to an actor that has none."""
        made: Any = ray.remote(num_cpus=1, max_restarts=0)(_Actor)
        actor = self.idle.pop() if self.idle else made.remote(self.work)
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
