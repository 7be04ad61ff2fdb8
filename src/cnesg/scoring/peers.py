"""Quartile boundaries: which peers a value is held against, and where their quartiles lie."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import polars as pl

from cnesg.model.boundaries import of_one_boundary
from cnesg.scoring.matrix import AVERAGES, Flags, Floats

QUARTILES = (0.25, 0.5, 0.75)
# Values that companies or imports gave, or that were computed from such. An average or last year's value would only
# repeat what is already there and draw the quartiles together.
_NO_BOUNDARY = ("carried", *AVERAGES)
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


@dataclass(frozen=True)
class Boundaries:
    """The quartile boundaries that apply to each company for one data point.

    Attributes:
        quartiles: companies by 3, ascending; NaN where no group has enough values.
        group: the industry they come from, or MARKET; None where there is none.
        count: how many companies' values stand behind them.
        source: where they come from if not from the companies that are scored.
        large_enough: whether a group has enough values, the company's own counted as if it stated one; where it does
            not, silence is no silence, as nobody like it would be ranked.
    """

    quartiles: Floats
    group: pl.Series
    count: pl.Series
    source: pl.Series
    large_enough: Flags


def peer_values(inputs: pl.DataFrame, outside: pl.DataFrame, data_points: Collection[str]) -> pl.DataFrame:
    """The values that boundaries rest on.

    Args:
        inputs: table INPUTS of one fiscal year.
        outside: `company_id` and `code` of indicators that do not apply, `cnesg.companies.applicability`.
        data_points: those that are needed.

    Returns:
        `company_id`, `data_point` and `value`: what was reported, imported or derived by companies to whom the
        indicator applies.
    """
    rows = inputs.filter(
        pl.col("data_point").is_in(data_points)
        & pl.col("origin").is_in(_NO_BOUNDARY).not_()
        & pl.col("value").is_not_null()
        & of_one_boundary()
    ).select("company_id", "data_point", "value", pl.col("data_point").str.slice(0, 5).alias("code"))
    return rows.join(outside, on=["company_id", "code"], how="anti").drop("code")


def group_quartiles(values: pl.DataFrame, groups: pl.DataFrame, least_peers: float) -> pl.DataFrame:
    """The quartiles of every group that has at least `least_peers` values, or would with one more.

    Args:
        values: of `peer_values`.
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
        values: of `peer_values`.
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


class PeerBoundaries:
    """Boundaries of all data points that are scored relative to peers."""

    def __init__(self, finest: pl.DataFrame, groups: pl.DataFrame, least_peers: float) -> None:
        """Takes the result of `finest_quartiles`, the companies' groups, and the values that a group needs."""
        self._companies = groups.select("company_id").unique().sort("company_id")
        self._alone_suffices = least_peers <= 1
        self._found = {str(key[0]): rows for key, rows in finest.group_by("data_point")}

    def of(self, data_point: str) -> Boundaries:
        """The boundaries of a data point, in the order of the sorted company ids."""
        rows = self._found.get(data_point)
        if rows is None:
            size = self._companies.height
            nobody = pl.Series([None] * size, dtype=pl.String)
            return Boundaries(
                np.full((size, 3), np.nan),
                nobody.alias("group"),
                nobody.cast(pl.Int64).alias("count"),
                nobody,
                np.full(size, self._alone_suffices),
            )
        placed = self._companies.join(rows, on="company_id", how="left", maintain_order="left")
        return Boundaries(
            placed.select(pl.col("q1", "q2", "q3").fill_null(float("nan"))).to_numpy().astype(np.float64),
            placed["group"],
            placed["count"],
            placed["source"],
            placed["count"].is_not_null().to_numpy() | self._alone_suffices,
        )
