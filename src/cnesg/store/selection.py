"""Which rows a reader sees: as of a date, at a position, and the one row of each fact that counts."""

from datetime import date, datetime

import polars as pl

from cnesg.model import available_instant

_INSTANT = pl.Datetime("us", "UTC")

PRECEDENCE = ("available_at", "position", "restated", "confidence", "observation_id")
"""Later available, then later recorded, then a restatement, then the surer reading; the id only breaks a tie."""


def seen(frame: pl.LazyFrame, *, as_of: date | datetime | None, at: int | None) -> pl.LazyFrame:
    """Only rows that the market could know as of a date, and that the store held at a position."""
    if at is not None:
        frame = frame.filter(pl.col("position") <= at)
    if as_of is not None:
        frame = frame.filter(pl.col("available_at") <= pl.lit(available_instant(as_of)).cast(_INSTANT))
    return frame


def with_verdict(observations: pl.DataFrame) -> pl.DataFrame:
    """The observations of each fact, oldest first, with a column `counts`: true for the one that scoring uses.

    A rejected row never counts. Of the others the first by `PRECEDENCE` does. Result sorted by `fact_key`, then by
    precedence ascending, so that the last row of a fact that is not rejected is the one that counts.
    """
    ordered = observations.sort("fact_key", *PRECEDENCE)
    eligible = pl.col("review") != "rejected"
    latest = pl.int_range(pl.len()).filter(eligible).max().over("fact_key")
    number = pl.int_range(pl.len()).over("fact_key")
    return ordered.with_columns(counts=(eligible & (number == latest)).fill_null(value=False))


def current(observations: pl.DataFrame) -> pl.DataFrame:
    """The one observation of each fact that counts, sorted by `fact_key`; facts with rejected rows only have none."""
    return with_verdict(observations).filter("counts").drop("counts")
