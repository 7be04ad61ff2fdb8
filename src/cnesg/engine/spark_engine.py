"""The same functions on Spark: a task each, in waves, so that outcomes come while the rest is at work."""

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Final

from py4j.protocol import Py4JError, Py4JJavaError
from pyspark import SparkConf, SparkContext, cloudpickle

from cnesg.engine.remote import RemoteSlot, RemoteWork
from cnesg.engine.settings import SparkSettings, no_cluster
from cnesg.engine.versions import versions_here
from cnesg.errors import CnesgError
from cnesg.workers.tasks import Failure, Limits, Outcome

_WAVE = 4  # tasks a place and wave: enough that a slow one holds nobody up for long
# by value where a function stands in the script that was started: a worker can't import that
_packed: Callable[[object], bytes] = cloudpickle.dumps
_slots: dict[bytes, RemoteSlot] = {}  # in a worker, which Spark keeps from task to task


class SparkEngine:
    """Spark (4.x), by resilient distributed data sets of one task each.

    Spark gives the tasks of an executor that dies to another one; a wave that fails `attempts` times is done again task
    by task, and the task that fails alone is set aside.

    Args:
        settings: where the cluster is, and what else Spark is told.

    Raises:
        InputError: no cluster answers there.
    """

    name: Final = "spark"

    def __init__(self, settings: SparkSettings) -> None:
        self._settings = settings
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        config = {
            "spark.app.name": "cnesg",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.task.maxFailures": str(settings.attempts),
            "spark.python.worker.reuse": "true",
            "spark.log.level": "OFF",
            **settings.config,
        }
        try:
            conf = SparkConf().setMaster(settings.master).setAll(list(config.items()))
            self._context = SparkContext.getOrCreate(conf)
        except (Py4JError, OSError, RuntimeError) as error:
            raise no_cluster(self.name, settings.master, error) from error

    def run(
        self,
        function: Callable[[Any], Any],
        tasks: Iterable[Any],
        *,
        prepare: Callable[[], object] | None = None,
        limits: Limits | None = None,
    ) -> Iterator[Outcome]:
        """See `Engine.run`."""
        work = _packed(RemoteWork(function, prepare, limits, versions_here()))
        size = _WAVE * (self._settings.slots or self._context.defaultParallelism)
        numbered = enumerate(tasks)
        while wave := list(islice(numbered, size)):
            yield from self._wave(work, wave)

    def _wave(self, work: bytes, tasks: list[tuple[int, Any]]) -> Iterator[Outcome]:
        packed = [pickle.dumps(task) for task in tasks]
        try:
            answers = self._context.parallelize(packed, len(packed)).mapPartitions(_Answering(work)).collect()
        except Py4JJavaError as error:
            if len(tasks) == 1:
                (index, _), what = tasks[0], str(error.java_exception).splitlines()[0]
                yield Outcome(index, failure=Failure("death", what))
                return
            for task in tasks:
                yield from self._wave(work, [task])
            return
        for answer in map(pickle.loads, answers):
            if isinstance(answer, CnesgError):
                raise answer
            yield answer

    def close(self) -> None:
        """Leave Spark."""
        self._context.stop()


class _Answering:
    """What Spark calls with the tasks of a partition, in a process that it keeps."""

    def __init__(self, work: bytes) -> None:
        self.work = work

    def __call__(self, tasks: Iterable[bytes]) -> Iterator[bytes]:
        for packed in tasks:
            index, task = pickle.loads(packed)  # noqa: S301 - the driver's own
            if self.work not in _slots:
                _slots.clear()
                _slots[self.work] = RemoteSlot(pickle.loads(self.work))  # noqa: S301 - likewise
            yield pickle.dumps(_slots[self.work].answer(index, task))
