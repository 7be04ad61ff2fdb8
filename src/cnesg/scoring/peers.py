"""Quartile boundaries: which peers a value is held against, and where their quartiles lie."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from cnesg.model.boundaries import of_one_boundary
from cnesg.scoring.matrix import AVERAGES, Floats

QUARTILES = (0.25, 0.5, 0.75)
# Values that companies or imports gave, or that were computed from such. An average or last year's value would only
# repeat what is already there and draw the quartiles together.
_NO_BOUNDARY = ("carried", *AVERAGES)


@dataclass(frozen=True)
class Boundaries:
    """The quartile boundaries that apply to each company for one data point.

    Attributes:
        quartiles: companies by 3, ascending; NaN where no group has enough values.
        group: the industry they come from, or MARKET; None where there is none.
        count: how many companies' values stand behind them.
    """

    quartiles: Floats
    group: pl.Series
    count: pl.Series


class PeerBoundaries:
    """Boundaries of all data points that are scored relative to peers."""

    def __init__(
        self, inputs: pl.DataFrame, groups: pl.DataFrame, data_points: Sequence[str], least_peers: float
    ) -> None:
        """Computes the quartiles of every group that has at least `least_peers` values.

        Args:
            inputs: table INPUTS of one fiscal year.
            groups: the companies' groups, `cnesg.companies.peer_groups`.
            data_points: those that are needed.
            least_peers: fewer values than this are no group; the next broader one is taken.
        """
        self._companies = groups.select("company_id").unique().sort("company_id")
        values = inputs.filter(
            pl.col("data_point").is_in(data_points)
            & pl.col("origin").is_in(_NO_BOUNDARY).not_()
            & pl.col("value").is_not_null()
            & of_one_boundary()
        ).select("company_id", "data_point", "value")
        quartiles = [pl.col("value").quantile(q, "linear").alias(f"q{i}") for i, q in enumerate(QUARTILES, start=1)]
        by_group = (
            values.join(groups, on="company_id")
            .group_by("data_point", "group")
            .agg(pl.len().cast(pl.Int64).alias("count"), *quartiles)
            .filter(pl.col("count") >= least_peers)
        )
        finest = (
            groups.join(by_group, on="group")
            .sort("data_point", "company_id", "order")
            .unique(["data_point", "company_id"], keep="first", maintain_order=True)
        )
        self._found = {str(key[0]): rows for key, rows in finest.group_by("data_point")}

    def of(self, data_point: str) -> Boundaries:
        """The boundaries of a data point, in the order of the sorted company ids."""
        rows = self._found.get(data_point)
        if rows is None:
            size = self._companies.height
            return Boundaries(
                np.full((size, 3), np.nan),
                pl.Series("group", [None] * size, dtype=pl.String),
                pl.Series("count", [None] * size, dtype=pl.Int64),
            )
        placed = self._companies.join(rows, on="company_id", how="left", maintain_order="left")
        return Boundaries(
            placed.select(pl.col("q1", "q2", "q3").fill_null(float("nan"))).to_numpy().astype(np.float64),
            placed["group"],
            placed["count"],
        )
