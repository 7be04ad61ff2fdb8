"""How much is known: by indicator, industry and company, and how much of it is estimated or confirmed."""

import polars as pl

from cnesg.quality.findings import MARKET
from cnesg.quality.measures.registry import NOTHING, ids, ids_where, measure, with_stock
from cnesg.quality.month import Month

_ESTIMATES = ["carried", "industry", "market"]
_LISTED = ["list", "event", "analysis"]


def _scores(month: Month, length: int | None = None, code: str | None = None) -> pl.DataFrame:
    wanted = pl.col("kind") == "synthetic"
    if length is not None:
        wanted &= pl.col("code").str.len_chars() == length
    if code is not None:
        wanted &= pl.col("code") == code
    return month.table("scores").filter(wanted).join(month.sectors, on="company_id", how="left")


@measure("indicator", "observations", of_year=True)
def concept_companies(month: Month) -> pl.DataFrame:
    """Companies with a figure or statement of a metric or item on the year that is scored."""
    rows = month.table("facts").filter(
        pl.col("fiscal_year") == month.fiscal_year, ~pl.col("kind").is_in(_LISTED), ~pl.col("negated").fill_null(False)
    )
    return rows.group_by(pl.col("concept").alias("place")).agg(
        pl.col("company_id").n_unique().alias("value"), pl.col("company_id").n_unique().alias("base"), ids()
    )


@measure("indicator", "observations")
def concept_arrivals(month: Month) -> pl.DataFrame:
    """Companies of which a figure or statement of a metric or item came on the year that is scored."""
    rows = month.volume.filter(~pl.col("kind").is_in(_LISTED))
    companies = pl.col("company_id").n_unique()
    return rows.group_by(pl.col("concept").alias("place")).agg(companies.alias("value"), companies.alias("base"), ids())


@measure("indicator", "observations")
def list_entries(month: Month) -> pl.DataFrame:
    """Entries of an official list, register or analysis on the year that is scored, by data point or metric.

    All of them (part `stock`), and those since the last check.
    """
    rows = month.once(with_stock).filter(pl.col("kind").is_in(_LISTED))
    return rows.group_by(pl.col("concept").alias("place"), "part").agg(
        pl.len().alias("value"), pl.len().alias("base"), ids()
    )


@measure("indicator", of_year=True)
def point_coverage(month: Month) -> pl.DataFrame:
    """Per cent of the companies with a value of a data point that is no estimate."""
    count = month.totals.height
    if not count:
        return NOTHING
    known = (~pl.col("origin").is_in(_ESTIMATES)).sum()
    return (
        month.table("inputs")
        .group_by(pl.col("data_point").alias("place"))
        .agg((100 * known / count).alias("value"), known.alias("base"))
    )


@measure("indicator", of_year=True)
def issue_coverage(month: Month) -> pl.DataFrame:
    """Mean coverage of a Level I issue, per cent of weight."""
    return (
        _scores(month, length=3)
        .group_by(pl.col("code").alias("place"))
        .agg((100 * pl.col("coverage").mean()).alias("value"), pl.len().alias("base"))
    )


@measure("industry", "companies", of_year=True)
def industry_coverage(month: Month) -> pl.DataFrame:
    """Mean coverage of the totals of a Level I industry, per cent of weight."""
    return month.totals.group_by(pl.col("sector").alias("place")).agg(
        (100 * pl.col("coverage").mean()).alias("value"), pl.len().alias("base"), ids("company_id")
    )


@measure("market", "companies", of_year=True)
def market_coverage(month: Month) -> pl.DataFrame:
    """Mean coverage of the totals, per cent of weight."""
    return _all(month.totals, 100 * pl.col("coverage").mean())


@measure("company", "companies", of_year=True)
def company_coverage(month: Month) -> pl.DataFrame:
    """Coverage of a company's total, per cent of weight."""
    return month.totals.select(
        pl.col("company_id").alias("place"),
        (100 * pl.col("coverage")).alias("value"),
        pl.concat_list("company_id").alias("evidence"),
    )


@measure("industry", "companies")
def industry_companies(month: Month) -> pl.DataFrame:
    """Companies of a Level I industry that were scored."""
    return month.totals.group_by(pl.col("sector").alias("place")).agg(
        pl.len().alias("value"), pl.len().alias("base"), ids("company_id")
    )


@measure("market", "companies")
def companies_scored(month: Month) -> pl.DataFrame:
    """Companies that were scored."""
    return _all(month.totals, pl.len())


