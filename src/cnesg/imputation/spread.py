"""How far estimates were from the truth where both are known, as the ends of intervals.

The ends are order statistics that would hold one more value of the same kind with the probability asked for, whatever
the distribution (conformal prediction: Vovk, Gammerman and Shafer 2005, chapter 2).
"""

import math
from collections.abc import Sequence

import polars as pl

_NOISE = 1e-9  # so that 20 x 0.05 in binary is one whole rank
CHANGES = pl.Schema({"nothing": pl.Boolean(), "change": pl.Float64()})
_MEASURED = {"nothing": pl.Boolean(), "change_low": pl.Float64(), "change_high": pl.Float64()}


def values_needed(level: float) -> int:
    """The fewest values whose least and greatest hold one more with probability `level`: 19 for 0.9."""
    return math.ceil(2.0 / (1.0 - level) - 1.0 - _NOISE)


def ends(column: str, level: float) -> tuple[pl.Expr, pl.Expr]:
    """Lower and upper end of the interval for one more value, to be used where a group is aggregated.

    With fewer than `values_needed` they are the least and the greatest value, which hold one more less often.
    """
    tail = (1.0 - level) / 2.0
    rank = ((pl.len() + 1) * tail + _NOISE).floor().cast(pl.Int64).clip(lower_bound=1)
    ordered = pl.col(column).sort()
    return ordered.get(rank - 1), ordered.get(pl.len().cast(pl.Int64) - rank)


def changes(estimated: pl.Expr, true: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Whether the estimate is zero, and the truth's distance from it: a share of it, or from zero the whole of it."""
    nothing = estimated == 0
    distance = true - estimated
    return nothing.alias("nothing"), pl.when(nothing).then(distance).otherwise(distance / estimated.abs()).alias(
        "change"
    )


def measured(pairs: pl.DataFrame, by: Sequence[str], level: float) -> pl.DataFrame:
    """The ends of the changes by group, and by whether the estimate is zero, where there are enough of them.

    Args:
        pairs: columns `nothing` and `change` as `changes` gives them, and those of `by`.
        by: columns that say which estimates are of one kind.
        level: share of truths that the interval is to hold.

    Returns:
        The columns of `by`, `nothing`, `change_low` (at most 0) and `change_high` (at least 0).
    """
    if pairs.is_empty():
        return pl.DataFrame(schema={**{name: pairs.schema[name] for name in by}, **_MEASURED})
    low, high = ends("change", level)
    return (
        pairs.filter(pl.col("change").is_finite())
        .group_by(*by, "nothing")
        .agg(
            pl.len().alias("count"),
            low.clip(upper_bound=0.0).alias("change_low"),
            high.clip(lower_bound=0.0).alias("change_high"),
        )
        .filter(pl.col("count") >= values_needed(level))
        .drop("count")
    )


def widened(estimates: pl.DataFrame, spread: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Estimates whose intervals reach at least as far as the measured changes; never narrower than they were.

    An interval around a value that is not negative does not reach below zero.
    """
    if estimates.is_empty():
        return estimates
    if spread.is_empty():
        return estimates.with_columns(_not_below_zero(pl.col("low")).alias("low"))
    size = pl.when(pl.col("nothing")).then(1.0).otherwise(pl.col("value").abs())
    return (
        estimates.with_columns((pl.col("value") == 0).alias("nothing"))
        .join(spread, on=[*by, "nothing"], how="left", maintain_order="left")
        .with_columns(
            pl.min_horizontal("low", pl.col("value") + size * pl.col("change_low")).alias("low"),
            pl.max_horizontal("high", pl.col("value") + size * pl.col("change_high")).alias("high"),
        )
        .with_columns(_not_below_zero(pl.col("low")).alias("low"))
        .drop("nothing", "change_low", "change_high")
    )


def _not_below_zero(low: pl.Expr) -> pl.Expr:
    return pl.when(pl.col("value") >= 0).then(pl.max_horizontal(low, pl.lit(0.0))).otherwise(low)
