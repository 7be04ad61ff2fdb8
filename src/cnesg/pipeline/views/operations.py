"""What whoever runs a workspace wants to see at a glance: how large it is, what was stored last, news, batches."""

import json
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl

from cnesg.model import RUNS
from cnesg.pipeline.news.watchers import LEASE, signs_of_life
from cnesg.pipeline.reports.batch_report import REPORT
from cnesg.pipeline.views.memory import Memory
from cnesg.pipeline.views.runs import all_runs
from cnesg.pipeline.workspace import Workspace
from cnesg.store.commit_log import Kind, LogEntry

_LINES = 12
_RUNS = 8
_BATCHES = 6
_ONE_WORK = timedelta(hours=1)
"""Lines of the log further apart than this are not taken for one and the same work."""
_RECENT = timedelta(days=1)


@dataclass(frozen=True)
class ShownLine:
    """A line of the commit log.

    Attributes:
        position: its own.
        recorded_at: when it was stored.
        kind: commit, migration, compaction, ...
        rows: how many rows it brought to all tables.
        note: who or what wrote it.
        seconds: since the line before; None where that is not the same work any more.
    """

    position: int
    recorded_at: datetime
    kind: Kind
    rows: int
    note: str
    seconds: float | None


@dataclass(frozen=True)
class ShownRunTime:
    """A run and how long it took.

    Attributes:
        run_id: its id.
        day: what it is as of.
        fiscal_year: the year scored.
        profile: name of the profile.
        recorded_at: when it was stored.
        seconds: from the run before until it was stored, which of the months of a history is what a month took; None
            where the commit before was other work.
    """

    run_id: str
    day: date
    fiscal_year: int
    profile: str
    recorded_at: datetime
    seconds: float | None


@dataclass(frozen=True)
class ShownBatch:
    """A batch of reports, by its report.

    Attributes:
        folder: name of the folder of its facts.
        ended: when the report was written.
        engine: what read them.
        measures: see `cnesg.pipeline.reports.batch_report.measures`.
        harmful: how many reports broke a limit or brought a process down.
    """

    folder: str
    ended: datetime
    engine: str
    measures: dict[str, float | None]
    harmful: int


@dataclass(frozen=True)
class ShownNews:
    """News that came lately; what was imported long after its publication is no news.

    Attributes:
        stored: items of the last day, published and stored in it.
        newest: when the newest of these was published; None where none came.
        lag: seconds from publication until an item was stored, the middle of these.
        most: likewise, of nineteen in twenty.
        watchers: seconds since each watcher's last sign of life; None where nobody says which folder is watched.
    """

    stored: int
    newest: datetime | None
    lag: float | None
    most: float | None
    watchers: dict[str, float] | None

    @property
    def alive(self) -> int:
        """How many watchers are at work."""
        return sum(seconds < LEASE for seconds in (self.watchers or {}).values())


@dataclass(frozen=True)
class Operations:
    """All of it.

    Attributes:
        position: of the last commit.
        size: bytes of everything in the folder.
        files: how many files that is.
        rows: rows by table, the largest first.
        lines: of the log, newest first.
        runs: newest first.
        news: what came lately.
        batches: newest first; None where nobody says where they lie.
    """

    position: int
    size: int
    files: int
    rows: tuple[tuple[str, int], ...]
    lines: tuple[ShownLine, ...]
    runs: tuple[ShownRunTime, ...]
    news: ShownNews
    batches: tuple[ShownBatch, ...] | None


def operations(workspace: Workspace, memory: Memory, batches: Path | None, watched: Path | None) -> Operations:
    """What stands in a workspace, and beside it.

    Args:
        workspace: which.
        memory: of the server; sizes are summed once a position.
        batches: folder of batches that `cnesg extract --out` made, or of one.
        watched: folder that `cnesg news watch --together` watches.
    """
    log = workspace.store.log()
    size, files = stored_bytes(workspace, memory)
    counts: dict[str, int] = {}
    for entry in log:
        if entry.kind == "commit":
            for name, written in entry.tables.items():
                counts[name] = counts.get(name, 0) + written.rows
    return Operations(
        position=workspace.store.position,
        size=size,
        files=files,
        rows=tuple(sorted(counts.items(), key=lambda one: -one[1])),
        lines=tuple(_lines(log))[::-1][:_LINES],
        runs=_runs(workspace, memory, log),
        news=_news(workspace, watched),
        batches=None if batches is None else _batches(batches),
    )


def stored_bytes(workspace: Workspace, memory: Memory) -> tuple[int, int]:
    """Bytes and number of the files of a workspace, summed once a position."""

    def summed() -> tuple[int, int]:
        sizes = [path.stat().st_size for path in workspace.folder.rglob("*") if path.is_file()]
        return sum(sizes), len(sizes)

    return memory.get((str(workspace.folder), "bytes", workspace.store.position), summed)


def _lines(log: Sequence[LogEntry]) -> list[ShownLine]:
    before = [None, *log]
    return [
        ShownLine(
            one.position,
            one.recorded_at,
            one.kind,
            sum(written.rows for written in one.tables.values()),
            one.note,
            _seconds(earlier, one),
        )
        for earlier, one in zip(before, log, strict=False)
    ]


def _seconds(earlier: LogEntry | None, one: LogEntry) -> float | None:
    """Between two lines that may be one work."""
    if earlier is None or one.recorded_at - earlier.recorded_at > _ONE_WORK:
        return None
    return (one.recorded_at - earlier.recorded_at).total_seconds()


def _runs(workspace: Workspace, memory: Memory, log: Sequence[LogEntry]) -> tuple[ShownRunTime, ...]:
    after_a_run = (pair for pair in pairwise(log) if all(RUNS.name in one.tables for one in pair))
    took = {one.recorded_at: _seconds(earlier, one) for earlier, one in after_a_run}
    newest = sorted(all_runs(workspace, memory), key=lambda one: one.recorded_at, reverse=True)[:_RUNS]
    return tuple(
        ShownRunTime(one.run_id, one.day, one.fiscal_year, one.profile, one.recorded_at, took.get(one.recorded_at))
        for one in newest
    )


def _news(workspace: Workspace, watched: Path | None) -> ShownNews:
    since = datetime.now(UTC) - _RECENT
    columns = ["published_at", "recorded_at"]
    fresh = pl.all_horizontal(pl.col(columns) >= since)
    came = workspace.store.read("news", where=fresh, columns=columns)
    lags = sorted((stored - told).total_seconds() for told, stored in came.select(columns).iter_rows())
    return ShownNews(
        stored=came.height,
        newest=max(came["published_at"], default=None),
        lag=statistics.median(lags) if lags else None,
        most=lags[min(len(lags) - 1, int(0.95 * len(lags)))] if lags else None,
        watchers=None if watched is None else signs_of_life(watched),
    )


def _batches(folder: Path) -> tuple[ShownBatch, ...]:
    found = []
    for path in (folder / REPORT, *folder.glob(f"*/{REPORT}")):
        try:
            told: dict[str, Any] = json.loads(path.read_text("utf-8"))
            ended = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            harmful = sum(bool(one["harmful"]) for one in told["set_aside"])
            found.append(ShownBatch(path.parent.name, ended, told["engine"], told["measures"], harmful))
        except (OSError, ValueError, KeyError, TypeError):  # not there, or not whole: another look will see it
            continue
    return tuple(sorted(found, key=lambda one: one.ended, reverse=True)[:_BATCHES])
