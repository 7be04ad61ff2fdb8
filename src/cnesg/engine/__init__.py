"""Where work is done: on this machine, on a Ray cluster or on Spark, by the same functions."""

from cnesg.engine.local import LocalEngine
from cnesg.engine.opening import open_engine
from cnesg.engine.port import Engine
from cnesg.engine.settings import ENGINES, EngineName, EngineSettings
from cnesg.workers import Failure, Limits, Outcome, at, got_on, keep_workers, run_tasks

__all__ = [
    "ENGINES",
    "Engine",
    "EngineName",
    "EngineSettings",
    "Failure",
    "Limits",
    "LocalEngine",
    "Outcome",
    "at",
    "got_on",
    "keep_workers",
    "open_engine",
    "run_tasks",
]
