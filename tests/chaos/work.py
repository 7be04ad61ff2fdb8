"""The work that faults fall upon: a fixed list of deeds, each of which may be done again, as a process of its own.

`python -m tests.chaos.work FOLDER START SETTING`: a line `KIND NUMBER ID` follows each deed once it is acknowledged.
What the store or the ledger refuses ends it with code 4 and the message; anything else that goes wrong is a traceback.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from unittest.mock import patch

import polars as pl
from tests.pipeline import command_process
from tests.pipeline.command_process import _here, import_one, ingest_one, news_one, run_one

from cnesg.engine import Engine, LocalEngine
from cnesg.engine.settings import RaySettings, SparkSettings
from cnesg.errors import CnesgError
from cnesg.pipeline import Workspace
from cnesg.pipeline.checking.verifying import Wanted, decide, drain
from cnesg.pipeline.reports.ingesting import ingest
from cnesg.store import Store
from cnesg.verification import Ledger

REFUSED = 4
_YEAR = 365 * 86400.0


@dataclass(frozen=True)
class Setting:
    """What is done, and under which conditions.

    Attributes:
        kinds: what is done in turn.
        deeds: how much of it.
        workers: reports are read in child processes, not in the process itself.
        engine: `ray` or `spark`: reports are read by two workers of a cluster on this machine.
        slow: the most seconds that a forced write takes longer.
        largest_file: bytes beyond which no file may grow.
        clock: seed of a clock that jumps by up to a year, either way, whenever it is asked; None for the machine's.
        again: seed by which earlier deeds are done again after each; None for once.
    """

    kinds: tuple[str, ...] = ("import", "news", "decide", "ingest", "run")
    deeds: int = 10
    workers: bool = False
    engine: str = "local"
    slow: float = 0.0
    largest_file: int | None = None
    clock: int | None = None
    again: int | None = None


def decide_once(workspace: Workspace, number: int) -> str:
    """Correct a company's electricity, unless that was decided already; tells the decision's id."""
    at = datetime(2024, 7, 1, tzinfo=UTC) + timedelta(hours=number)
    drain(workspace)
    if Ledger.exists(workspace.folder):
        with Ledger.open(workspace.folder) as ledger:
            taken = [one.decision_id for one, _ in ledger.decisions() if one.decided_at == at]
        if taken:
            return taken[0]
    mine = (pl.col("concept") == "electricity") & (pl.col("company_id") == f"L{2 + number % 10:02}")
    row = workspace.store.standing_observations(where=mine)["observation_id"].sort()[0]
    (decision,) = decide(workspace, [Wanted(row, "corrected", value=float(number + 1))], "liu", at)
    return decision.decision_id


DEEDS: dict[str, Callable[[Workspace, int], str]] = {
    "import": import_one,
    "news": news_one,
    "decide": decide_once,
    "ingest": ingest_one,
    "run": run_one,
}


def opened(folder: Path, setting: Setting) -> Workspace:
    """The workspace, with the clock that the setting wants."""
    if setting.clock is None:
        return Workspace.open(folder)
    draws = random.Random(setting.clock)
    return Workspace(folder, Store.open(folder, clock=lambda: _jumping(draws)))


def _jumping(draws: random.Random) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=draws.choice((0.0, -1.0, 1.0)) * draws.uniform(0.0, _YEAR))


def work(folder: Path, start: int, setting: Setting, told: Callable[[str, int, str], None]) -> None:
    """Do the deeds from a number on."""
    draws = random.Random(setting.again)
    with _reading(setting), opened(folder, setting) as workspace:
        for number in range(start, setting.deeds):
            for again in [number, *(draws.randrange(number + 1) for _ in range(0 if setting.again is None else 2))]:
                kind = setting.kinds[again % len(setting.kinds)]
                if again == number or kind != "run":  # a run is computed, not delivered
                    told(kind, again, DEEDS[kind](workspace, again))


@contextmanager
def _reading(setting: Setting) -> Iterator[None]:
    """How reports are read."""
    if setting.engine == "local":
        with nullcontext() if setting.workers else patch.object(LocalEngine, "run", _here):
            yield
        return
    with (
        closing(_cluster(setting.engine)) as engine,
        patch.object(command_process, "ingest", partial(ingest, engine=engine)),
    ):
        yield


def _cluster(name: str) -> Engine:
    if name == "ray":
        from cnesg.engine.ray_engine import RayEngine

        return RayEngine(RaySettings(slots=2))
    from cnesg.engine.spark_engine import SparkEngine

    return SparkEngine(SparkSettings(master="local-cluster[2,1,1024]", slots=2))


def _bring_about(setting: Setting) -> None:
    if setting.largest_file is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (setting.largest_file, resource.RLIM_INFINITY))
    if setting.slow:
        force, draws = os.fsync, random.Random(setting.slow)

        def slowly(descriptor: int) -> None:
            time.sleep(draws.uniform(0.0, setting.slow))
            force(descriptor)

        os.fsync = slowly  # type: ignore[assignment]  # the store gives descriptors


def _tell(kind: str, number: int, what: str) -> None:
    sys.stdout.write(f"{kind} {number} {what}\n")
    sys.stdout.flush()


def main() -> int:
    """Deeds in turn until all are done, or this is killed."""
    folder, start, setting = Path(sys.argv[1]), int(sys.argv[2]), json.loads(sys.argv[3])
    chosen = Setting(**{**setting, "kinds": tuple(setting["kinds"])})
    _bring_about(chosen)
    _tell("ready", 0, "-")
    try:
        work(folder, start, chosen, _tell)
    except CnesgError as error:
        sys.stderr.write(f"refused: {error}\n")
        return REFUSED
    return 0


def command(folder: Path, start: int, setting: Setting) -> list[str]:
    """How the process is started."""
    return [sys.executable, "-m", "tests.chaos.work", str(folder), str(start), json.dumps(asdict(setting))]


if __name__ == "__main__":
    sys.exit(main())
