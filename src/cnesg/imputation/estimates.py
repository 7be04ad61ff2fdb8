"""Steps 2 and 3 of filling missing data: a value carried from an earlier year, and the average of a group."""

from collections.abc import Callable, Mapping

import polars as pl

from cnesg.framework.definitions import Rules
from cnesg.imputation.figures import TEXTS
from cnesg.imputation.marketwide import MarketWide
from cnesg.imputation.spread import changes, ends, measured, values_needed, widened

Figures = Mapping[str, pl.DataFrame]


def carried(
    wanted: pl.DataFrame,
    known: pl.DataFrame,
    earlier: Mapping[int, pl.DataFrame],
    fiscal_year: int,
    rules: Rules,
    market: MarketWide | None = None,
) -> pl.DataFrame:
    """The latest value of the years before, for what is wanted; the older, the wider and the dearer.

    The interval is at least the relative half-width of the rules for each year, and as wide as the changes over as many
    years at the companies that give the data point in both, where there are enough of them.

    Args:
        wanted: `company_id` and `data_point` of what is missing.
        known: values of the fiscal year that are no estimates but derived ones, with the columns of INPUTS.
        earlier: values of earlier fiscal years, by year, with the columns of INPUTS.
        fiscal_year: the year to fill.
        rules: how many years back, the penalty and the relative half-width of the interval for each year.
        market: other companies whose changes count; by default there are none beside those of `known`.
    """
    market = market or MarketWide()
    frames = []
    spread = pl.DataFrame(schema=_SPREAD)
    for age in range(1, int(rules.carry_years.value) + 1):
        year = fiscal_year - age
        seen = market.gathered(("changes", age), _changes_since(earlier[year], known))
        spread = _never_narrower(spread, measured(seen, ["data_point"], rules.interval_level.value))
        found = earlier[year].join(wanted, on=["company_id", "data_point"], how="semi")
        market.measured(("carried", age), spread, found.select("company_id", "data_point"))
        wanted = wanted.join(found, on=["company_id", "data_point"], how="anti")
        half_width = rules.carry_interval.value * age * pl.col("value").abs()
        assumed = found.with_columns(pl.col("low") - half_width, pl.col("high") + half_width)
        earlier_method = pl.when(pl.col("method") != "selection").then(pl.col("method"))
        frames.append(
            widened(assumed, spread, ["data_point"]).with_columns(
                pl.lit("carried").alias("origin"),
                pl.lit(rules.carry_penalty.value * age).alias("penalty"),
                pl.concat_str(pl.lit(f"carried(year={year})"), earlier_method, separator="; ", ignore_nulls=True).alias(
                    "method"
                ),
                pl.concat_list("data_point").alias("sources"),
            )
        )
    return pl.concat(frames, how="diagonal_relaxed")


_SPREAD = pl.Schema(
    {"data_point": pl.String(), "nothing": pl.Boolean(), "change_low": pl.Float64(), "change_high": pl.Float64()}
)


