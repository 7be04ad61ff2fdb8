"""What a carried value may count at most: what it counted among its peers in the year that it is from."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from cnesg.companies.quartiles import finest_quartiles, group_quartiles, quartile_points
from cnesg.framework.definitions import Rules
from cnesg.framework.methodology import Methodology

_YEAR = r"^carried\(year=(\d+)\)"


def with_ceilings(
    inputs: pl.DataFrame, earlier: Mapping[int, pl.DataFrame], groups: pl.DataFrame, methodology: Methodology
) -> pl.DataFrame:
    """The inputs with `most` where a carried value is placed by quartiles: peers that fall behind are no gain.

    Peers are those of today with their values of that year; where too few of them had one, there is no ceiling.

    Args:
        inputs: columns of table INPUTS, of all companies.
        earlier: `company_id`, `data_point` and `value` of earlier years that peers are held against, by year.
        groups: the companies' groups, `cnesg.companies.peer_groups`.
        methodology: which data points are placed by quartiles, their directions, and the rules.
    """
    year = pl.col("method").str.extract(_YEAR).cast(pl.Int64)
    lower = [code for code, point in methodology.data_points.items() if point.direction == "lower"]
    carried = inputs.filter(
        pl.col("origin") == "carried", pl.col("data_point").is_in(list(methodology.relative_points()))
    ).select("company_id", "data_point", "value", year=year, lower=pl.col("data_point").is_in(lower))
    found = [
        _counted(rows, earlier[rows["year"][0]], groups, methodology.rules)
        for rows in carried.partition_by("year", "lower")
    ]
    most = pl.concat([pl.DataFrame(schema=_CEILINGS), *found])
    return inputs.drop("most").join(most, on=["company_id", "data_point"], how="left", maintain_order="left")


_CEILINGS = {"company_id": pl.String, "data_point": pl.String, "most": pl.Float64}


def _counted(values: pl.DataFrame, peers: pl.DataFrame, groups: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """What values, of all of which more is better or less is, counted among their peers."""
    least = rules.least_peers.value
    asked = peers.join(values.select("data_point").unique(), on="data_point", how="semi")
    mine = groups.join(values.select("company_id").unique(), on="company_id", how="semi")
    quartiles = finest_quartiles(group_quartiles(asked, groups, least), mine, asked, least)
    placed = values.join(quartiles, on=["company_id", "data_point"])
    points = quartile_points(
        placed["value"].to_numpy(),
        placed.select("q1", "q2", "q3").to_numpy(),
        lower_is_better=values["lower"][0],
        worse_on_boundary=np.zeros(placed.height, dtype=np.bool_),
        tolerance=rules.tolerance,
    )
    counted = np.array(rules.quartile_scores.scores, dtype=np.float64)[points.astype(np.int64) - 1]
    return placed.select("company_id", "data_point").with_columns(pl.Series("most", counted))