@measure("company", "companies")
def company_scored(month: Month) -> pl.DataFrame:
    """1 for each company that was scored."""
    return month.totals.select(
        pl.col("company_id").alias("place"), pl.lit(1.0).alias("value"), pl.concat_list("company_id").alias("evidence")
    )


@measure("market", "companies", of_year=True)
def unrated_companies(month: Month) -> pl.DataFrame:
    """Per cent of the companies of a market (a-share, hk, ...) that are not rated, as too little is known of them."""
    unrated = pl.col("score").is_null() | (pl.col("coverage") <= 0)  # earlier editions rated everybody
    markets = month.table("companies").select("company_id", "market").unique("company_id", keep="last")
    rows = month.totals.join(markets, on="company_id", how="left")
    return rows.group_by(pl.col("market").fill_null(MARKET).alias("place")).agg(
        (100 * unrated.mean()).alias("value"), pl.len().alias("base"), ids_where(unrated, "company_id")
    )


@measure("market", "companies", of_year=True)
def estimated(month: Month) -> pl.DataFrame:
    """Mean share of weight on estimates, per cent."""
    return _all(month.totals, 100 * pl.col("estimated_share").mean())


@measure("industry", "companies", of_year=True)
def industry_estimated(month: Month) -> pl.DataFrame:
    """Mean share of weight on estimates in a Level I industry, per cent."""
    return month.totals.group_by(pl.col("sector").alias("place")).agg(
        (100 * pl.col("estimated_share").mean()).alias("value"), pl.len().alias("base"), ids("company_id")
    )


@measure("indicator", of_year=True)
def dimension_estimated(month: Month) -> pl.DataFrame:
    """Mean share of weight on estimates in a dimension, per cent."""
    return (
        _scores(month, length=1)
        .group_by(pl.col("code").alias("place"))
        .agg((100 * pl.col("estimated_share").mean()).alias("value"), pl.len().alias("base"))
    )


@measure("market", of_year=True)
def carried(month: Month) -> pl.DataFrame:
    """Per cent of the inputs that are carried from an earlier year."""
    inputs = month.table("inputs")
    return _all(inputs, 100 * (pl.col("origin") == "carried").mean()) if inputs.height else NOTHING


@measure("market", of_year=True)
def unconfirmed(month: Month) -> pl.DataFrame:
    """Per cent of the figures read from reports, on the year that is scored, that nobody confirmed or corrected."""
    read = month.figures.filter(pl.col("origin") == "reported", pl.col("fiscal_year") == month.fiscal_year)
    waits = ~pl.col("review").is_in(["confirmed", "corrected"])
    return _all(read, 100 * waits.mean()) if read.height else NOTHING


@measure("indicator", of_year=True)
def dimension_confirmed(month: Month) -> pl.DataFrame:
    """Mean share of weight on confirmed values in a dimension, per cent."""
    return (
        _scores(month, length=1)
        .group_by(pl.col("code").alias("place"))
        .agg((100 * pl.col("confirmed_share").mean()).alias("value"), pl.len().alias("base"))
    )


@measure("market", "observations", of_year=True)
def disputed(month: Month) -> pl.DataFrame:
    """Per cent of the standing facts on the year that is scored that somebody disputes."""
    rows = month.table("facts").filter(pl.col("fiscal_year") == month.fiscal_year)
    return rows.select(
        (100 * (pl.col("review") == "disputed").mean()).alias("value"),
        pl.len().alias("base"),
        pl.col("observation_id").filter(pl.col("review") == "disputed").sort().implode().alias("evidence"),
    )


@measure("indicator", of_year=True)
def indicator_silent(month: Month) -> pl.DataFrame:
    """1 for each Level II indicator of which no company has any value but estimates: no source is mapped to it."""
    inputs = month.table("inputs")
    known = inputs.with_columns(pl.col("data_point").str.slice(0, 5).alias("place"))
    return known.group_by("place").agg(
        (pl.col("origin").is_in(_ESTIMATES)).all().cast(pl.Float64).alias("value"), pl.len().alias("base")
    )


def _all(frame: pl.DataFrame, value: pl.Expr) -> pl.DataFrame:
    """One number of the whole market."""
    if frame.is_empty():
        return NOTHING
    return frame.select(
        pl.lit(MARKET).alias("place"), value.cast(pl.Float64).alias("value"), pl.len().alias("base")
    ).head(1)
