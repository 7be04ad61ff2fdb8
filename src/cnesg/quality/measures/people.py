"""How well people check what machines read."""

import polars as pl

from cnesg.quality.measures.registry import measure
from cnesg.quality.month import Month


def _told(month: Month, name: str) -> pl.DataFrame:
    rows = month.table("checking").filter(pl.col("measure") == name)
    return rows.select("value", pl.col("count").alias("base"))


@measure("market")
def checking_kappa(month: Month) -> pl.DataFrame:
    """Cohen's kappa of two people who check blind."""
    return _told(month, "kappa")


@measure("market")
def checking_planted(month: Month) -> pl.DataFrame:
    """Share of planted errors that were caught."""
    return _told(month, "planted")


@measure("market")
def checking_precision(month: Month) -> pl.DataFrame:
    """Share of the blind sample that was right as read."""
    return _told(month, "precision")


@measure("market")
def checking_waiting(month: Month) -> pl.DataFrame:
    """Values that wait for an opinion."""
    return _told(month, "waiting")
