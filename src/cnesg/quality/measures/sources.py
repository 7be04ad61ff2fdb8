"""What each source brought: how much, how fresh, how complete, and whether it was brought twice."""

import polars as pl

from cnesg.quality.measures.registry import (
    NOTHING,
    ids,
    ids_where,
    in_batches,
    measure,
    publication_month,
    share,
    with_stock,
)
from cnesg.quality.month import SOURCE, Month

_REPEATED = 0.2


def _by_source(frame: pl.DataFrame, *parts: str) -> "pl.dataframe.group_by.GroupBy":
    return frame.with_columns(pl.col(SOURCE).alias("place")).group_by("place", *parts)


@measure("source", "observations")
def source_arrivals(month: Month) -> pl.DataFrame:
    """Facts of a source on the year that is scored: all of them (part `stock`), and those since the last check."""
    return _by_source(month.once(with_stock), "part").agg(pl.len().alias("value"), pl.len().alias("base"), ids())


@measure("source", "observations")
def source_companies(month: Month) -> pl.DataFrame:
    """Companies of which a source brought something on the year that is scored."""
    companies = pl.col("company_id").n_unique()
    return _by_source(month.volume).agg(companies.alias("value"), companies.alias("base"), ids())


@measure("source", "observations")
def source_depth(month: Month) -> pl.DataFrame:
    """Facts for each company of which a source brought something on the year that is scored: their median."""
    each = month.volume.group_by(pl.col(SOURCE).alias("place"), "company_id").agg(pl.len(), ids())
    return each.group_by("place").agg(
        pl.col("len").median().alias("value"), pl.len().alias("base"), pl.col("evidence").explode().sort()
    )


@measure("source", "observations", of_year=True)
def source_standing(month: Month) -> pl.DataFrame:
    """Companies of which a source has something on the year that is scored."""
    rows = month.table("facts").filter(pl.col("fiscal_year") == month.fiscal_year)
    companies = pl.col("company_id").n_unique()
    return _by_source(rows).agg(companies.alias("value"), companies.alias("base"), ids())


@measure("source")
def source_age(month: Month) -> pl.DataFrame:
    """Days since a source last brought something."""
    days = (pl.lit(month.as_of) - pl.col("available_at").max()).dt.total_seconds() / 86400
    return _by_source(month.table("facts")).agg(days.alias("value"), pl.len().alias("base"))


@measure("source", "observations")
def source_tail(month: Month) -> pl.DataFrame:
    """Of the companies that a source had brought of the year before, the share beyond the last one of now.

    A file that breaks off lacks its last companies and no others.
    """
    companies = pl.col("company_id")
    now = month.volume.group_by(SOURCE).agg(companies.max().alias("last"))
    then = month.season.volume.join(now, on=SOURCE)
    of = companies > pl.col("last")
    return then.group_by(pl.col(SOURCE).alias("place")).agg(
        (companies.filter(of).n_unique() / companies.n_unique()).alias("value"),
        companies.n_unique().alias("base"),
        pl.col("observation_id").filter(of).sort().alias("evidence"),
    )


@measure("source", "observations")
def source_doubled(month: Month) -> pl.DataFrame:
    """Share of a source's new facts that another row of the same month of publication states, under any source."""
    key = ["company_id", "concept", "breakdown", "fiscal_year", "value", "text"]
    kinds = pl.col("kind").is_in(["quantity", "list", "event", "analysis"])
    rows = month.table("facts").filter(kinds).with_columns(publication_month().alias("part"))
    twice = pl.len().over(*key, "part") > 1
    keyed = month.entered(rows.with_columns(twice.alias("twice")))
    return _by_source(keyed, "part").agg(share(pl.col("twice")), pl.len().alias("base"), ids_where(pl.col("twice")))


@measure("source", "observations")
def source_conflicts(month: Month) -> pl.DataFrame:
    """Share of a source's new figures on a year that contradict another row of the same fact, restatements aside."""
    key = ["company_id", "concept", "breakdown", "fiscal_year", "valid_from", "boundary", "basis"]
    rows = month.table("facts").filter(pl.col("kind") == "quantity", ~pl.col("restated"))
    low, high = (getattr(pl.coalesce("canonical_value", "value"), end)().over(key) for end in ("min", "max"))
    differs = (high - low).abs() > _REPEATED * pl.max_horizontal(high.abs(), low.abs())
    keyed = month.entered(rows.with_columns(differs.alias("differs")))
    return _shares(keyed, pl.col("differs"))


@measure("source", "observations")
def source_restated(month: Month) -> pl.DataFrame:
    """Share of a source's new facts, by month of publication, that correct earlier ones."""
    rows = month.arrivals.with_columns(publication_month().alias("part"))
    restated = pl.col("restated")
    return _by_source(rows, "part").agg(share(restated), pl.len().alias("base"), ids_where(restated))


@measure("source", "observations")
def source_other_years(month: Month) -> pl.DataFrame:
    """Share of a source's new figures and statements, by month of publication, that are misdated.

    The base is companies: one report that came with another year than its own is a matter of that report.
    """
    rows = month.reported.with_columns(publication_month().alias("part"))
    misdated = pl.col("misdated")
    companies = pl.col("company_id").n_unique()
    return _by_source(rows, "part").agg(share(misdated), companies.alias("base"), ids_where(misdated))


@measure("source", "observations")
def source_foretold(month: Month) -> pl.DataFrame:
    """Share of a source's new actual figures on a year that were known before the period that they are about ended."""
    early = pl.col("valid_to").cast(pl.Datetime("us", "UTC")) > pl.col("available_at")
    rows = month.arrivals.filter(pl.col("kind") == "quantity", pl.col("value_kind") == "actual")
    return _shares(rows, early)


def _shares(rows: pl.DataFrame, condition: pl.Expr) -> pl.DataFrame:
    shares = share(condition), pl.len().alias("base"), ids_where(condition)
    return in_batches(rows, lambda some: _by_source(some, "part").agg(*shares))


@measure("source", "observations")
def source_late_record(month: Month) -> pl.DataFrame:
    """Facts of a source that were known at the run's instant but stored only after the month before had been run."""
    position = month.before.run["store_position"] if month.before else None
    if position is None or month.before is None:
        return NOTHING
    rows = month.table("facts").filter(
        pl.col("position") > position, pl.col("available_at") <= pl.lit(month.before.as_of)
    )
    return _by_source(rows).agg(pl.len().alias("value"), pl.len().alias("base"), ids())
