"""Why the values of one company differ between two instants: new data, estimates, or what people decided."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal, NamedTuple

import polars as pl

from cnesg.model.boundaries import of_one_boundary

OwnCause = Literal["own", "estimates", "verification"]
Row = Mapping[str, Any]

_SCORED = ("value", "text", "low", "high", "origin", "review", "penalty", "one_boundary")
_STATED = ("reported", "imported")


class Seen(NamedTuple):
    """What can be seen of the log: what was known at an instant, of what was stored at a position."""

    instant: datetime
    position: int


def own_changes(before: pl.DataFrame, after: pl.DataFrame, decisions: "Decisions") -> dict[str, OwnCause]:
    """The data points whose row differs in anything that scores look at, and the one cause of each.

    Verification, where all observations behind both rows were there at both instants and a person's decision on one of
    them was not; else estimates, where either row is an estimate; else own data.

    Args:
        before: rows of table INPUTS of the company at the earlier instant.
        after: at the later one.
        decisions: what people decided on its observations.
    """
    then, now = _rows(before), _rows(after)
    found: dict[str, OwnCause] = {}
    for code in sorted(then.keys() | now.keys()):
        pair = then.get(code), now.get(code)
        if _scored(pair[0]) == _scored(pair[1]):
            continue
        rows = [row for row in pair if row is not None]
        if decisions.differ(one for row in rows for one in row["observations"] or ()):
            found[code] = "verification"
        elif any(row["origin"] not in _STATED for row in rows):
            found[code] = "estimates"
        else:
            found[code] = "own"
    return found


def _rows(inputs: pl.DataFrame) -> dict[str, Row]:
    told = inputs.with_columns(one_boundary=of_one_boundary())
    return {row["data_point"]: row for row in told.iter_rows(named=True)}


def _scored(row: Row | None) -> tuple[object, ...] | None:
    return None if row is None else tuple(row[name] for name in _SCORED)


class Decisions:
    """What people had decided on observations at two instants."""

    def __init__(self, observations: pl.DataFrame, before: Seen, after: Seen) -> None:
        """Takes all rows of table OBSERVATIONS of one company, decisions included."""
        rows = observations.sort("position", "observation_id").to_dicts()
        self._first = {row["observation_id"]: row["supersedes"] for row in rows if row["decision"] is not None}
        self._states = [self._at(rows, seen) for seen in (before, after)]

    def _root(self, observation: str) -> str:
        """The observation that was decided on first."""
        while observation in self._first and self._first[observation] is not None:
            observation = self._first[observation]
        return observation

    def _at(self, rows: Iterable[Row], seen: Seen) -> dict[str, tuple[object, ...]]:
        """Of each observation that can be seen what the last decision on it says."""
        return {
            self._root(row["observation_id"]): (row["review"], row["value"], row["text"])
            for row in rows
            if row["position"] <= seen.position and row["available_at"] <= seen.instant
        }

    def differ(self, observations: Iterable[str]) -> bool:
        """Whether all of these were there at both instants, and something decided on one of them was not."""
        roots = {self._root(one) for one in observations}
        before, after = self._states
        return roots <= before.keys() & after.keys() and any(before[root] != after[root] for root in roots)
