"""Quartile boundaries: whose values they rest on, and which hold for each company."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import polars as pl

from cnesg.companies.applicability import only_applicable
from cnesg.model.boundaries import of_one_boundary
from cnesg.scoring.matrix import AVERAGES, Flags, Floats

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
        outside: `company_id` and `code` of indicators and data points that do not apply,
            `cnesg.companies.applicability`.
        data_points: those that are needed.

    Returns:
        `company_id`, `data_point` and `value`: what was reported, imported or derived by companies to whom the
        indicator and the data point apply.
    """
    rows = inputs.filter(
        pl.col("data_point").is_in(data_points)
        & pl.col("origin").is_in(_NO_BOUNDARY).not_()
        & pl.col("value").is_not_null()
        & of_one_boundary()
    ).select("company_id", "data_point", "value")
    return only_applicable(rows, outside)


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
