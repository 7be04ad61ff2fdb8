"""League tables that say what they know: who outranks whom how surely, and who cannot be told apart."""

from itertools import pairwise
from math import sqrt
from statistics import NormalDist

import numpy as np
import polars as pl

from cnesg.scoring.matrix import reach_of


def outranks(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How surely one company outranks another, 0 to 1.

    Args:
        one: its score and the standard deviation around it.
        other: the other's.
    """
    apart, deviation = round(one[0] - other[0], 9), sqrt(one[1] ** 2 + other[1] ** 2)
    if deviation == 0.0:
        return float(np.sign(apart) + 1.0) / 2.0
    return NormalDist().cdf(apart / deviation)


def deviation(level: float) -> pl.Expr:
    """The standard deviation of a score from the interval, `low` and `high`, that holds it with a probability."""
    return (pl.col("high") - pl.col("low")) / (2.0 * reach_of(level))


def league_table(scores: pl.DataFrame, level: float, sure: float) -> pl.DataFrame:
    """Companies from best to worst, in tiers.

    A tier holds the companies that its first one cannot be told from: the next tier begins with the first company
    further down that the tier's first one outranks with a probability of at least `sure`.

    Args:
        scores: `company_id`, `score`, `low` and `high` of one kind of total.
        level: how surely an interval holds the score of whoever says everything.
        sure: 0.5 to 1.

    Returns:
        `place` (1 is best), `tier` (likewise), `company_id`, `score`, `low`, `high`, `above_next` (how surely the
        company outranks the next; null for the last).
    """
    ordered = scores.select("company_id", "score", "low", "high", deviation(level).alias("_deviation"))
    ordered = ordered.sort(pl.col("score").round(9), "company_id", descending=[True, False])
    seen = [(row[0], row[1]) for row in ordered.select("score", "_deviation").iter_rows()]
    tiers: list[int] = []
    first = 0
    for place, one in enumerate(seen):
        begins = place > 0 and outranks(seen[first], one) >= sure
        first = place if begins else first
        tiers.append((tiers[-1] if tiers else 1) + begins)
    above = [outranks(one, other) for one, other in pairwise(seen)]
    return ordered.select(
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("place"),
        pl.Series("tier", tiers, dtype=pl.Int64),
        "company_id",
        "score",
        "low",
        "high",
        pl.Series("above_next", [*above, None][: len(seen)], dtype=pl.Float64),
    )
