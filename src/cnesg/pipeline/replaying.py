"""A run computed again from the log at its position, and compared to the bit."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

import cnesg
from cnesg.errors import InputError
from cnesg.pipeline.identity import RUN_TABLES, canonical_hash
from cnesg.pipeline.running import compute, libraries, profile_of
from cnesg.pipeline.workspace import Workspace

_SHORTEST_ID = 4


@dataclass(frozen=True)
class Compared:
    """One table of a run: as stored and as computed again, by rows and canonical hash."""

    table: str
    rows: int
    rows_again: int
    hash: str
    hash_again: str

    @property
    def same(self) -> bool:
        """Whether the two are the same to the bit."""
        return self.hash == self.hash_again


@dataclass(frozen=True)
class Replay:
    """A run computed again.

    Attributes:
        run_id: the run.
        store_position: the last commit it could see.
        tables: what was compared.
        changed: what computes it today and is not what computed it then: name to (then, now).
    """

    run_id: str
    store_position: int
    tables: tuple[Compared, ...]
    changed: dict[str, tuple[str, str]]

    @property
    def same(self) -> bool:
        """Whether every table is the same to the bit."""
        return all(compared.same for compared in self.tables)


def replay(workspace: Workspace, run: str) -> Replay:
    """Compute a run again from the log at its position, and compare every table with what is stored.

    Args:
        workspace: where it is.
        run: its id, or the beginning of it.

    Raises:
        InputError: no run has this id, or several begin so.
    """
    record = find_run(workspace, run)
    again = compute(
        workspace, profile_of(workspace, record), record["as_of"], record["store_position"], record["fiscal_year"]
    )
    compared = []
    for name in RUN_TABLES:
        stored = workspace.store.read(name, where=pl.col("run_id") == record["run_id"])
        fresh = again.tables[name].with_columns(pl.lit(record["run_id"]).alias("run_id"))
        compared.append(
            Compared(name, stored.height, fresh.height, canonical_hash(name, stored), canonical_hash(name, fresh))
        )
    return Replay(record["run_id"], record["store_position"], tuple(compared), _changed(workspace, record))


def find_run(workspace: Workspace, run: str) -> dict[str, Any]:
    """The row of RUNS with this id, or the only one that begins so.

    Raises:
        InputError: no run has this id, or several begin so.
    """
    runs = workspace.store.read("runs")
    found = runs.filter(pl.col("run_id").str.starts_with(run) if len(run) >= _SHORTEST_ID else pl.col("run_id") == run)
    if found.height != 1:
        newest = ", ".join(runs.sort("position")["run_id"].tail(5).to_list()) or "-"
        raise InputError.of("pipeline.unknown_run", run=run, found=newest)
    return found.row(0, named=True)


def _changed(workspace: Workspace, record: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    versions = workspace.methodology.versions
    now = {
        "methodology": versions.methodology,
        "extraction": versions.extraction,
        "reference": versions.reference,
        "code": cnesg.__version__,
    }
    then = {name: record[f"{name}_version"] for name in now}
    then_libraries, now_libraries = json.loads(record["libraries"]), json.loads(libraries())
    pairs = {name: (str(then[name]), value) for name, value in now.items()}
    pairs |= {name: (str(then_libraries.get(name, "-")), value) for name, value in now_libraries.items()}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
