"""Which numbers read from reports count, and which wait for a person."""

import polars as pl

from cnesg.framework.definitions import Profile

SETTLED = ("confirmed", "corrected")
"""Review states that a person brought about and that let a number count."""


def is_waiting() -> pl.Expr:
    """Whether a row of OBSERVATIONS is a number read from a report that no person confirmed or corrected."""
    return (pl.col("kind") == "quantity") & (pl.col("origin") == "reported") & ~pl.col("review").is_in(SETTLED)


def that_count(observations: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """The observations that a profile lets count: without the numbers that wait, unless it takes them as read.

    Statements, lists, events, analyses and imported rows count in any case.
    """
    return observations if profile.numbers == "as-read" else observations.filter(~is_waiting())
