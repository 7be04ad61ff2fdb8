"""Runs whose months are computed by an engine's machines, from the workspace that all of them reach, and stored here.

What a month gives is what `running.run` gives for its day, to the bit. A task is the months of one fiscal year, one
after the other as `monthly.run_months` does them: the first is sent back and stored whole, of the others what differs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import groupby
from pathlib import Path

from cnesg import telemetry
from cnesg.engine import Engine
from cnesg.errors import InputError, Problem
from cnesg.framework.definitions import Profile
from cnesg.framework.profiles import find_profile
from cnesg.imputation import ranked_year
from cnesg.model import SCORES, available_instant
from cnesg.model.periods import SHANGHAI
from cnesg.model.shared import SHARED
from cnesg.pipeline.checking.verifying import drain
from cnesg.pipeline.months.monthly import History, MonthRun, known_runs, month_ends
from cnesg.pipeline.runs.basis import scoring_basis
from cnesg.pipeline.runs.running import Run, keep_run, pinned_versions, run_id_of, run_rows
from cnesg.pipeline.runs.sharing import Storable
from cnesg.pipeline.workspace import Workspace

MONTHS_A_TASK = 12
"""A year's: more would keep machines idle, fewer send more months whole."""


@dataclass(frozen=True)
class MonthsTask:
    """Months to compute, one after the other.

    Attributes:
        folder: the workspace, under the path that every machine has it.
        profile: as JSON.
        instants: one a month, growing; nothing published later is used.
        position: nothing stored later is used.
        versions: what the runs' ids will name, see `running.pinned_versions`.
        fiscal_year: the year to score; None where the season rule decides.
    """

    folder: Path
    profile: str
    instants: tuple[datetime, ...]
    position: int
    versions: Mapping[str, str]
    fiscal_year: int | None = None


@dataclass(frozen=True)
class ComputedMonth:
    """What a month stores, and how it came about: see `monthly.MonthRun`."""

    storable: Storable
    how: str
    anew: int | None


@dataclass(frozen=True)
class NoRun:
    """Why a month has no run."""

    problems: tuple[Problem, ...]


def computed_months(task: MonthsTask) -> tuple[ComputedMonth | NoRun, ...]:
    """What the runs of some months store; on whatever machine, nothing is stored."""
    workspace, chosen = _opened(task.folder), Profile.model_validate_json(task.profile)
    history = History(workspace)
    return tuple(_computed_month(workspace, history, chosen, task, instant) for instant in task.instants)


def _computed_month(
    workspace: Workspace, history: History, chosen: Profile, task: MonthsTask, instant: datetime
) -> ComputedMonth | NoRun:
    with telemetry.span("month", month=f"{instant.astimezone(SHANGHAI):%Y-%m}") as span:
        try:
            computed, how = history.next(scoring_basis(workspace, chosen, instant, task.position, task.fiscal_year))
        except InputError as error:
            return NoRun(error.problems)
        span.note(how=how, companies=computed.companies)
        history.kept(run_id_of(computed, instant, task.versions), computed)  # whoever asked stores it before the next
        return ComputedMonth(computed, how, history.anew if how == "changed" else None)


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
    instant = available_instant(as_of)
    task = _task(workspace, chosen, [instant], workspace.store.position, fiscal_year)
    ((_, (computed,)),) = _computed(engine, [task])
    if isinstance(computed, NoRun):
        raise InputError(*computed.problems)
    return keep_run(workspace, chosen, computed.storable, instant, task.position)


def run_months_elsewhere(
    workspace: Workspace,
    engine: Engine,
    first: date,
    last: date,
    profile: str = "default",
    months_a_task: int = MONTHS_A_TASK,
) -> Iterator[MonthRun]:
    """As `monthly.run_months`, computed by the machines of an engine; years come, and are stored, as they are done.

    Args and errors as there, and:
        months_a_task: so many consecutive months of one fiscal year at most are one machine's.
    """
    months = month_ends(first, last)
    drain(workspace)
    chosen = find_profile(workspace.methodology, profile)
    position, known = workspace.store.position, known_runs(workspace, chosen)
    waiting: list[date] = []
    for month in months:
        instant = available_instant(month)
        if instant in known:
            yield MonthRun(month, *known[instant], how="known")
        else:
            waiting.append(month)
    together = _together(workspace, waiting, months_a_task)
    tasks = [_task(workspace, chosen, [available_instant(month) for month in some], position) for some in together]
    for index, found in _computed(engine, tasks):
        for month, computed in zip(together[index], found, strict=True):
            yield _kept(workspace, chosen, month, computed, position)


def _together(workspace: Workspace, months: Sequence[date], most: int) -> list[list[date]]:
    """Consecutive months of one fiscal year, which start from each other, some at a time."""
    rules = workspace.methodology.rules
    years = groupby(months, key=lambda month: ranked_year(available_instant(month), rules))
    whole = [list(some) for _, some in years]
    return [some[start : start + most] for some in whole for start in range(0, len(some), most)]


def _task(
    workspace: Workspace,
    chosen: Profile,
    instants: Sequence[datetime],
    position: int,
    fiscal_year: int | None = None,
) -> MonthsTask:
    return MonthsTask(
        workspace.folder.resolve(),
        chosen.model_dump_json(),
        tuple(instants),
        position,
        pinned_versions(workspace, chosen),
        fiscal_year,
    )


def _kept(
    workspace: Workspace, chosen: Profile, month: date, computed: ComputedMonth | NoRun, position: int
) -> MonthRun:
    if isinstance(computed, NoRun):
        return MonthRun(month, None, None, 0, "missing", " ".join(one.text() for one in computed.problems))
    instant, storable, how, anew = available_instant(month), computed.storable, computed.how, computed.anew
    shared = storable.tables.get(SHARED.name)
    if shared is not None and shared["base"][0] in workspace.store.shared(SCORES.name)["run_id"]:
        # The run that it starts from has come into the log by another way, and not whole: nothing may rest on it.
        storable, how, anew = run_rows(workspace, chosen, instant, position), "computed", None
    kept = keep_run(workspace, chosen, storable, instant, position)
    return MonthRun(month, kept.run_id, kept.fiscal_year, kept.companies, "known" if kept.known else how, anew=anew)


def _computed(engine: Engine, tasks: Sequence[MonthsTask]) -> Iterator[tuple[int, tuple[ComputedMonth | NoRun, ...]]]:
    """What came of the months of each task, as they are done."""
    for outcome in engine.run(computed_months, tasks):
        failure = outcome.failure
        if failure is None:
            yield outcome.index, outcome.result
        else:
            days = [instant.astimezone(SHANGHAI).date() for instant in tasks[outcome.index].instants]
            told = {"engine": engine.name, "what": str(failure)}
            problems = [Problem.of("pipeline.month_not_computed", month=day, **told) for day in days]
            yield outcome.index, tuple(NoRun((problem,)) for problem in problems)
