"""What has become of rows since they were stored: decided on, disputed, or restated by a newer row."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import polars as pl

from cnesg.explanation import Explanation
from cnesg.explanation.tree import Since
from cnesg.framework import Methodology
from cnesg.imputation import counting, is_waiting
from cnesg.model import same_figure
from cnesg.pipeline.as_of.facts import with_source_kind
from cnesg.pipeline.workspace import Workspace
from cnesg.store.selection import with_state

STATES = {
    "state": "standing, confirmed, corrected, rejected, disputed, replaced or restated: what has become of the row",
    "superseded_by": "id of the row that stands in its place; null while it stands itself",
}
"""Columns that `with_standing` adds, with their meaning."""
SAYS_OTHERWISE = frozenset({"corrected", "rejected", "replaced", "restated"})
"""States in which another row says something else."""
_MAY_HAVE_CHANGED = (
    pl.col("fact_key").is_duplicated() | pl.col("supersedes").is_not_null() | (pl.col("state") != "standing")
)


def with_standing(rows: pl.DataFrame, documents: pl.DataFrame, methodology: Methodology) -> pl.DataFrame:
    """The rows with `STATES`.

    A row on which a person decided has the state that the last decision gave its value. A row that stands is `restated`
    where a newer row of the same fact counts in its place and has another figure; a number that a machine read restates
    nothing before a person has confirmed it.

    Args:
        rows: of OBSERVATIONS; of each fact all that are known.
        documents: rows of DOCUMENTS, which say what kind of source each row stands in.
        methodology: whose precedence table says which row of a fact counts.
    """
    told = with_source_kind(with_state(rows), documents)
    known = {row["observation_id"]: row for row in told.filter(_MAY_HAVE_CHANGED).iter_rows(named=True)}
    heads = _heads(known)
    standing = told.filter((pl.col("state") == "standing") & ~is_waiting())
    keys = told.filter(pl.col("fact_key").is_duplicated())["fact_key"].unique()
    contested = standing.filter(pl.col("fact_key").is_in(keys.implode()))
    winners = {row["fact_key"]: row for row in counting(contested, methodology.rules.precedence).iter_rows(named=True)}
    found = {
        name: _since(row, heads, known, winners, methodology.rules.same_figure.value) for name, row in known.items()
    }
    ids = rows["observation_id"]
    states = [found.get(one, ("standing", None)) for one in ids]
    return rows.with_columns(
        pl.Series("state", [state for state, _ in states], dtype=pl.String),
        pl.Series("superseded_by", [by for _, by in states], dtype=pl.String),
    )


def observations_since(
    workspace: Workspace, where: pl.Expr, at: int | None = None, as_of: datetime | None = None
) -> pl.DataFrame:
    """Rows of OBSERVATIONS with `STATES`, as known at a position and on a day.

    Args:
        workspace: where they are.
        where: which rows; all rows of a fact or none.
        at: only what the store held at that position.
        as_of: only what the market could know then.
    """
    rows = workspace.store.read("observations", where=where, at=at, as_of=as_of)
    return with_standing(rows, workspace.store.read("documents", at=at), workspace.methodology)


def since_of(workspace: Workspace, ids: set[str]) -> dict[str, Since]:
    """What has become of rows, of those that no longer stand as they were stored.

    Args:
        workspace: where they are.
        ids: of observations.
    """
    keys = workspace.store.read(
        "observations", where=pl.col("observation_id").is_in(sorted(ids)), columns=["fact_key"]
    )["fact_key"].unique()
    rows = observations_since(workspace, pl.col("fact_key").is_in(keys.implode()))
    known = {row["observation_id"]: row for row in rows.iter_rows(named=True)}
    changed = (known[one] for one in sorted(ids & known.keys()))
    return {
        row["observation_id"]: _told(row, known[row["superseded_by"] or row["observation_id"]])
        for row in changed
        if row["state"] != "standing"
    }


def explained_since(workspace: Workspace, explanation: Explanation) -> Explanation:
    """An explanation whose evidence says what has become of it since the run."""
    ids = {one.observation_id for one in _evidence(explanation) if one.news is None}
    return _with_since(explanation, since_of(workspace, ids)) if ids else explanation


def _evidence(explanation: Explanation) -> Iterator[Any]:
    for used in explanation.inputs:
        yield from used.evidence
    for part in explanation.parts:
        yield from _evidence(part)


def _with_since(explanation: Explanation, since: Mapping[str, Since]) -> Explanation:
    inputs = tuple(
        replace(used, evidence=tuple(replace(one, since=since.get(one.observation_id)) for one in used.evidence))
        for used in explanation.inputs
    )
    return replace(explanation, inputs=inputs, parts=tuple(_with_since(part, since) for part in explanation.parts))


def _heads(known: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Of each row that was replaced the one that replaced it last; of several decisions on one row the last."""
    by_time = sorted(known.values(), key=lambda row: (row["position"], row["observation_id"]))
    after = {row["supersedes"]: row["observation_id"] for row in by_time if row["supersedes"] is not None}
    heads: dict[str, str] = {}
    for name, row in known.items():
        last = after.get(row["supersedes"], name)
        while last in after:
            last = after[last]
        heads[name] = last
    return heads


def _since(
    row: Mapping[str, Any],
    heads: Mapping[str, str],
    known: Mapping[str, Mapping[str, Any]],
    winners: Mapping[str, Mapping[str, Any]],
    share: float,
) -> tuple[str, str | None]:
    """The state of a row, and what stands in its place."""
    name = row["observation_id"]
    head = known[heads[name]]
    winner = winners.get(row["fact_key"])
    if head["state"] == "standing" and winner is not None and _restates(winner, head, share):
        return "restated", str(winner["observation_id"])
    if head["review"] == "disputed" or head["state"] == "rejected":
        state = str(head["review"])
    elif head["observation_id"] == name:
        state = "standing"
    elif head["decision"] is None:
        state = "replaced"
    elif (head["value"], head["text"]) != (row["value"], row["text"]):
        state = "corrected"
    else:
        state = "confirmed" if head["review"] in {"confirmed", "corrected"} else "standing"
    return state, str(head["observation_id"]) if head["observation_id"] != name else None


def _restates(winner: Mapping[str, Any], row: Mapping[str, Any], share: float) -> bool:
    """Whether a row that counts is newer than another, and says something else."""
    if winner["observation_id"] == row["observation_id"] or winner["available_at"] < row["available_at"]:
        return False
    if winner["position"] <= row["position"] and winner["available_at"] == row["available_at"]:
        return False
    mine, counts = row["canonical_value"], winner["canonical_value"]
    if mine is None or counts is None:
        return (row["text"], mine) != (winner["text"], counts)
    return not same_figure(mine, counts, share)


def _told(row: Mapping[str, Any], stands: Mapping[str, Any]) -> Since:
    return Since(row["state"], row["superseded_by"], stands["value"], stands["unit"], stands["text"])
