"""Whether everything that cnesg needs on this machine is there and sound, and what to do about the rest."""

import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from typing import Literal

from sqlalchemy.exc import SQLAlchemyError

from cnesg import telemetry
from cnesg.engine import Engine
from cnesg.errors import CnesgError, Problem
from cnesg.framework.inspection import check_methodology
from cnesg.store import Store
from cnesg.store.lock import has_locks
from cnesg.verification import Ledger
from cnesg.verification.ledger import DATABASE, FILE
from cnesg.workers import Outcome, limits_memory

State = Literal["good", "warning", "bad"]
_GIB = 1024**3
_LEAST_DISK = 2 * _GIB
_WHOLE_MARKET = 4 * _GIB
_OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True)
class Symptom:
    """One thing that was looked at.

    Attributes:
        state: `good`; `warning` where something may matter to somebody; `bad` where commands will fail.
        problem: what it is, and how to mend it.
    """

    state: State
    problem: Problem


def examine(workspace: Path, engine: Engine | None = None) -> Iterator[Symptom]:
    """Look at everything, the machine first; nothing is changed.

    Args:
        workspace: its folder.
        engine: a cluster that shall answer too.
    """
    yield from _machine()
    yield from _methodology()
    yield from _extras()
    yield from _traces()
    yield from of_workspace(workspace)
    if engine is not None and engine.name != "local":
        yield from _engine(engine)


def _good(what: str, /, **values: object) -> Symptom:
    return Symptom("good", Problem.of(f"doctor.{what}", **values))


def _machine() -> Iterator[Symptom]:
    told = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < _OLDEST_PYTHON:
        yield Symptom("bad", Problem.of("doctor.old_python", version=told))
    else:
        yield _good("python", version=told)
    yield from (Symptom("warning", problem) for problem in not_promised())
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):  # no such question on this system
        return
    gib = f"{total / _GIB:.1f}"
    if total < _WHOLE_MARKET:
        yield Symptom("warning", Problem.of("doctor.little_memory", total=gib))
    else:
        yield _good("memory", total=gib)


def not_promised() -> Iterator[Problem]:
    """What this system can't promise; nothing on Linux."""
    if not limits_memory():
        yield Problem.of("doctor.no_memory_limit", system=platform.system())
    if not has_locks():
        yield Problem.of("doctor.no_locks", system=platform.system())


def _methodology() -> Iterator[Symptom]:
    try:
        yield _good("methodology", version=check_methodology().versions.methodology)
    except CnesgError as error:
        yield from (Symptom("bad", problem) for problem in error.problems)


def _extras() -> Iterator[Symptom]:
    """What is not installed is no fault: not everybody needs everything."""
    for name in distribution("cnesg").metadata.get_all("Provides-Extra") or []:
        lacks = _lacks(name)
        yield _good("no_extra", name=name, lacks=", ".join(lacks)) if lacks else _good("extra", name=name)


def _traces() -> Iterator[Symptom]:
    """Whether traces are made; who has not asked for any is told nothing."""
    if exporters := telemetry.asked_for():
        told = ", ".join(exporters)
        if telemetry.begin():
            yield _good("traces", exporters=told)
        else:
            yield Symptom("warning", Problem.of("doctor.no_traces", exporters=told))


def _lacks(extra: str) -> list[str]:
    mark = re.compile(rf"""([\w.-]+).*;.*extra == ['"]{extra}['"]""")
    wanted = [found[1] for text in distribution("cnesg").requires or () if (found := mark.match(text))]
    return [name for name in wanted if not _installed(name)]


def _installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def of_workspace(folder: Path) -> Iterator[Symptom]:
    """What there is to say of a workspace, its disk and its decisions; nothing is changed."""
    if not (folder / "workspace.json").exists():
        yield Symptom("warning", Problem.of("doctor.no_workspace", path=folder))
        return
    try:
        with Store.open(folder, lock_wait=0) as opened:
            commits = opened.commits()
            last = max((commit.recorded_at for commit in commits), default=None)
            when = last.isoformat(timespec="seconds") if last else "-"
            yield _good("workspace", path=folder, position=opened.position, commits=len(commits), last=when)
            if older := opened.older():
                told = ", ".join(f"{name} {start} -> {goal}" for name, (start, goal) in older.items())
                yield Symptom("warning", Problem.of("doctor.older_tables", path=folder, tables=told))
            if opened.being_written():
                yield _good("being_written", path=folder)
    except CnesgError as error:
        yield from (Symptom("bad", problem) for problem in error.problems)
        return
    yield _clock(last)
    yield _disk(folder)
    yield from _ledger(folder)


def _clock(last: datetime | None) -> Symptom:
    now = datetime.now(UTC)
    if last is not None and last > now:
        ahead = round((last - now).total_seconds())
        told = last.isoformat(timespec="seconds")
        return Symptom("warning", Problem.of("doctor.future_commit", last=told, seconds=ahead))
    return _good("clock", now=now.isoformat(timespec="seconds"))


def _disk(folder: Path) -> Symptom:
    free = shutil.disk_usage(folder).free
    used = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    if free < max(_LEAST_DISK, used):
        values = {"free": f"{free / _GIB:.1f}", "used": f"{used / _GIB:.1f}", "path": folder}
        return Symptom("warning", Problem.of("doctor.little_disk", **values))
    return _good("disk", free=f"{free / _GIB:.1f}", path=folder)


def _ledger(folder: Path) -> Iterator[Symptom]:
    if not Ledger.exists(folder):
        yield _good("no_ledger")
        return
    served = bool(os.environ.get(DATABASE))
    try:
        with closing(Ledger.open(folder)) as ledger:
            yield _good("ledger", place=DATABASE if served else FILE, waiting=len(ledger.outbox()))
    except CnesgError as error:
        yield from (Symptom("bad", problem) for problem in error.problems)
    except SQLAlchemyError as error:
        what = str(error).splitlines()[0]
        yield Symptom("bad", Problem.of("doctor.no_database", variable=DATABASE, what=what))


def _engine(engine: Engine) -> Iterator[Symptom]:
    """Versions are compared by the engine itself before the first task."""
    try:
        outcomes: list[Outcome] = list(engine.run(_whoever, range(2)))
    except CnesgError as error:
        yield from (Symptom("bad", problem) for problem in error.problems)
        return
    machines = {str(outcome.result) for outcome in outcomes}
    yield _good("engine", name=engine.name, machines=len(machines))


def _whoever(_: int) -> str:
    """On a machine of the engine: who it is."""
    import socket

    return f"{socket.gethostname()}:{os.getpid()}"
