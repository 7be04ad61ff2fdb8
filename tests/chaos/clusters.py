"""Faults of machines that read reports for the command: workers of Ray and of Spark."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from tests.chaos.faults import ACKNOWLEDGED
from tests.chaos.trial import CannotBeTriedError, Fault, Trial
from tests.chaos.work import REFUSED, Setting
from tests.pipeline.command_process import prepare

_KILLS = 2
"""Fewer than a task may have before it is set aside."""


def kill_ray_workers(trial: Trial) -> str:
    """Kill actors while they read reports; the command and Ray itself live."""
    if find_spec("ray") is None:
        raise CannotBeTriedError("no Ray on this machine")
    return _kill(trial, b"ray::_Actor", "actors of Ray")


def kill_spark_workers(trial: Trial) -> str:
    """Kill the processes in which executors call Python."""
    if find_spec("pyspark") is None or shutil.which("java") is None:
        raise CannotBeTriedError("no Spark on this machine")
    return _kill(trial, b"pyspark.daemon", "workers of Spark")


def _kill(trial: Trial, title: bytes, what: str) -> str:
    prepare(trial.folder)
    killed, refused = [0], 0
    while not trial.done:
        refused += trial.work(lambda process: _kill_some(trial, process, title, killed)).code == REFUSED
    if not killed[0]:
        trial.broken.append("nobody was killed")
    if refused:
        trial.broken.append("a report was not given to another one")
    return f"{killed[0]} {what} killed"


def _kill_some(trial: Trial, process: "subprocess.Popen[str]", title: bytes, killed: list[int]) -> None:
    while process.poll() is None and killed[0] < _KILLS:
        time.sleep(trial.draws.uniform(0.0, 0.5))
        found = [pid for pid in _descendants(process.pid) if title in _title(pid)]
        if found:
            time.sleep(trial.draws.uniform(0.0, 3.0))
            os.kill(trial.draws.choice(found), signal.SIGKILL)
            killed[0] += 1


def _descendants(pid: int) -> Iterator[int]:
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = path.read_text().split()
        except OSError:
            continue
        for child in children:
            yield int(child)
            yield from _descendants(int(child))


def _title(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


_PROMISE = "What a worker that dies had is read by another one; nothing is stored twice or left out"


def _worker_killed(cluster: str, engine: str, kill: Callable[[Trial], str]) -> Fault:
    setting = Setting(("ingest", "import"), 6, engine=engine)
    return Fault(f"kill -9 of a {cluster} worker", f"{_PROMISE}. {ACKNOWLEDGED}", kill, setting)


FAULTS = [_worker_killed("Ray", "ray", kill_ray_workers)]
FAULTS_OF_SPARK = [_worker_killed("Spark", "spark", kill_spark_workers)]
