"""The runs that readers choose among, and the one that counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cnesg.model.periods import SHANGHAI
from cnesg.pipeline.runs.reading import latest_run
from cnesg.pipeline.runs.replaying import find_run
from cnesg.pipeline.views.memory import Memory, last_change
from cnesg.pipeline.workspace import Workspace


@dataclass(frozen=True)
class ShownRun:
    """A run as readers know it.

    Attributes:
        run_id: its id.
        as_of: nothing published later was used.
        fiscal_year: the year scored.
        profile: name of the profile.
        methodology_version: content hash.
        store_position: the last commit that it saw.
        recorded_at: when it was stored.
    """

    run_id: str
    as_of: datetime
    fiscal_year: int
    profile: str
    methodology_version: str
    store_position: int
    recorded_at: datetime

    @property
    def day(self) -> date:
        """The day in Shanghai whose end `as_of` is."""
        return self.as_of.astimezone(SHANGHAI).date()


def shown_run(row: Mapping[str, Any]) -> ShownRun:
    """A row of table RUNS as a run to show."""
    return ShownRun(**{name: row[name] for name in ShownRun.__dataclass_fields__})


def all_runs(workspace: Workspace, memory: Memory) -> tuple[ShownRun, ...]:
    """Every stored run, oldest first, by what it is about, then by when it was stored."""

    def read() -> tuple[ShownRun, ...]:
        rows = workspace.store.read("runs").sort("as_of", "position")
        return tuple(shown_run(row) for row in rows.iter_rows(named=True))

    return memory.get((str(workspace.folder), "runs", last_change(workspace, memory, "runs")), read)


def chosen_run(workspace: Workspace, memory: Memory, wanted: str | None = None) -> ShownRun:
    """The run a reader means.

    Args:
        workspace: where the runs are.
        memory: what is kept.
        wanted: a run's id or how it begins; the latest run by default, as `latest_run` has it.

    Raises:
        InputError: there is no such run, or none at all.
    """
    key = (str(workspace.folder), "run", wanted, last_change(workspace, memory, "runs"))
    return memory.get(
        key, lambda: shown_run(latest_run(workspace, None) if wanted is None else find_run(workspace, wanted))
    )


def months_up_to(workspace: Workspace, memory: Memory, run: ShownRun) -> tuple[ShownRun, ...]:
    """The runs of one profile up to a run, oldest first: of several for one instant the one stored last."""
    latest: dict[datetime, ShownRun] = {}
    for one in all_runs(workspace, memory):
        if one.profile == run.profile and one.as_of < run.as_of:
            latest[one.as_of] = one
    return (*latest.values(), run)
