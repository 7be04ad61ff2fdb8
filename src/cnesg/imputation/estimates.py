"""Steps 2 and 3 of filling missing data: a value carried from an earlier year, and the average of a group."""

from collections.abc import Mapping

import polars as pl

from cnesg.framework.definitions import Rules
from cnesg.imputation.figures import TEXTS

Figures = Mapping[str, pl.DataFrame]


def carried(wanted: pl.DataFrame, earlier: Mapping[int, pl.DataFrame], fiscal_year: int, rules: Rules) -> pl.DataFrame:
    """The latest value of the years before, for what is wanted; the older, the wider and the dearer.

    Args:
        wanted: `company_id` and `data_point` of what is missing.
        earlier: values of earlier fiscal years, by year, with the columns of INPUTS.
        fiscal_year: the year to fill.
        rules: how many years back, the penalty and the relative half-width of the interval for each year.
    """
    frames = []
    for age in range(1, int(rules.carry_years.value) + 1):
        year = fiscal_year - age
        half_width = rules.carry_interval.value * age * pl.col("value").abs()
        found = earlier[year].join(wanted, on=["company_id", "data_point"], how="semi")
        wanted = wanted.join(found, on=["company_id", "data_point"], how="anti")
        earlier_method = pl.when(pl.col("method") != "selection").then(pl.col("method"))
        frames.append(
            found.with_columns(
                _not_below_zero(pl.col("low") - half_width).alias("low"),
                (pl.col("high") + half_width).alias("high"),
                pl.lit("carried").alias("origin"),
                pl.lit(rules.carry_penalty.value * age).alias("penalty"),
                pl.concat_str(pl.lit(f"carried(year={year})"), earlier_method, separator="; ", ignore_nulls=True).alias(
                    "method"
                ),
                pl.concat_list("data_point").alias("sources"),
            )
        )
    return pl.concat(frames, how="diagonal_relaxed")


def _not_below_zero(low: pl.Expr) -> pl.Expr:
    """An interval around a value that is not negative does not reach below zero."""
    return pl.when(pl.col("value") >= 0).then(pl.max_horizontal(low, pl.lit(0.0))).otherwise(low)


def averages(wanted: pl.DataFrame, values: pl.DataFrame, groups: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """The median of the finest group with enough values: industry, its parents, then everybody comparable.

    Args:
        wanted: `company_id` and `data_point` of what is missing.
        values: reported, imported and derived values, with the columns of INPUTS.
        groups: the companies' groups, `cnesg.companies.peer_groups`.
        rules: values that a group needs, the penalty, and the share of the values that the interval covers.
    """
    tail = (1.0 - rules.interval_level.value) / 2.0
    by_group = (
        values.select("company_id", "data_point", "value")
        .join(groups, on="company_id")
        .group_by("data_point", "group")
        .agg(
            pl.len().alias("count"),
            pl.col("value").median().alias("value"),
            pl.col("value").quantile(tail, "linear").alias("low"),
            pl.col("value").quantile(1.0 - tail, "linear").alias("high"),
        )
        .filter(pl.col("count") >= rules.least_average_peers.value)
    )
    # The last group holds everybody: the market, or the family of issuers.
    widest = pl.col("order") == pl.col("order").max().over("company_id")
    finest = (
        wanted.join(groups.with_columns(widest.alias("widest")), on="company_id")
        .join(by_group, on=["data_point", "group"])
        .sort("company_id", "data_point", "order")
        .unique(["company_id", "data_point"], keep="first", maintain_order=True)
    )
    return finest.select(
        "company_id",
        "data_point",
        "value",
        "low",
        "high",
        "group",
        pl.when("widest").then(pl.lit("market")).otherwise(pl.lit("industry")).alias("origin"),
        pl.lit("unreviewed").alias("review"),
        pl.lit(rules.average_penalty.value).alias("penalty"),
        pl.format("median(n={})", "count").alias("method"),
        pl.lit([], dtype=TEXTS).alias("observations"),
        pl.concat_list("data_point").alias("sources"),
    )
