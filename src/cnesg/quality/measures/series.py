"""Repetition and shift: last year's numbers told again, companies that are one, distributions that moved."""

import polars as pl

from cnesg.quality.measures.registry import NOTHING, ids, measure, share
from cnesg.quality.measures.sources import ids_where
from cnesg.quality.month import SOURCE, Month

_FACT = ["company_id", "concept", "breakdown"]
_TELLING = 100.0
"""Smaller numbers come back by themselves."""
_LEAST_ALIKE = 5
_BINS = 5
_FLOOR = 0.02


def _repeated(month: Month) -> pl.DataFrame:
    """New figures that can be held against the year before, with `same`: they are the same number."""
    past = month.figures.select(
        *_FACT, (pl.col("fiscal_year") + 1).alias("fiscal_year"), pl.col("number").alias("past")
    )
    rows = month.figures.filter(pl.col("number").abs() >= _TELLING).join(past, on=[*_FACT, "fiscal_year"])
    rows = rows.with_columns((pl.col("number") == pl.col("past")).alias("same"))
    return month.of_month(rows, "available_at")


@measure("source", "observations")
def source_copied(month: Month) -> pl.DataFrame:
    """Share of a source's new figures that repeat the number of the year before."""
    rows = _repeated(month)
    return rows.group_by(pl.col(SOURCE).alias("place")).agg(
        share(pl.col("same")), pl.len().alias("base"), ids_where(pl.col("same"))
    )


@measure("company", "observations")
def company_copied(month: Month) -> pl.DataFrame:
    """Share of a company's new figures that repeat the number of the year before."""
    rows = _repeated(month)
    return rows.group_by(pl.col("company_id").alias("place")).agg(
        share(pl.col("same")), pl.len().alias("base"), ids_where(pl.col("same"))
    )


@measure("company", "observations")
def company_alike(month: Month) -> pl.DataFrame:
    """Share of a company's figures on the year scored that another company has to the last digit."""
    rows = month.figures.filter(pl.col("fiscal_year") == month.fiscal_year, pl.col("number").abs() >= _TELLING)
    key = ["concept", "breakdown", "number"]
    other = pl.col("company_id").n_unique().over(key) > 1
    rows = rows.with_columns(other.alias("other"))
    return rows.group_by(pl.col("company_id").alias("place")).agg(
        share(pl.col("other")), pl.len().alias("base"), ids_where(pl.col("other"))
    )


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
