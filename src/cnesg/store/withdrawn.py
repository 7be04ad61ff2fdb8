"""Rows of withdrawn commits: which they are at a position, and what rests on them.

A withdrawal is a row of WITHDRAWALS. From its position on, readers see no row of the commit that it names, and no row
that replaced one of them (a person's decision, a removal from a list). Whoever reads at an earlier position sees what
was there then, so that runs are replayed as they were. The files stay as they are.
"""

from collections.abc import Collection

import polars as pl

OBSERVATIONS = "observations"
"""The one table whose rows may replace rows of other commits."""


def positions(withdrawals: pl.DataFrame, at: int | None) -> list[int]:
    """The commits that are withdrawn at a position (the last one by default), sorted."""
    rows = withdrawals if at is None else withdrawals.filter(pl.col("position") <= at)
    return rows["withdrawn"].unique().sort().to_list()


def of_others(gone: Collection[int]) -> pl.Expr:
    """The condition that a row is not of one of these commits."""
    return ~pl.col("position").is_in(list(gone))


def resting_on(observations: pl.LazyFrame, gone: Collection[int]) -> pl.Series:
    """Ids of the observations of other commits that replaced a row of these, or a row that replaced one.

    A row that another commit states too, because the same file was imported again, is there still, and so are the
    decisions on it.

    Args:
        observations: all that were stored up to a position.
        gone: the commits withdrawn by then.
    """
    live = observations.filter(of_others(gone))
    replacing = (
        live.filter(pl.col("supersedes").is_not_null()).select("observation_id", "supersedes").collect().unique()
    )
    lost = replacing["observation_id"].clear()
    if replacing.is_empty():
        return lost
    named = observations.filter(~of_others(gone)).select("observation_id").unique()
    there = live.select("observation_id").unique()
    missing = named.join(there, on="observation_id", how="anti").collect()["observation_id"]
    while missing.len():
        missing = replacing.filter(
            pl.col("supersedes").is_in(missing.implode()), ~pl.col("observation_id").is_in(lost.implode())
        )["observation_id"].unique()
        lost = pl.concat([lost, missing])
    return lost.sort()
