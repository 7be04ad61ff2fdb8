"""Which rows the store takes once only, so that doing the same thing again changes nothing."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from cnesg.model import TableSchema
from cnesg.store.commit_log import Written

COMMIT_COLUMNS = ("recorded_at", "position")
"""What the store gives to every row."""

_ROW_IDENTITY = {"observations": ("observation_id",), "documents": (), "news": ("news_id",)}
_ROW_IDENTITY |= {"imports": ("kind", "document"), "withdrawals": ("withdrawn",)}
"""Columns by which two rows are one; empty for all but the commit columns."""

_GROUP_IDENTITY = {"runs": "run_id", "inputs": "run_id", "scores": "run_id", "parts": "run_id"}
_GROUP_IDENTITY |= {"controversies": "run_id"}
_GROUP_IDENTITY |= {"shared": "run_id"}
_GROUP_IDENTITY |= {"mentions": "news_id", "events": "sentiment_id", "sentiment": "sentiment_id"}
"""Column that names a whole group of rows, stored in one commit and once only: a run's id is a hash of its content."""


class KnownRows:
    """The identities of the rows that a store holds, read once and kept up with its own commits.

    Tables without an identity, such as `companies`, take every row: the same particulars stated again may revoke what
    was stated in between.
    """

    def __init__(self) -> None:
        self._identities: dict[str, _Known] = {}

    def forget(self) -> None:
        """Read all identities anew: rows that were known count no longer."""
        self._identities.clear()

    def unknown(
        self,
        schema: TableSchema,
        frame: pl.DataFrame,
        state: Written | None,
        stored: Callable[[], pl.LazyFrame],
        position: int,
    ) -> pl.DataFrame:
        """The rows of `frame` that are new: not twice in it, and not among the stored rows of that table.

        Args:
            schema: the table.
            frame: rows of that schema.
            state: the committed state of the table; None while it has no rows.
            stored: gives the stored rows if they have to be read; of those that were read before only newer ones are.
            position: of the last commit; no stored row has a later one.
        """
        columns = _identity(schema)
        if not columns:
            return frame
        if schema.name in _ROW_IDENTITY:
            frame = frame.unique(subset=columns, keep="first", maintain_order=True)
        known = self._known(schema, state, stored, position)
        # The few new rows are what is indexed, not the millions known.
        again = known.join(frame.select(columns).unique(), on=columns, how="semi", nulls_equal=True)
        if again.is_empty():
            return frame  # leaving nothing out by a join would copy millions of rows
        return frame.join(again, on=columns, how="anti", nulls_equal=True, maintain_order="left")

    def add(self, schema: TableSchema, frame: pl.DataFrame, state: Written, position: int) -> None:
        """Note what was just committed: `frame`, which `unknown` gave, brought the table to `state` at a position."""
        if schema.name in self._identities:
            known = self._identities[schema.name].rows
            rows = known.vstack(frame.select(_identity(schema)).unique())
            self._identities[schema.name] = _Known(state, rows, position)

    def _known(
        self, schema: TableSchema, state: Written | None, stored: Callable[[], pl.LazyFrame], position: int
    ) -> pl.DataFrame:
        """The identities of all stored rows; what another process or machine has stored since is read on."""
        before = self._identities.get(schema.name)
        if before is None or before.state != state:
            columns, of_groups = _identity(schema), schema.name in _GROUP_IDENTITY  # the others are unique already
            rows, earlier = stored(), schema.empty().select(columns)
            if before is not None and before.state and state and before.state.schema == state.schema:
                rows, earlier = rows.filter(pl.col("position") > before.position), before.rows
            rows = rows.select(columns)
            found = (rows.unique() if of_groups else rows).collect()
            before = self._identities[schema.name] = _Known(state, earlier.vstack(found), position)
        return before.rows


@dataclass(frozen=True)
class _Known:
    """The identities of a table's rows in a committed state, and a position after which no row of it was stored."""

    state: Written | None
    rows: pl.DataFrame
    position: int


def _identity(schema: TableSchema) -> list[str]:
    if schema.name in _ROW_IDENTITY:
        return list(_ROW_IDENTITY[schema.name]) or [n for n in schema.dtypes if n not in COMMIT_COLUMNS]
    return [_GROUP_IDENTITY[schema.name]] if schema.name in _GROUP_IDENTITY else []