def _changes_since(before: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    values = ["company_id", "data_point", "value"]
    pairs = before.select(values).join(known.select(values), on=["company_id", "data_point"], suffix="_now")
    return pairs.select("company_id", "data_point", *changes(pl.col("value"), pl.col("value_now")))


def _never_narrower(younger: pl.DataFrame, older: pl.DataFrame) -> pl.DataFrame:
    """What is older is no surer: of the changes over one year more and over one year less, the wider ends."""
    return (
        pl.concat([younger, older.select(younger.columns)])
        .group_by("data_point", "nothing")
        .agg(pl.col("change_low").min(), pl.col("change_high").max())
    )


def averages(
    wanted: pl.DataFrame, values: pl.DataFrame, groups: pl.DataFrame, sizes: pl.DataFrame, rules: Rules
) -> pl.DataFrame:
    """The median of the finest group with enough values: industry, its parents, then everybody comparable.

    Amounts (`average_sizes`) are medians per employee or per yuan of revenue, times the company's own size; where its
    size is unknown, plain medians. The interval holds one more value of the finest group that is large enough to say so
    (`cnesg.imputation.spread`); where none is, it is the range of the widest, stretched.

    Args:
        wanted: `company_id` and `data_point` of what is missing.
        values: reported, imported and derived values, with the columns of INPUTS.
        groups: the companies' groups, `cnesg.companies.peer_groups`.
        sizes: `company_id`, `metric` and `size` above zero of companies.
        rules: values that a group needs, the penalty, what scales with which size, and the share of the values that
            the interval covers.
    """
    size_of = [(code, scale.size) for scale in rules.average_sizes.scales for code in scale.data_points]
    amounts = pl.DataFrame(size_of, schema={"data_point": pl.String, "metric": pl.String}, orient="row")
    scaled_wanted = wanted.join(amounts, on="data_point").join(sizes, on=["company_id", "metric"])
    scaled_values = (
        values.select("company_id", "data_point", "value")
        .join(amounts, on="data_point")
        .join(sizes, on=["company_id", "metric"])
        .with_columns(pl.col("value") / pl.col("size"))
    )
    by_size = _medians(scaled_wanted, scaled_values, groups, rules).with_columns(
        pl.col("value", "low", "high") * pl.col("size"),
        pl.format("{} per {}", "method", "metric").alias("method"),
        pl.concat_list("data_point", "metric").alias("sources"),
    )
    rest = wanted.join(by_size, on=["company_id", "data_point"], how="anti")
    unscaled = rest.with_columns(pl.lit(1.0).alias("size"), pl.lit(None, dtype=pl.String).alias("metric"))
    direct = _medians(unscaled, values, groups, rules).with_columns(pl.concat_list("data_point").alias("sources"))
    return pl.concat([by_size, direct.select(by_size.columns)]).drop("size", "metric")


def _medians(wanted: pl.DataFrame, values: pl.DataFrame, groups: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """Median, interval and group for each row of `wanted`; its columns `size` and `metric` are kept."""
    return typical(wanted, values, groups, rules, _stretched_by_distance).select(
        "company_id",
        "data_point",
        "size",
        "metric",
        "value",
        "low",
        "high",
        "group",
        pl.when("widest").then(pl.lit("market")).otherwise(pl.lit("industry")).alias("origin"),
        pl.lit("unreviewed").alias("review"),
        pl.lit(rules.average_penalty.value).alias("penalty"),
        pl.format("median(n={})", "count").alias("method"),
        pl.lit([], dtype=TEXTS).alias("observations"),
    )


def _stretched_by_distance(stretch: float) -> tuple[pl.Expr, pl.Expr]:
    """Least and greatest value, their distances from the median taken so many times; not below zero if none is."""
    low = pl.col("value") - stretch * (pl.col("value") - pl.col("low"))
    high = pl.col("value") + stretch * (pl.col("high") - pl.col("value"))
    return pl.when(pl.col("low") >= 0).then(pl.max_horizontal(pl.lit(0.0), low)).otherwise(low), high


def typical(
    wanted: pl.DataFrame,
    values: pl.DataFrame,
    groups: pl.DataFrame,
    rules: Rules,
    stretched: Callable[[float], tuple[pl.Expr, pl.Expr]],
) -> pl.DataFrame:
    """The median of the finest group with enough values, and an interval that is to hold one more.

    The interval is that of the finest group that is large enough to say so (`cnesg.imputation.spread`); where none is,
    the range of the widest, stretched.

    Args:
        wanted: `company_id` and `data_point`; other columns are kept.
        values: `company_id`, `data_point` and `value`.
        groups: the companies' groups, the last of each company's the widest.
        rules: values that a group needs, the share of values that the interval holds, how far a range is stretched.
        stretched: gives both ends from the columns `low`, `value` and `high` of a group too small to say.

    Returns:
        The rows of `wanted` that have such a group, in no order, with `value`, `low`, `high`, `group`, `count` and
        `widest`.
    """
    level = rules.interval_level.value
    low, high = ends("value", level)
    by_group = (
        values.select("company_id", "data_point", "value")
        .join(groups, on="company_id")
        .group_by("data_point", "group")
        .agg(pl.len().alias("count"), pl.col("value").median().alias("value"), low.alias("low"), high.alias("high"))
        .filter(pl.col("count") >= rules.least_average_peers.value)
    )
    # What a company gets hangs on its groups alone, and many have the same ones: each ladder is climbed once.
    ladders, steps = _ladders(groups)
    asked = wanted.select("company_id", "data_point").join(ladders, on="company_id")
    key = ["ladder", "data_point"]
    candidates = (
        asked.select(key)
        .unique()
        .join(steps, on="ladder")
        .join(by_group, on=["data_point", "group"])
        .sort(*key, "order")
    )
    finest = candidates.unique(key, keep="first", maintain_order=True).drop("low", "high", "order")
    large = candidates.filter(pl.col("count") >= values_needed(level)).unique(key, keep="first", maintain_order=True)
    least, most = stretched(rules.average_stretch.value)
    small = (
        candidates.join(large, on=key, how="anti")
        .unique(key, keep="last", maintain_order=True)
        .with_columns(least.alias("low"), most.alias("high"))
    )
    interval = pl.concat([large, small]).select(*key, pl.col("low").alias("least"), pl.col("high").alias("most"))
    found = (
        finest.join(interval, on=key)
        .with_columns(
            pl.min_horizontal("value", "least").alias("low"), pl.max_horizontal("value", "most").alias("high")
        )
        .drop("least", "most")
    )
    return wanted.join(ladders, on="company_id").join(found, on=key).drop("ladder")


def _ladders(groups: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Which ladder of groups each company climbs, and each ladder's `order`, `group` and whether it is the `widest`."""
    step = pl.format("{} {}", "order", "group").sort_by("order").str.join("\n")
    ladders = groups.group_by("company_id").agg(step.alias("ladder"))
    # The last group holds everybody: the market, or the family of issuers.
    widest = pl.col("order") == pl.col("order").max().over("company_id")
    one_of_each = ladders.unique("ladder")
    steps = groups.with_columns(widest.alias("widest")).join(one_of_each, on="company_id").drop("company_id")
    return ladders, steps
