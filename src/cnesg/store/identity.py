"""Which rows the store takes once only, so that doing the same thing again changes nothing."""

import polars as pl

from cnesg.model import TableSchema

COMMIT_COLUMNS = ("recorded_at", "position")
"""What the store gives to every row."""

_ROW_IDENTITY = {"observations": ("observation_id",), "documents": ()}
"""Columns by which two rows are one; empty for all but the commit columns."""

_GROUP_IDENTITY = {"runs": "run_id", "inputs": "run_id", "scores": "run_id", "parts": "run_id"}
"""Column that names a whole group of rows, stored in one commit and once only: a run's id is a hash of its content."""


def unknown_rows(schema: TableSchema, frame: pl.DataFrame, stored: pl.LazyFrame) -> pl.DataFrame:
    """The rows of `frame` that are new: not twice in it, and not among the stored rows of that table.

    Tables without an identity, such as `companies`, take every row: the same particulars stated again may revoke what
    was stated in between.
    """
    if schema.name in _ROW_IDENTITY:
        columns = list(_ROW_IDENTITY[schema.name]) or [n for n in schema.dtypes if n not in COMMIT_COLUMNS]
        frame = frame.unique(subset=columns, keep="first", maintain_order=True)
    elif schema.name in _GROUP_IDENTITY:
        columns = [_GROUP_IDENTITY[schema.name]]
    else:
        return frame
    known = stored.select(columns).unique().collect()
    return frame.join(known, on=columns, how="anti", nulls_equal=True, maintain_order="left")
