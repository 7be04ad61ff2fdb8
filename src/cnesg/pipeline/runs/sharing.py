"""What a month of a history stores: the rows that are others than those of an earlier run, and which run that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import polars as pl

from cnesg.framework import TOTAL, Methodology
from cnesg.model import INPUTS, PARTS, SCORES
from cnesg.model.news_tables import CONTROVERSIES
from cnesg.model.shared import KEYS, SHARED
from cnesg.pipeline.runs.identity import row_sums
from cnesg.pipeline.runs.row_sums import RowSum
from cnesg.scoring import Scored
from cnesg.store.shared_rows import key_of

_MOST = 0.2
"""Share of rows of its own beyond which a run stands whole in the log: reading two runs for one would not pay."""

_ROW = ("row", "base_row")
_OF_RUN = ("as_of",)
"""Columns in which shared rows say what their run says."""


@dataclass(frozen=True)
class Storable:
    """What a run stores.

    Attributes:
        fiscal_year: the year that was scored.
        companies: how many were.
        scores: of table SCORES what tells what was confirmed: see `of_dimensions`.
        tables: rows by table, without `run_id`; all of a run, or its own ones and SHARED.
        sums: what all rows of each table sum to.
    """

    fiscal_year: int
    companies: int
    scores: pl.DataFrame
    tables: Mapping[str, pl.DataFrame]
    sums: Mapping[str, RowSum]


def of_dimensions(scores: pl.DataFrame, methodology: Methodology) -> pl.DataFrame:
    """Of table SCORES the rows and columns that tell what was confirmed: a hundredth of it, which travels easily."""
    rows = scores.filter(pl.col("code").is_in([TOTAL, *methodology.dimensions]))
    return rows.select("company_id", "code", "kind", "confirmed_share")


@dataclass(frozen=True)
class Base:
    """A run of which every row stands in the log, so that later ones can share its rows.

    Attributes:
        run_id: its id.
        inputs: table INPUTS.
        scored: scores and parts.
        sums: what its rows sum to.
    """

    run_id: str
    inputs: pl.DataFrame
    scored: Scored
    sums: Mapping[str, RowSum]


@dataclass(frozen=True)
class _Difference:
    """Rows of a table that a run has and its base has not, rows that stand for them there, and keys that are gone."""

    own: pl.DataFrame
    replaced: pl.DataFrame
    gone: list[str]


def own_rows(
    base: Base, inputs: pl.DataFrame, scored: Scored, instant: datetime
) -> tuple[dict[str, pl.DataFrame], dict[str, RowSum]] | None:
    """The rows that a run shares with no other and a row of SHARED for each table, and the sums of all its rows.

    Args:
        base: an earlier run by the same methodology and profile.
        inputs: table INPUTS of the run.
        scored: its scores and parts.
        instant: its `as_of`.

    Returns:
        None where the runs have too little in common.
    """
    places = scored.differing(base.scored)
    if places is None or places.sum() > _MOST * places.size:
        return None
    found = {
        INPUTS.name: _difference(INPUTS.name, inputs, base.inputs),
        SCORES.name: _difference(SCORES.name, scored.scores, base.scored.scores),
        PARTS.name: _Difference(scored.parts(places), base.scored.parts(places), []),
    }
    if any(one.own.height > _MOST * base.sums[name].rows for name, one in found.items()):
        return None
    own, replaced = (row_sums({n: getattr(one, what) for n, one in found.items()}) for what in ("own", "replaced"))
    shared = pl.DataFrame(
        [
            {"table": name, "base": base.run_id, "as_of": instant, "gone": one.gone or None}
            for name, one in found.items()
        ],
        schema={name: SHARED.dtypes[name] for name in ("table", "base", "as_of", "gone")},
    )
    # Every month has its own: there are few, and each day takes something off them.
    events = {} if scored.controversies is None else {CONTROVERSIES.name: scored.controversies}
    tables = {name: one.own for name, one in found.items()} | events | {SHARED.name: shared}
    return tables, {name: base.sums[name] - replaced[name] + own[name] for name in found} | row_sums(events)


def _difference(table: str, now: pl.DataFrame, before: pl.DataFrame) -> _Difference:
    """Rows of two runs held against each other by their keys, of which each run has one row."""
    keys = list(KEYS[table])
    if now[keys].equals(before[keys]):
        row = base_row = np.arange(now.height)
        new = lost = np.empty(0, dtype=np.int64)
    else:
        mine, theirs = (rows.select(keys).with_row_index(name) for rows, name in zip((now, before), _ROW, strict=True))
        both = mine.join(theirs, on=keys, how="full")
        common = both.drop_nulls(_ROW).sort("row")
        row, base_row = (common[name].to_numpy() for name in _ROW)
        new = both.filter(pl.col("base_row").is_null())["row"].sort().to_numpy()
        lost = both.filter(pl.col("row").is_null())["base_row"].sort().to_numpy()
    said = [name for name in now.columns if name not in {*keys, *_OF_RUN}]
    one, other = now[said][row], before[said][base_row]
    differs = np.zeros(len(row), dtype=np.bool_)
    for name in said:
        differs |= one[name].ne_missing(other[name]).to_numpy()
    gone = before[lost].select(key_of(table).alias("key"))["key"]
    return _Difference(
        own=now[np.sort(np.concatenate([row[differs], new]))],
        replaced=before[np.sort(np.concatenate([base_row[differs], lost]))],
        gone=gone.to_list(),
    )
