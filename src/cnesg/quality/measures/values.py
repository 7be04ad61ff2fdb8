"""Figures against their own past: slips of the scale, outliers, impossible values, and how well they were read."""

import polars as pl

from cnesg.quality.findings import MARKET
from cnesg.quality.measures.registry import NOTHING, ids, measure, share
from cnesg.quality.measures.sources import ids_where
from cnesg.quality.month import SOURCE, Month

_FACT = ["company_id", "concept", "breakdown"]
_NEAR_POWER = 0.18
"""Decades: as far from a power of ten as a change by half either way."""
_LEAST_POWER = 2.5
_DECADES_OUT = 0.7
"""A change by five is the least that can be an outlier, however steady the others are."""
_ROBUST = 8.0
_SCALED = 1.4826
_LEAST_GROUP = 5
_TELLING = 100.0
"""Smaller numbers are shared by many companies."""
_NEVER_BELOW_ZERO = ["t", "tCO2e", "kWh", "m3", "persons", "L", "kg", "h", "%", "days"]
_MONEY = "CNY"
_MAY_FALL_BELOW = "growth|margin|return|profit|change|reduction"


def changes(month: Month) -> pl.DataFrame:
    """New figures with their past: `decades` is the logarithm of the change since the fiscal year before.

    `usual` and `spread` are the median of those changes of the same metric and class over all companies and its robust
    standard deviation; `own` says that a company's other figures did not change alike.
    """
    past = month.figures.select(
        *_FACT, (pl.col("fiscal_year") + 1).alias("fiscal_year"), pl.col("number").alias("past")
    ).filter(pl.col("past") > 0)
    rows = month.figures.filter(pl.col("number") > 0).join(past, on=[*_FACT, "fiscal_year"])
    rows = rows.with_columns((pl.col("number") / pl.col("past")).log10().alias("decades"))
    group = ["concept", "breakdown", "fiscal_year"]
    middle = pl.col("decades").median().over(group)
    rows = rows.with_columns(middle.alias("usual"), pl.len().over(group).alias("peers"))
    off = (pl.col("decades") - pl.col("usual")).abs()
    rows = rows.with_columns((off.median().over(group) * _SCALED).alias("spread"), off.alias("off"))
    return month.of_month(rows, "available_at")


def _is_slip() -> pl.Expr:
    """Nearly a power of ten, of three decades or more."""
    near = (pl.col("decades") - pl.col("decades").round()).abs() <= _NEAR_POWER
    return near & (pl.col("decades").abs() >= _LEAST_POWER)


def _is_outlier() -> pl.Expr:
    """Far off what the same metric did elsewhere, and no slip of the scale."""
    far = pl.col("off") > pl.max_horizontal(pl.lit(_DECADES_OUT), _ROBUST * pl.col("spread"))
    return far & ~_is_slip() & (pl.col("peers") >= _LEAST_GROUP)


@measure("company", "observations")
def company_slips(month: Month) -> pl.DataFrame:
    """A company's new figures that are off the year before by a power of ten, a thousandfold or more."""
    rows = changes(month).filter(_is_slip())
    return rows.group_by(pl.col("company_id").alias("place")).agg(
        pl.len().alias("value"), pl.len().alias("base"), ids()
    )


@measure("source", "observations")
def source_slips(month: Month) -> pl.DataFrame:
    """Share of a source's new figures that are off the year before by a power of ten."""
    rows = changes(month)
    return rows.group_by(pl.col(SOURCE).alias("place")).agg(
        share(_is_slip()), pl.col("company_id").n_unique().alias("base"), ids_where(_is_slip())
    )


@measure("indicator", "observations")
def concept_slips(month: Month) -> pl.DataFrame:
    """Share of a metric's new figures that are off the year before by a power of ten."""
    rows = changes(month)
    return rows.group_by(pl.col("concept").alias("place")).agg(
        share(_is_slip()), pl.col("company_id").n_unique().alias("base"), ids_where(_is_slip())
    )


@measure("company", "observations")
def company_outliers(month: Month) -> pl.DataFrame:
    """A company's new figures that changed as no other company's did, without being a slip of the scale."""
    rows = changes(month).filter(_is_outlier())
    return rows.group_by(pl.col("company_id").alias("place")).agg(
        pl.len().alias("value"), pl.len().alias("base"), ids()
    )


@measure("indicator", "observations")
def concept_outliers(month: Month) -> pl.DataFrame:
    """Share of a metric's new figures that changed as no other company's did."""
    rows = changes(month)
    return rows.group_by(pl.col("concept").alias("place")).agg(
        share(_is_outlier()), pl.len().alias("base"), ids_where(_is_outlier())
    )


@measure("company", "observations")
def company_negatives(month: Month) -> pl.DataFrame:
    """A company's new figures below zero in units of amounts that can't be."""
    unit = pl.coalesce("canonical_unit", "unit").is_in(_NEVER_BELOW_ZERO)
    rows = month.new_figures.filter(unit, pl.col("number") < 0, ~pl.col("concept").str.contains(_MAY_FALL_BELOW))
    return rows.group_by(pl.col("company_id").alias("place")).agg(
        pl.len().alias("value"), pl.len().alias("base"), ids()
    )


