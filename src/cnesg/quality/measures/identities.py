"""Figures that must fit each other: parts and wholes, sums and quotients, by the identities of the methodology."""

from collections.abc import Iterator

import polars as pl

from cnesg.framework.identities import load_identities
from cnesg.quality.measures.registry import NOTHING, ids, measure
from cnesg.quality.month import Month

_ROUNDING = 0.05
"""Printed digits leave this much open between figures of different tables."""


def broken(month: Month) -> pl.DataFrame:
    """New figures that break an identity: `company_id`, `concept` (the one that is off) and `observation_id`."""
    rows = month.figures.filter(pl.col("breakdown") == "{}", pl.col("fiscal_year") == month.fiscal_year)
    wide = rows.pivot("concept", index="company_id", values="number", aggregate_function="last", sort_columns=True)
    found = list(_broken_in(wide))
    if not found:
        return rows.clear().select("company_id", "concept", "observation_id")
    lost = pl.concat(found).unique()
    return month.of_month(rows.join(lost, on=["company_id", "concept"]), "available_at").select(
        "company_id", "concept", "observation_id"
    )


def _broken_in(wide: pl.DataFrame) -> Iterator[pl.DataFrame]:
    rules = load_identities()
    for total in rules.sums:
        wanted = (total.total, *total.parts)
        if set(wanted) <= set(wide.columns):
            least = pl.sum_horizontal(total.parts)
            most = least + sum((pl.col(name).fill_null(0.0) for name in total.optional if name in wide.columns), 0.0)
            slack = (total.tolerance + _ROUNDING) * pl.col(total.total).abs()
            off = ((pl.col(total.total) - least).abs() > slack) & ((pl.col(total.total) - most).abs() > slack)
            whole = pl.all_horizontal(pl.col(name).is_not_null() for name in wanted)
            yield _named(wide.filter(whole & off), total.total)
    for pair in rules.at_most:
        if {pair.part, pair.whole} <= set(wide.columns):
            yield _named(wide.filter(pl.col(pair.part) > (1 + _ROUNDING) * pl.col(pair.whole).abs()), pair.part)


def _named(wide: pl.DataFrame, concept: str) -> pl.DataFrame:
    return wide.select("company_id", pl.lit(concept).alias("concept"))


@measure("company", "observations")
def company_identities(month: Month) -> pl.DataFrame:
    """A company's new figures that break an identity."""
    if month.figures.is_empty():
        return NOTHING
    return (
        broken(month)
        .group_by(pl.col("company_id").alias("place"))
        .agg(pl.len().alias("value"), pl.len().alias("base"), ids())
    )


@measure("indicator", "observations")
def concept_identities(month: Month) -> pl.DataFrame:
    """Companies whose new figure of a metric breaks an identity."""
    if month.figures.is_empty():
        return NOTHING
    return (
        broken(month)
        .group_by(pl.col("concept").alias("place"))
        .agg(pl.len().alias("value"), pl.len().alias("base"), ids())
    )
