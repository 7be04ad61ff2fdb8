"""Figures that can be, but hardly are: outside the usual range of their metric or unit."""

import polars as pl

from cnesg.framework.plausibility import Bounds, load_plausibility
from cnesg.quality.measures.registry import ids, measure
from cnesg.quality.month import Month


@measure("company", "observations")
def company_improbable(month: Month) -> pl.DataFrame:
    """A company's new figures outside the usual range of their metric, in its canonical unit."""
    rows = month.new_figures.filter(pl.col("canonical_value").is_not_null())
    return (
        rows.filter(_improbable(rows))
        .group_by(pl.col("company_id").alias("place"))
        .agg(pl.len().alias("value"), pl.len().alias("base"), ids())
    )


def _improbable(rows: pl.DataFrame) -> pl.Series:
    plausibility = load_plausibility()
    bounds: dict[tuple[str, str | None], Bounds | None] = {
        (concept, unit): plausibility.bounds(concept, unit)
        for concept, unit in rows.select("concept", "canonical_unit").unique().iter_rows()
    }
    return pl.Series(
        [
            (found := bounds[concept, unit]) is not None and not found.probable(value)
            for concept, unit, value in rows.select("concept", "canonical_unit", "canonical_value").iter_rows()
        ],
        dtype=pl.Boolean,
    )
