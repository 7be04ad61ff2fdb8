"""Which rows the store takes once only, so that doing the same thing again changes nothing."""

from collections.abc import Callable

import polars as pl

from cnesg.model import TableSchema
from cnesg.store.commit_log import Written

COMMIT_COLUMNS = ("recorded_at", "position")
"""What the store gives to every row."""

_ROW_IDENTITY = {"observations": ("observation_id",), "documents": (), "news": ("news_id",)}
"""Columns by which two rows are one; empty for all but the commit columns."""

_GROUP_IDENTITY = {"runs": "run_id", "inputs": "run_id", "scores": "run_id", "parts": "run_id"}
_GROUP_IDENTITY |= {"shared": "run_id"}
_GROUP_IDENTITY |= {"mentions": "news_id", "events": "sentiment_id", "sentiment": "sentiment_id"}
"""Column that names a whole group of rows, stored in one commit and once only: a run's id is a hash of its content."""


class KnownRows:
    """The identities of the rows that a store holds, read once and kept up with its own commits.

    Tables without an identity, such as `companies`, take every row: the same particulars stated again may revoke what
    was stated in between.
    """

    def __init__(self) -> None:
        self._identities: dict[str, tuple[Written | None, pl.DataFrame]] = {}

    def unknown(
        self, schema: TableSchema, frame: pl.DataFrame, state: Written | None, stored: Callable[[], pl.LazyFrame]
    ) -> pl.DataFrame:
        """The rows of `frame` that are new: not twice in it, and not among the stored rows of that table.

        Args:
            schema: the table.
            frame: rows of that schema.
            state: the committed state of the table; None while it has no rows.
            stored: gives the stored rows if they have to be read.
        """
        columns = _identity(schema)
        if not columns:
            return frame
        if schema.name in _ROW_IDENTITY:
            frame = frame.unique(subset=columns, keep="first", maintain_order=True)
        if schema.name not in self._identities or self._identities[schema.name][0] != state:
            rows = stored().select(columns)
            of_groups = schema.name in _GROUP_IDENTITY  # the others are unique already
            self._identities[schema.name] = (state, (rows.unique() if of_groups else rows).collect())
        known = self._identities[schema.name][1]
        # The few new rows are what is indexed, not the millions known.
        again = known.join(frame.select(columns).unique(), on=columns, how="semi", nulls_equal=True)
        if again.is_empty():
            return frame  # leaving nothing out by a join would copy millions of rows
        return frame.join(again, on=columns, how="anti", nulls_equal=True, maintain_order="left")

    def add(self, schema: TableSchema, frame: pl.DataFrame, state: Written) -> None:
        """Note what was just committed: `frame`, which `unknown` gave, brought the table to `state`."""
        if schema.name in self._identities:
            known = self._identities[schema.name][1]
            self._identities[schema.name] = (state, known.vstack(frame.select(_identity(schema)).unique()))


def _identity(schema: TableSchema) -> list[str]:
    if schema.name in _ROW_IDENTITY:
        return list(_ROW_IDENTITY[schema.name]) or [n for n in schema.dtypes if n not in COMMIT_COLUMNS]
    return [_GROUP_IDENTITY[schema.name]] if schema.name in _GROUP_IDENTITY else []