@measure("source", "observations")
def source_negatives(month: Month) -> pl.DataFrame:
    """Share of a source's new figures below zero in units of amounts that can't be."""
    unit = pl.coalesce("canonical_unit", "unit").is_in(_NEVER_BELOW_ZERO)
    rows = month.new_figures.filter(unit, ~pl.col("concept").str.contains(_MAY_FALL_BELOW))
    below = pl.col("number") < 0
    return rows.group_by(pl.col(SOURCE).alias("place")).agg(share(below), pl.len().alias("base"), ids_where(below))


@measure("company", "observations")
def company_shares(month: Month) -> pl.DataFrame:
    """A company's new shares of a whole that are above 100 per cent."""
    is_share = pl.col("concept").str.ends_with("_share") & (pl.coalesce("canonical_unit", "unit") == "%")
    rows = month.new_figures.filter(is_share, pl.col("number") > 100.5)
    return rows.group_by(pl.col("company_id").alias("place")).agg(
        pl.len().alias("value"), pl.len().alias("base"), ids()
    )


def _unconverted(month: Month, by: str) -> pl.DataFrame:
    lost = pl.col("canonical_value").is_null()
    money = pl.col("canonical_unit").str.starts_with(_MONEY)
    rows = month.arrivals.filter(pl.col("kind") == "quantity", pl.col("value").is_not_null(), lost | money)
    return rows.group_by(pl.col(by).alias("place")).agg(share(lost), pl.len().alias("base"), ids_where(lost))


@measure("source", "observations")
def source_unconverted(month: Month) -> pl.DataFrame:
    """Of a source's new figures in money or a unit that does not convert by itself the share of the latter.

    Another currency does not: its rate is looked up when a run asks for it.
    """
    return _unconverted(month, SOURCE)


@measure("company", "observations")
def company_unconverted(month: Month) -> pl.DataFrame:
    """The same of a company."""
    return _unconverted(month, "company_id")


@measure("source", "observations")
def source_zeros(month: Month) -> pl.DataFrame:
    """Share of a source's new figures that are zero."""
    zero = pl.col("number") == 0
    return month.new_figures.group_by(pl.col(SOURCE).alias("place")).agg(
        share(zero), pl.len().alias("base"), ids_where(zero)
    )


@measure("indicator", "observations")
def concept_constant(month: Month) -> pl.DataFrame:
    """Share of a metric's new amounts that are one and the same number."""
    amount = (pl.col("number").abs() >= _TELLING) & (pl.coalesce("canonical_unit", "unit").fill_null("") != "%")
    rows = month.new_figures.filter(amount, pl.col("breakdown") == "{}")
    same = rows.with_columns(pl.len().over("concept", "number").alias("times"))
    most = pl.col("times") == pl.col("times").max()
    return same.group_by(pl.col("concept").alias("place")).agg(
        (pl.col("times").max() / pl.len()).alias("value"), pl.len().alias("base"), ids_where(most)
    )


def _read(month: Month) -> pl.DataFrame:
    return month.arrivals.filter(pl.col("origin") == "reported", pl.col("kind") == "quantity")


@measure("version", "observations")
def reading_confidence(month: Month) -> pl.DataFrame:
    """Mean confidence, per cent, of the figures that were read from the month's reports, by the version that read."""
    return (
        _read(month)
        .group_by(pl.col("extraction_version").alias("place"))
        .agg((100 * pl.col("confidence").mean()).alias("value"), pl.len().alias("base"), ids())
    )


@measure("version", "observations")
def reading_warned(month: Month) -> pl.DataFrame:
    """Share of the figures read from the month's reports that have a warning."""
    warned = pl.col("warnings").list.len() > 0
    return (
        _read(month)
        .group_by(pl.col("extraction_version").alias("place"))
        .agg(share(warned), pl.len().alias("base"), ids_where(warned))
    )


@measure("market", "observations")
def reading_recognised(month: Month) -> pl.DataFrame:
    """Share of the figures read from the month's reports that were recognised in pictures."""
    rows = _read(month)
    return rows.select(share(pl.col("method") == "ocr"), pl.len().alias("base")) if rows.height else NOTHING


@measure("market", "documents")
def reading_yield(month: Month) -> pl.DataFrame:
    """Figures read from a report of the month: the median over its reports."""
    documents = month.of_month(month.table("documents"), "available_at").unique("document")
    if documents.is_empty():
        return NOTHING
    rows = _read(month).group_by("document").agg(pl.len().alias("figures"))
    each = documents.join(rows, on="document", how="left").with_columns(pl.col("figures").fill_null(0))
    return each.select(
        pl.lit(MARKET).alias("place"),
        pl.col("figures").median().alias("value"),
        pl.len().alias("base"),
        pl.col("document").sort().implode().alias("evidence"),
    )


@measure("company", "documents")
def reading_empty(month: Month) -> pl.DataFrame:
    """Reports of a company, taken in this month, of which no figure was read."""
    documents = month.of_month(month.table("documents"), "available_at").filter(pl.col("kind").is_in(["esg", "annual"]))
    empty = documents.join(_read(month), on="document", how="anti")
    return empty.group_by(pl.col("company_id").alias("place")).agg(
        pl.len().alias("value"), pl.len().alias("base"), ids("document")
    )
