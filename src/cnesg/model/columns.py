"""Types of columns, and the columns that every table of the log ends with."""

import polars as pl

from cnesg.model.schema import Column

TEXT = pl.String()
NUMBER = pl.Float64()
WHOLE = pl.Int64()
DAY = pl.Date()
FLAG = pl.Boolean()
INSTANT = pl.Datetime("us", "UTC")
TEXTS = pl.List(pl.String())
BOX = pl.List(pl.Float64())

COMMIT = (
    Column("recorded_at", INSTANT, "when the store accepted the row; given by the store, monotone"),
    Column("position", WHOLE, "the commit that brought the row; given by the store, counts up from 1"),
)
"""The columns that the store itself fills."""
