"""Dated rows as they were known at an instant: later words on a span replace earlier ones, so that spans can end."""

from collections.abc import Sequence
from datetime import date, datetime

import polars as pl

from cnesg.model.periods import SHANGHAI


def known_rows(rows: pl.DataFrame, key: Sequence[str], as_of: datetime) -> pl.DataFrame:
    """What was known: of several rows of a key the one that was published last, then the last stored.

    Args:
        rows: with `available_at` and `position`.
        key: columns that say what a row is about, with `valid_from`.
        as_of: rows published later do not count.

    Returns:
        Rows of the same schema, sorted by `key`.
    """
    known = rows.filter(pl.col("available_at") <= as_of).sort(*key, "available_at", "position")
    return known.unique(list(key), keep="last", maintain_order=True)


def holds_on(as_of: datetime) -> pl.Expr:
    """Whether a row's span covers the day of an instant in Shanghai."""
    return holds_on_day(as_of.astimezone(SHANGHAI).date())


def holds_on_day(day: date) -> pl.Expr:
    """Whether a row's span covers a day."""
    return (pl.col("valid_from") <= day) & (pl.col("valid_to").is_null() | (pl.col("valid_to") >= day))
