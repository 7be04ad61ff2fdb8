"""Whose score is given: below a least share of weight on reported data a figure says how little is known, no more."""

from collections.abc import Collection

import polars as pl

from cnesg.framework.definitions.rules import LeastInformation
from cnesg.framework.methodology import TOTAL
from cnesg.model.tables import ADJUSTED
from cnesg.scoring.ranking import TIE_DECIMALS

LEAST_INFORMATION = "least-information"
"""The reason in table SCORES: too little of the score's weight rests on reported data."""

_WITHHELD = ("score", "low", "high")


def withheld(scores: pl.DataFrame, floors: LeastInformation | None) -> pl.DataFrame:
    """The scores with `no_score`; where there is one, `score`, `low` and `high` are null.

    The scores above are made of the figures as they are: a dimension of which nothing is known counts in the total
    as silence does, though it has no score of its own. A synthetic score mostly rests on performance: where that is
    not given, neither is it, nor is the controversy-adjusted one.

    Args:
        scores: `company_id`, `code`, `kind`, `coverage` and the figures.
        floors: the methodology's; None gives every score.
    """
    none = pl.lit(None, dtype=pl.String)
    if floors is None:
        return scores.with_columns(none.alias("no_score"))
    least = pl.lit(0.0)
    for code, kind in scores.select("code", "kind").unique().sort("code", "kind").iter_rows():
        floor = floors.floor(code, kind)
        if floor:
            least = pl.when((pl.col("code") == code) & (pl.col("kind") == kind)).then(floor).otherwise(least)
    below = pl.col("coverage").round(TIE_DECIMALS) < least
    unknown = scores.filter(below, kind="performance").select("company_id", "code")
    of_performance = unknown.join(pl.DataFrame({"kind": ["synthetic", ADJUSTED]}), how="cross")
    on = ["company_id", "code", "kind"]
    scores = scores.join(of_performance.with_columns(_unknown=True), on=on, how="left", maintain_order="left")
    too_little = below | pl.col("_unknown").fill_null(value=False)
    given = scores.with_columns(pl.when(too_little).then(pl.lit(LEAST_INFORMATION)).otherwise(none).alias("no_score"))
    return given.drop("_unknown").with_columns(
        pl.when(pl.col("no_score").is_null()).then(name).alias(name) for name in _WITHHELD
    )


def rated(scores: pl.DataFrame, kinds: Collection[str] = ("synthetic",)) -> frozenset[str]:
    """The companies of table SCORES that have a total of each of these kinds."""
    totals = scores.filter(pl.col("code") == TOTAL, pl.col("kind").is_in(list(kinds)), pl.col("score").is_not_null())
    counted = totals.group_by("company_id").len().filter(pl.col("len") == len(kinds))
    return frozenset(counted["company_id"])
