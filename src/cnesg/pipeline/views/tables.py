"""Rows of the log for programs: some of them, in pages that hang together, or all at once as CSV or Parquet."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import polars as pl

from cnesg.framework import TOTAL
from cnesg.pipeline.as_of.standing import observations_since
from cnesg.pipeline.runs.identity import RUN_TABLES
from cnesg.pipeline.views.memory import Memory
from cnesg.pipeline.workspace import Workspace
from cnesg.pipeline.writing import neutralised_table

BulkFormat = Literal["csv", "parquet"]
Level = Literal["total", "dimension", "level1", "level2"]
_LENGTHS = {"dimension": 1, "level1": 3, "level2": 5}
_OF_FACTS = frozenset({"company_id", "concept", "fiscal_year"})
"""Columns of observations that all rows of a fact have alike."""
_LARGEST_KEPT = 32 * 1024**2
"""Bytes of a selection that is kept from page to page; a larger one is read anew for each."""


@dataclass(frozen=True)
class Asked:
    """Which rows of which table.

    Attributes:
        table: its name, as in `cnesg.model.TABLES`.
        equal: columns and the values they shall have.
        level: of scores, only those of this level.
        as_of: only what the market could know then; for tables whose rows have `available_at`.
        at: only what the store held at that position.
        states: of observations, with what has become of each (`cnesg.pipeline.as_of.standing.STATES`).
    """

    table: str
    equal: tuple[tuple[str, str | int], ...] = ()
    level: Level | None = None
    as_of: datetime | None = None
    at: int | None = None
    states: bool = False

    def of_run(self, run_id: str) -> "Asked":
        """The same of one run."""
        return replace(self, equal=(("run_id", run_id), *self.equal))


@dataclass(frozen=True)
class Rows:
    """A page of rows.

    Attributes:
        frame: the rows, in the table's canonical order.
        count: how many there are in all.
        following: where the next page starts; None after the last.
    """

    frame: pl.DataFrame
    count: int
    following: int | None


def rows(
    workspace: Workspace, asked: Asked, start: int = 0, most: int | None = None, kept: Memory | None = None
) -> Rows:
    """Rows of a table, from one on.

    Args:
        workspace: where they are.
        asked: which.
        start: how many of them to pass over.
        most: how many at most; all by default.
        kept: gets the selection if it has several pages and is not too large, for whoever asks for the next one.

    Raises:
        InputError: the store has no such position.
    """
    key = (str(workspace.folder), "selection", asked)
    frame: pl.DataFrame | None = None if kept is None else kept.peek(key)
    if frame is None:
        frame = _selected(workspace, asked)
    shown = frame.slice(start, most)
    end = start + shown.height
    following = end if end < frame.height else None
    if kept is not None and following is not None and frame.estimated_size() <= _LARGEST_KEPT:
        kept.put(key, frame)
    return Rows(shown, frame.height, following)


def _selected(workspace: Workspace, asked: Asked) -> pl.DataFrame:
    """All rows that are asked for."""
    runs = [str(value) for name, value in asked.equal if name == "run_id" and asked.table in RUN_TABLES]
    if asked.states:
        facts = [pl.col(name) == value for name, value in asked.equal if name in _OF_FACTS]
        chosen = [pl.col(name) == value for name, value in asked.equal if name not in _OF_FACTS]
        every = pl.lit(value=True)
        found = observations_since(workspace, pl.all_horizontal(every, *facts), asked.at, asked.as_of)
        return found.filter(pl.all_horizontal(every, *chosen))
    conditions = [pl.lit(value=True), *(pl.col(name) == value for name, value in asked.equal)]
    if asked.level == "total":
        conditions.append(pl.col("code") == TOTAL)
    elif asked.level is not None:
        conditions += [pl.col("code") != TOTAL, pl.col("code").str.len_chars() == _LENGTHS[asked.level]]
    where = pl.all_horizontal(*conditions)
    return workspace.store.read(asked.table, as_of=asked.as_of, at=asked.at, where=where, runs=runs or None)


def bulk(frame: pl.DataFrame, file_format: BulkFormat) -> bytes:
    """All rows as one file.

    In CSV lists are JSON text, a byte order mark makes spreadsheets show Chinese, and text that a spreadsheet would
    take for a formula gets a leading apostrophe. Parquet has everything as it is.
    """
    buffer = io.BytesIO()
    if file_format == "parquet":
        frame.write_parquet(buffer)
        return buffer.getvalue()
    lists = [name for name, dtype in frame.schema.items() if isinstance(dtype, pl.List)]
    flat = frame.with_columns(pl.col(name).map_elements(_as_json, return_dtype=pl.String) for name in lists)
    neutralised_table(flat).write_csv(buffer, include_bom=True)
    return buffer.getvalue()


def _as_json(values: Sequence[object]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
