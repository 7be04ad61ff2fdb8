"""A run or a sentiment computed again from the log at its position, and compared to the bit."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

import cnesg
from cnesg.errors import InputError
from cnesg.model.news_tables import SENTIMENT_TABLES
from cnesg.pipeline.news.sentiment import sentiment_as_of, tables_of
from cnesg.pipeline.runs.basis import profile_of
from cnesg.pipeline.runs.identity import RUN_TABLES, canonical_hash
from cnesg.pipeline.runs.running import compute, libraries
from cnesg.pipeline.workspace import Workspace

_SHORTEST_ID = 4


@dataclass(frozen=True)
class Compared:
    """One table: as stored and as computed again, by rows and canonical hash."""

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
    """A run, or a sentiment, computed again.

    Attributes:
        run_id: the run, or the sentiment.
        store_position: the last commit it could see.
        tables: what was compared; of a run that stored the sentiment of its day also EVENTS and SENTIMENT.
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


def replay(workspace: Workspace, key: str) -> Replay:
    """Compute a run or a sentiment again from the log at its position, and compare every table with what is stored.

    Args:
        workspace: where it is.
        key: the id of a run or of a sentiment, or the beginning of it.

    Raises:
        InputError: nothing has this id, or several begin so.
    """
    sentiments = workspace.store.read("sentiment", columns=["sentiment_id", "as_of", "store_position", "position"])
    sentiments = sentiments.unique("sentiment_id", keep="first", maintain_order=True).sort("position")
    if _named(sentiments, "sentiment_id", key).height == 1 and _named(_runs(workspace), "run_id", key).is_empty():
        sentiment_id = str(_named(sentiments, "sentiment_id", key)["sentiment_id"][0])
        return replay_sentiment(workspace, sentiment_id)
    record = find_run(workspace, key)
    again = compute(
        workspace, profile_of(workspace, record), record["as_of"], record["store_position"], record["fiscal_year"]
    )
    runs = [record["run_id"]]
    compared = [
        _compared(name, workspace.store.read(name, runs=runs), _with_id(again.tables[name], "run_id", record))
        for name in RUN_TABLES
    ]
    of_day = sentiments.filter(pl.col("as_of") == record["as_of"], pl.col("position") <= record["position"])
    if of_day.height:
        compared += replay_sentiment(workspace, str(of_day["sentiment_id"][-1])).tables
    return Replay(record["run_id"], record["store_position"], tuple(compared), _changed(workspace, record))


def replay_sentiment(workspace: Workspace, sentiment_id: str) -> Replay:
    """Compute a sentiment again, from the news that were known at its second and stood in the log at its position.

    Args:
        workspace: where it is.
        sentiment_id: its whole id.
    """
    mine = pl.col("sentiment_id") == sentiment_id
    stored = {name: workspace.store.read(name, where=mine) for name in SENTIMENT_TABLES}
    record = stored["sentiment"].row(0, named=True)
    again = tables_of(
        sentiment_as_of(workspace, record["as_of"], record["store_position"]),
        replace(
            workspace.methodology.versions,
            methodology=record["methodology_version"],
            reference=record["reference_version"],
        ),
    )
    compared = [
        _compared(name, stored[name], _with_id(again.get(name, stored[name].clear()), "sentiment_id", record))
        for name in SENTIMENT_TABLES
    ]
    versions = workspace.methodology.versions
    now = {"methodology": versions.methodology, "reference": versions.reference}
    changed = {name: (record[f"{name}_version"], now[name]) for name in now if record[f"{name}_version"] != now[name]}
    return Replay(sentiment_id, record["store_position"], tuple(compared), changed)


def _with_id(frame: pl.DataFrame, column: str, record: Mapping[str, Any]) -> pl.DataFrame:
    return frame.with_columns(pl.lit(record[column]).alias(column))


def _compared(name: str, stored: pl.DataFrame, fresh: pl.DataFrame) -> Compared:
    return Compared(name, stored.height, fresh.height, canonical_hash(name, stored), canonical_hash(name, fresh))


def _runs(workspace: Workspace) -> pl.DataFrame:
    return workspace.store.read("runs")


def _named(rows: pl.DataFrame, column: str, key: str) -> pl.DataFrame:
    """The rows with this id, or that begin so."""
    return rows.filter(pl.col(column).str.starts_with(key) if len(key) >= _SHORTEST_ID else pl.col(column) == key)


def find_run(workspace: Workspace, run: str) -> dict[str, Any]:
    """The row of RUNS with this id, or the only one that begins so.

    Raises:
        InputError: no run has this id, or several begin so.
    """
    runs = _runs(workspace)
    found = _named(runs, "run_id", run)
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
