"""Figures that must fit each other: parts and wholes, sums and quotients, by the identities of the methodology."""

from collections.abc import Iterator

import polars as pl

from cnesg.framework.identities import load_identities
from cnesg.quality.measures.registry import NOTHING, by_year, counted, ids, measure
from cnesg.quality.month import Month

_OF = ["company_id", "fiscal_year"]
_ROUNDING = 0.05
"""Printed digits leave this much open between figures of different tables."""


def broken(month: Month) -> pl.DataFrame:
    """Figures that break an identity: `company_id`, `concept` (the one that is off), `observation_id` and `part`.

    Those of a company and year of which a figure that the identities speak of is unchecked: a part that comes late
    breaks a sum that was checked.
    """
    names = list(_named_in_rules())
    rows = month.figures.filter(pl.col("breakdown") == "{}", pl.col("concept").is_in(names))
    rows = rows.join(month.entered(rows).select(_OF).unique(), on=_OF, how="semi", maintain_order="left")
    wide = rows.pivot("concept", index=_OF, values="number", aggregate_function="last", sort_columns=True)
    found = list(_broken_in(wide))
    wanted = ["company_id", "concept", "observation_id", "part"]
    if not found:
        return by_year(rows.clear()).select(wanted)
    return by_year(rows.join(pl.concat(found).unique(), on=[*_OF, "concept"])).select(wanted)


def _named_in_rules() -> set[str]:
    rules = load_identities()
    sums = {name for one in rules.sums for name in (one.total, *one.parts, *one.optional)}
    return sums | {name for one in rules.at_most for name in (one.part, one.whole)}


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
    return wide.select(*_OF, pl.lit(concept).alias("concept"))


@measure("company", "observations")
def company_identities(month: Month) -> pl.DataFrame:
    """A company's figures of a year that break an identity with a new one."""
    return counted(month.once(broken)) if month.figures.height else NOTHING


@measure("indicator", "observations")
def concept_identities(month: Month) -> pl.DataFrame:
    """Companies whose figure of a metric breaks an identity with a new one, by year."""
    if month.figures.is_empty():
        return NOTHING
    return (
        month.once(broken)
        .group_by(pl.col("concept").alias("place"), "part")
        .agg(pl.len().alias("value"), pl.len().alias("base"), ids())
    )
