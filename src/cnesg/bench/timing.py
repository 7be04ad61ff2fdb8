"""Timing pieces of work: wall and processor seconds, and ratios to a limit measured in the same run."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass

from cnesg.bench.memory import processor_seconds


@dataclass(frozen=True)
class Timed:
    """What a piece of work took.

    Attributes:
        seconds: on the clock, the least of the repetitions.
        processor: seconds of all its threads and children, in the same repetition.
    """

    seconds: float
    processor: float


def timed(work: Callable[[], object], repeat: int = 1) -> Timed:
    """The quickest of several repetitions; each starts with a clean heap."""
    found = []
    for _ in range(repeat):
        gc.collect()
        start, used = time.perf_counter(), processor_seconds()
        work()
        found.append(Timed(time.perf_counter() - start, processor_seconds() - used))
    return min(found, key=lambda one: one.seconds)


@dataclass(frozen=True)
class Measure:
    """One line of a benchmark.

    Attributes:
        name: what was measured.
        value: the figure.
        unit: seconds, times, bytes.
        limit: what it is held against, in the same unit; None where nothing was asked.
    """

    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def kept(self) -> bool:
        """Whether the figure is within its limit."""
        return self.limit is None or self.value <= self.limit
