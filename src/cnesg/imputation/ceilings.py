"""What a carried value may count at most: what it counted among its peers in the year that it is from."""

from collections.abc import Mapping

import polars as pl

from cnesg.companies.quartiles import finest_quartiles, group_quartiles
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
    carried = inputs.filter(pl.col("origin") == "carried").select("company_id", "data_point", "value", year=year)
    found = [
        _counted(rows.drop("year"), earlier[int(of_year)], groups, methodology.rules)
        for (of_year,), rows in carried.filter(pl.col("data_point").is_in(_placed_by_quartiles(methodology))).group_by(
            "year"
        )
        if isinstance(of_year, int)
    ]
    ceilings = pl.concat([pl.DataFrame(schema=_CEILINGS), *found])
    lower = [code for code, point in methodology.data_points.items() if point.direction == "lower"]
    scale = dict(enumerate(methodology.rules.quartile_scores.scores, start=1))
    reached = pl.when(pl.col("data_point").is_in(lower)).then("as_lower").otherwise("as_higher")
    most = ceilings.select(
        "company_id", "data_point", reached.replace_strict(scale, return_dtype=pl.Float64).alias("most")
    )
    return inputs.drop("most", strict=False).join(
        most, on=["company_id", "data_point"], how="left", maintain_order="left"
    )


_CEILINGS = {"company_id": pl.String, "data_point": pl.String, "as_higher": pl.Int64, "as_lower": pl.Int64}


def _counted(values: pl.DataFrame, peers: pl.DataFrame, groups: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """Points 1 to 4 that values had among their peers, where more is better and where less is."""
    least = rules.least_peers.value
    asked = peers.join(values.select("data_point").unique(), on="data_point", how="semi")
    mine = groups.join(values.select("company_id").unique(), on="company_id", how="semi")
    quartiles = finest_quartiles(group_quartiles(asked, groups, least), mine, asked, least)
    placed = values.join(quartiles, on=["company_id", "data_point"])
    ends = [pl.col(name) for name in ("q1", "q2", "q3")]
    above = pl.sum_horizontal((pl.col("value") >= end).cast(pl.Int64) for end in ends)
    below = pl.sum_horizontal((pl.col("value") <= end).cast(pl.Int64) for end in ends)
    return placed.select("company_id", "data_point", (1 + above).alias("as_higher"), (1 + below).alias("as_lower"))


def _placed_by_quartiles(methodology: Methodology) -> list[str]:
    return sorted(
        {
            measure.data_point
            for level2 in methodology.level2.values()
            for measure in level2.measures
            if measure.rule == "relative" and measure.data_point is not None
        }
    )
