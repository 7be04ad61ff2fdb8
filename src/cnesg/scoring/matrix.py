"""The inputs of a run as dense arrays, companies by data points, so that rules work on whole columns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cnesg.framework.definitions.indicators import LEVELS

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

LEVEL_RANKS = {level: rank for rank, level in enumerate(LEVELS)}
READ = "reported"
REPORTED = (READ, "imported")
AVERAGES = ("industry", "market")
CONFIRMED = ("confirmed", "corrected")


def reach_of(level: float) -> float:
    """How many standard deviations an interval reaches to each side that holds a normal value with a probability."""
    return NormalDist().inv_cdf((1.0 + level) / 2.0)


@dataclass(frozen=True)
class Column:
    """One data point of all companies, in the order of `InputMatrix.companies`.

    Attributes:
        value: NaN where there is none.
        low: lower end of what an estimate allows; the value itself where it is no estimate.
        high: upper end.
        penalty: points of 100 to take off.
        most: points of 100 that a carried value may count before its penalty; NaN for no limit.
        level: rank of a statement's level, 0 for none.
        reported: the company or an import says so.
        confirmed: reported, and a person has confirmed or corrected it.
        read: read from a report, and nobody has confirmed or corrected it.
        estimated: derived, carried or averaged.
        average: borrowed from an industry or the market.
        capped: not stated for the year, so that it counts at most as the worst reporter does.
        collected: somebody in the market has a value; a list on which nobody stands was not collected.
    """

    value: Floats
    low: Floats
    high: Floats
    penalty: Floats
    most: Floats
    level: Floats
    reported: Flags
    confirmed: Flags
    read: Flags
    estimated: Flags
    average: Flags
    capped: Flags
    collected: bool = True


class InputMatrix:
    """Inputs by data point; a data point that nobody has is a column without values."""

    def __init__(
        self,
        inputs: pl.DataFrame,
        companies: Sequence[str],
        capped: Sequence[str] = (),
        elsewhere: Collection[str] = (),
    ) -> None:
        """Places the rows of `inputs` (table INPUTS, one fiscal year) by company.

        Args:
            inputs: the rows.
            companies: their order.
            capped: origins of values that count at most as the worst reporter does.
            elsewhere: data points of which companies that are not among these have values.

        Raises:
            ValueError: a company has two rows for one data point.
        """
        self.companies = tuple(companies)
        positions = pl.DataFrame({"company_id": self.companies}, schema={"company_id": pl.String}).with_row_index("row")
        origin, review = pl.col("origin"), pl.col("review")
        reported = origin.is_in(REPORTED)
        placed = inputs.join(positions, on="company_id").select(
            "row",
            "data_point",
            "value",
            pl.col("low").fill_null(pl.col("value")),
            pl.col("high").fill_null(pl.col("value")),
            "penalty",
            pl.col("most").fill_null(float("nan")),
            pl.col("text").replace_strict(LEVEL_RANKS, default=0, return_dtype=pl.Int64).alias("level"),
            reported.alias("reported"),
            (reported & review.is_in(CONFIRMED)).alias("confirmed"),
            ((origin == READ) & ~review.is_in(CONFIRMED)).alias("read"),
            (~reported).alias("estimated"),
            origin.is_in(AVERAGES).alias("average"),
            origin.is_in(capped).alias("capped"),
        )
        if placed.select("row", "data_point").is_duplicated().any():
            raise ValueError("inputs: two rows for one company and data point")
        self._collected = {*elsewhere, *placed.filter(pl.col("value").is_not_null())["data_point"]}
        self._rows = {str(key[0]): rows for key, rows in placed.group_by("data_point")}

    def column(self, data_point: str) -> Column:
        """The data point's values, one place a company."""
        rows = self._rows.get(data_point)

        def column(name: str, empty: float) -> Floats:
            values: Floats = np.full(len(self.companies), empty)
            if rows is not None:
                values[rows["row"].to_numpy()] = rows[name].cast(pl.Float64).to_numpy()
            return values

        return Column(
            value=column("value", np.nan),
            low=column("low", np.nan),
            high=column("high", np.nan),
            penalty=column("penalty", 0.0),
            most=column("most", np.nan),
            level=column("level", 0.0),
            reported=column("reported", 0.0) > 0,
            confirmed=column("confirmed", 0.0) > 0,
            read=column("read", 0.0) > 0,
            estimated=column("estimated", 0.0) > 0,
            average=column("average", 0.0) > 0,
            capped=column("capped", 0.0) > 0,
            collected=data_point in self._collected,
        )
