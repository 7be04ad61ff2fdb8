"""Which peers a company's value is held against, where their quartiles lie, and in which quarter the value is."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

QUARTILES = (0.25, 0.5, 0.75)
GROUP_QUARTILES = {
    "data_point": pl.String(),
    "group": pl.String(),
    "count": pl.Int64(),
    "q1": pl.Float64(),
    "q2": pl.Float64(),
    "q3": pl.Float64(),
}
"""Quartiles of a group of peers for a data point, and how many values stand behind them."""

GIVEN_QUARTILES = GROUP_QUARTILES | {"source": pl.String(), "always": pl.Boolean()}
"""The same from elsewhere: `source` says where from; with `always` they go before those of the companies scored."""


def group_quartiles(values: pl.DataFrame, groups: pl.DataFrame, least_peers: float) -> pl.DataFrame:
    """The quartiles of every group that has at least `least_peers` values, or would with one more.

    Args:
        values: `company_id`, `data_point` and `value`, those that boundaries rest on.
        groups: the companies' groups, `cnesg.companies.peer_groups`.
        least_peers: fewer values than this are no group; the next broader one is taken.

    Returns:
        Columns GROUP_QUARTILES, in no order.
    """
    quartiles = [pl.col("value").quantile(q, "linear").alias(f"q{i}") for i, q in enumerate(QUARTILES, start=1)]
    return (
        values.join(groups, on="company_id")
        .group_by("data_point", "group")
        .agg(pl.len().cast(pl.Int64).alias("count"), *quartiles)
        .filter(pl.col("count") >= least_peers - 1)
    )


def finest_quartiles(
    own: pl.DataFrame,
    groups: pl.DataFrame,
    values: pl.DataFrame,
    least_peers: float,
    given: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Of each company and data point the quartiles of its finest group that has enough values.

    A company that gives no value of its own is held against a group that would be large enough with it: otherwise the
    last to speak could, by falling silent, take the data point out of its own score.

    Args:
        own: quartiles among the companies scored, of `group_quartiles`.
        groups: the companies' groups.
        values: `company_id`, `data_point` and `value`, those that boundaries rest on.
        least_peers: the values that a group needs, the company's own included.
        given: quartiles from elsewhere, columns GIVEN_QUARTILES. In the same group the companies' own go before them,
            but for those that are to be taken always: these go before any own.

    Returns:
        `company_id` and columns GIVEN_QUARTILES, a row a company and data point, sorted so; own ones without `source`.
    """
    nowhere, no = pl.lit(None, dtype=pl.String), pl.lit(value=False)
    candidates = own.select(*GROUP_QUARTILES, nowhere.alias("source"), no.alias("always"))
    if given is not None:
        candidates = pl.concat([candidates, given.select(GIVEN_QUARTILES.keys())])
    speaks = values.select("company_id", "data_point", speaks=pl.lit(value=True))
    return (
        groups.join(candidates, on="group")
        .join(speaks, on=["company_id", "data_point"], how="left")
        .filter((pl.col("count") >= least_peers) | pl.col("speaks").is_null())
        .sort("data_point", "company_id", ~pl.col("always"), "order", pl.col("source").is_not_null())
        .unique(["data_point", "company_id"], keep="first", maintain_order=True)
        .select("company_id", *GIVEN_QUARTILES)
    )


def quartile_points(
    value: NDArray[np.float64],
    quartiles: NDArray[np.float64],
    *,
    lower_is_better: bool,
    worse_on_boundary: NDArray[np.bool_],
    tolerance: float = 0.0,
) -> NDArray[np.float64]:
    """Points 1 (worst quarter) to 4 (best); a value on a boundary counts to the better side unless told otherwise.

    A value that misses a boundary by no more than the tolerance is on it: what lies so close is not told apart.

    Args:
        value: one a company.
        quartiles: companies by 3, ascending.
        lower_is_better: turns the scale.
        worse_on_boundary: companies whose value counts to the worse side when it lies on a boundary; close to it does
            not help them.
        tolerance: as a share of the boundary.

    Returns:
        Points, NaN where value or boundaries are missing.
    """
    sign = -1.0 if lower_is_better else 1.0
    turned, bounds = sign * value[:, np.newaxis], sign * quartiles
    near = bounds - tolerance * np.abs(bounds)
    reached = np.where(worse_on_boundary[:, np.newaxis], turned > bounds, turned >= near)
    points: NDArray[np.float64] = 1.0 + reached.sum(axis=1)
    points[np.isnan(value) | np.isnan(quartiles).any(axis=1)] = np.nan
    return points
