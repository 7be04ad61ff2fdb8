"""Repetition and shift: last year's numbers told again, companies that are one, distributions that moved."""

import polars as pl

from cnesg.quality.measures.registry import NOTHING, ids, ids_where, in_batches, measure, share
from cnesg.quality.measures.values import beside_past
from cnesg.quality.month import SOURCE, Month

_TELLING = 100.0
"""Smaller numbers come back by themselves."""
_LEAST_ALIKE = 5
_BINS = 5
_FLOOR = 0.02


def _repeated(month: Month) -> pl.DataFrame:
    """New figures that can be held against the year before, with `same`: they are the same number."""
    rows = month.once(beside_past).filter("unchecked", pl.col("number").abs() >= _TELLING)
    return rows.with_columns((pl.col("number") == pl.col("past")).alias("same"))


@measure("source", "observations")
def source_copied(month: Month) -> pl.DataFrame:
    """Share of a source's new figures of a year that repeat the number of the year before."""
    return _shares(month.once(_repeated), SOURCE, pl.col("same"))


@measure("company", "observations")
def company_copied(month: Month) -> pl.DataFrame:
    """Share of a company's new figures of a year that repeat the number of the year before."""
    return _shares(month.once(_repeated), "company_id", pl.col("same"))


@measure("company", "observations")
def company_alike(month: Month) -> pl.DataFrame:
    """Share of a company's new figures of a year that another company has to the last digit."""
    key = ["concept", "breakdown", "fiscal_year", "number"]
    rows = month.figures.filter(pl.col("number").abs() >= _TELLING)
    rows = month.entered(rows.with_columns((pl.col("company_id").n_unique().over(key) > 1).alias("other")))
    return _shares(rows, "company_id", pl.col("other"))


def _shares(rows: pl.DataFrame, by: str, condition: pl.Expr) -> pl.DataFrame:
    shares = share(condition), pl.len().alias("base"), ids_where(condition)
    return in_batches(rows, lambda some: some.group_by(pl.col(by).alias("place"), "part").agg(*shares))


@measure("indicator", of_year=True)
def point_shift(month: Month) -> pl.DataFrame:
    """Population stability index of a data point's reported values against the month before, in five classes."""
    return _stability(month, month.comparable)


@measure("indicator", of_year=True)
def point_shift_season(month: Month) -> pl.DataFrame:
    """Population stability index of a data point's reported values against the same month last year."""
    return _stability(month, month.last_year)


def _stability(month: Month, other: Month | None) -> pl.DataFrame:
    if other is None:
        return NOTHING
    now, then = (_known(one) for one in (month, other))
    edges = then.group_by("data_point").agg(
        *(pl.col("value").quantile(step / _BINS).alias(f"q{step}") for step in range(1, _BINS)),
        pl.len().alias("least"),
    )
    counted = [_classes(frame, edges) for frame in (now, then)]
    both = counted[1].join(counted[0], on=["data_point", "class"], how="full", coalesce=True, suffix="_now")
    shares = both.select(
        "data_point",
        *(pl.col(name).fill_null(0.0).clip(_FLOOR).alias(name) for name in ("share", "share_now")),
    )
    index = ((pl.col("share_now") - pl.col("share")) * (pl.col("share_now") / pl.col("share")).log()).sum()
    found = shares.group_by("data_point").agg(index.alias("value"))
    bases = edges.join(now.group_by("data_point").agg(pl.len().alias("now")), on="data_point")
    return found.join(bases, on="data_point").select(
        pl.col("data_point").alias("place"), "value", pl.min_horizontal("least", "now").alias("base")
    )


def _known(month: Month) -> pl.DataFrame:
    known = pl.col("origin").is_in(["reported", "imported", "derived"]) & pl.col("value").is_not_null()
    return month.table("inputs").filter(known).select("data_point", "value")


def _classes(frame: pl.DataFrame, edges: pl.DataFrame) -> pl.DataFrame:
    """The share of each data point's values in each class between the edges."""
    above = pl.sum_horizontal((pl.col("value") > pl.col(f"q{step}")).cast(pl.Int8) for step in range(1, _BINS))
    placed = frame.join(edges, on="data_point").with_columns(above.alias("class"))
    counts = placed.group_by("data_point", "class").len("n")
    return counts.select("data_point", "class", (pl.col("n") / pl.col("n").sum().over("data_point")).alias("share"))


@measure("indicator", "observations", of_year=True)
def concept_level(month: Month) -> pl.DataFrame:
    """Median of the decades of a metric's figures on the year scored: a change of 1 is ten times as much."""
    rows = month.figures.filter(
        pl.col("fiscal_year") == month.fiscal_year, pl.col("number") > 0, pl.col("breakdown") == "{}"
    )
    return (
        rows.group_by(pl.col("concept").alias("place"))
        .agg(pl.col("number").log10().median().alias("value"), pl.len().alias("base"), ids())
        .filter(pl.col("base") >= _LEAST_ALIKE)
    )
