"""What each source brought: how much, how fresh, how complete, and whether it was brought twice."""

import polars as pl

from cnesg.quality.measures.registry import NOTHING, ids, measure, share
from cnesg.quality.month import SOURCE, Month

_REPEATED = 0.2


def _by_source(frame: pl.DataFrame) -> "pl.dataframe.group_by.GroupBy":
    return frame.with_columns(pl.col(SOURCE).alias("place")).group_by("place")


@measure("source", "observations")
def source_arrivals(month: Month) -> pl.DataFrame:
    """Facts that became known in the month."""
    return _by_source(month.arrivals).agg(pl.len().alias("value"), pl.len().alias("base"), ids())


@measure("source", "observations")
def source_companies(month: Month) -> pl.DataFrame:
    """Companies of which a source brought something in the month."""
    companies = pl.col("company_id").n_unique()
    return _by_source(month.arrivals).agg(companies.alias("value"), companies.alias("base"), ids())


@measure("source", "observations")
def source_depth(month: Month) -> pl.DataFrame:
    """Facts for each company of which a source brought something in the month: its median."""
    each = month.arrivals.group_by(pl.col(SOURCE).alias("place"), "company_id").agg(pl.len(), ids())
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
    """Of the companies that a source brought in the same month last year, the share beyond the last one of now.

    A file that breaks off lacks its last companies and no others.
    """
    if month.last_year is None:
        return NOTHING
    now = month.arrivals.group_by(SOURCE).agg(pl.col("company_id").max().alias("last"), pl.col("company_id").n_unique())
    then = month.last_year.arrivals.join(now, on=SOURCE)
    of = pl.col("company_id") > pl.col("last")
    return then.group_by(pl.col(SOURCE).alias("place")).agg(
        (pl.col("company_id").filter(of).n_unique() / pl.col("company_id").n_unique()).alias("value"),
        pl.col("company_id").n_unique().alias("base"),
        pl.col("observation_id").filter(of).sort().alias("evidence"),
    )


@measure("source", "observations")
def source_doubled(month: Month) -> pl.DataFrame:
    """Share of a month's facts that another row states to the letter, under any source."""
    key = ["company_id", "concept", "breakdown", "fiscal_year", "value", "text"]
    rows = month.arrivals.filter(pl.col("kind").is_in(["quantity", "list", "event", "analysis"]))
    keyed = rows.with_columns(pl.len().over(key).alias("times"))
    return _by_source(keyed).agg(share(pl.col("times") > 1), pl.len().alias("base"), ids_where(pl.col("times") > 1))


@measure("source", "observations")
def source_conflicts(month: Month) -> pl.DataFrame:
    """Share of a month's figures that contradict another standing row of the same fact, restatements aside."""
    key = ["company_id", "concept", "breakdown", "fiscal_year", "valid_from", "boundary", "basis"]
    rows = month.table("facts").filter(pl.col("kind") == "quantity", ~pl.col("restated"))
    low, high = (getattr(pl.coalesce("canonical_value", "value"), end)().over(key) for end in ("min", "max"))
    differs = (high - low).abs() > _REPEATED * pl.max_horizontal(high.abs(), low.abs())
    keyed = month.of_month(rows.with_columns(differs.alias("differs")), "available_at")
    return _by_source(keyed).agg(share(pl.col("differs")), pl.len().alias("base"), ids_where(pl.col("differs")))


@measure("source", "observations")
def source_restated(month: Month) -> pl.DataFrame:
    """Share of a month's facts that correct earlier ones."""
    return _by_source(month.arrivals).agg(
        share(pl.col("restated")), pl.len().alias("base"), ids_where(pl.col("restated"))
    )


@measure("source", "observations")
def source_other_years(month: Month) -> pl.DataFrame:
    """Share of a month's figures and statements that are for another year than the one before the month's."""
    other = pl.col("fiscal_year") != int(month.label[:4]) - 1
    rows = month.arrivals.filter(pl.col("kind").is_in(["quantity", "statement"]), ~pl.col("restated"))
    return _by_source(rows).agg(share(other), pl.len().alias("base"), ids_where(other))


@measure("source", "observations")
def source_foretold(month: Month) -> pl.DataFrame:
    """Share of a month's actual figures that were known before the period that they are about had ended."""
    early = pl.col("valid_to").cast(pl.Datetime("us", "UTC")) > pl.col("available_at")
    rows = month.arrivals.filter(pl.col("kind") == "quantity", pl.col("value_kind") == "actual")
    return _by_source(rows).agg(share(early), pl.len().alias("base"), ids_where(early))


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


def ids_where(condition: pl.Expr) -> pl.Expr:
    """Of a group's rows the ids of those for which a condition holds."""
    return pl.col("observation_id").filter(condition.fill_null(value=False)).sort().alias("evidence")
