"""Runs whose months are computed by an engine's machines, from the workspace that all of them reach, and stored here.

What a month gives is what `running.run` gives for its day, to the bit. Months do not know of each other:
each is computed and stored whole, where `monthly.run_months` on one machine starts from the month before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from cnesg.engine import Engine
from cnesg.errors import InputError, Problem
from cnesg.framework.definitions import Profile
from cnesg.framework.profiles import find_profile
from cnesg.model import available_instant
from cnesg.pipeline.monthly import MonthRun, known_runs, month_ends
from cnesg.pipeline.running import Run, keep_run, run_rows
from cnesg.pipeline.sharing import Storable
from cnesg.pipeline.verifying import drain
from cnesg.pipeline.workspace import Workspace


@dataclass(frozen=True)
class MonthTask:
    """One month to compute.

    Attributes:
        folder: the workspace, under the path that every machine has it.
        profile: as JSON.
        instant: nothing published later is used.
        position: nothing stored later is used.
        fiscal_year: the year to score; None where the season rule decides.
    """

    folder: Path
    profile: str
    instant: datetime
    position: int
    fiscal_year: int | None = None


@dataclass(frozen=True)
class NoRun:
    """Why a month has no run."""

    problems: tuple[Problem, ...]


def computed_month(task: MonthTask) -> Storable | NoRun:
    """What the run of a month stores; on whatever machine, nothing is stored."""
    workspace = _opened(task.folder)
    chosen = Profile.model_validate_json(task.profile)
    try:
        return run_rows(workspace, chosen, task.instant, task.position, task.fiscal_year)
    except InputError as error:
        return NoRun(error.problems)


@cache
def _opened(folder: Path) -> Workspace:
    """The workspace, once a process; what is committed later lies beyond a task's position."""
    return Workspace.open(folder)


def run_elsewhere(
    workspace: Workspace, engine: Engine, as_of: date, profile: str = "default", fiscal_year: int | None = None
) -> Run:
    """As `running.run`, computed by a machine of an engine.

    Raises:
        InputError: as there; or the machine was lost whenever it was tried.
    """
    drain(workspace)
    chosen = find_profile(workspace.methodology, profile)
    instant, position = available_instant(as_of), workspace.store.position
    task = MonthTask(workspace.folder.resolve(), chosen.model_dump_json(), instant, position, fiscal_year)
    ((_, computed),) = _computed(engine, [task])
    if isinstance(computed, NoRun):
        raise InputError(*computed.problems)
    return keep_run(workspace, chosen, computed, instant, position)


def run_months_elsewhere(
    workspace: Workspace, engine: Engine, first: date, last: date, profile: str = "default"
) -> Iterator[MonthRun]:
    """As `monthly.run_months`, computed by the machines of an engine; months come, and are stored, as they are done.

    Args and errors as there.
    """
    months = month_ends(first, last)
    drain(workspace)
    chosen = find_profile(workspace.methodology, profile)
    position, content = workspace.store.position, chosen.model_dump_json()
    known = known_runs(workspace, chosen)
    tasks: list[MonthTask] = []
    waiting: list[date] = []
    for month in months:
        instant = available_instant(month)
        if instant in known:
            yield MonthRun(month, *known[instant], how="known")
        else:
            waiting.append(month)
            tasks.append(MonthTask(workspace.folder.resolve(), content, instant, position))
    for index, computed in _computed(engine, tasks):
        month, instant = waiting[index], tasks[index].instant
        if isinstance(computed, NoRun):
            problem = " ".join(one.text() for one in computed.problems)
            yield MonthRun(month, None, None, 0, "missing", problem)
            continue
        kept = keep_run(workspace, chosen, computed, instant, position)
        yield MonthRun(month, kept.run_id, kept.fiscal_year, kept.companies, "known" if kept.known else "computed")


def _computed(engine: Engine, tasks: Sequence[MonthTask]) -> Iterator[tuple[int, Storable | NoRun]]:
    """What came of each month, as they are done."""
    for outcome in engine.run(computed_month, tasks):
        failure = outcome.failure
        if failure is None:
            yield outcome.index, outcome.result
        else:
            day = tasks[outcome.index].instant.date()
            told = {"engine": engine.name, "month": day, "what": str(failure)}
            yield outcome.index, NoRun((Problem.of("pipeline.month_not_computed", **told),))
