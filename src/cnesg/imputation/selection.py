"""From observations to data points: what scoring asks for, as far as companies, lists and imports answer it."""

from collections.abc import Iterator, Sequence

import polars as pl

from cnesg.framework.issuer_groups import IssuerGroups
from cnesg.framework.methodology import Methodology
from cnesg.imputation.denominators import denominators
from cnesg.imputation.facts import Facts, stated_facts
from cnesg.imputation.figures import FIGURE, NO_FIGURES, TEXTS
from cnesg.imputation.findings import NOTE, findings
from cnesg.imputation.marketwide import MarketWide
from cnesg.imputation.quantities import quantity_figures
from cnesg.imputation.rates import event_rates, rate_figures
from cnesg.model import INPUTS


def select_inputs(
    observations: pl.DataFrame,
    methodology: Methodology,
    fiscal_year: int,
    companies: pl.DataFrame | None = None,
    families: Sequence[IssuerGroups] = (),
    market: MarketWide | None = None,
) -> pl.DataFrame:
    """The data points of a fiscal year that rest on what was reported or imported, without any estimate.

    Only denominators that are no measure of a company's business are replaced (`cnesg.imputation.denominators`); what
    is divided by such another one has the origin `derived`.

    A quantity is the fact that its selection names (metric and exact breakdown, actual values in the canonical unit)
    or its formula over such facts; an item is 1 where a statement that is not negated reaches the item's level, with
    the highest level found as text; list entries, events and analysis results are observations of the data point.

    Args:
        observations: table OBSERVATIONS, current as of the instant of interest (one row a fact key).
        methodology: data points and their definitions.
        fiscal_year: the year to select.
        companies: table COMPANIES as known then, one row a company, for other denominators; None takes none.
        families: peer groups of issuers without listed shares.
        market: as for `cnesg.imputation.impute`.

    Returns:
        Table INPUTS, sorted by company and data point; lineage in `observations` and `sources`.
    """
    quantities = [code for code, point in methodology.data_points.items() if point.kind == "quantity"]
    facts = stated_facts(observations, methodology, fiscal_year)
    instead = None if companies is None else denominators(facts, companies, methodology, families, market, "stated")
    figures = quantity_figures(facts, methodology, quantities, instead)
    told = findings(observations, methodology, fiscal_year)
    if NOTE not in told.columns:
        told = told.with_columns(pl.lit(None, dtype=pl.String).alias(NOTE))
    found = told.with_columns(
        pl.col("value").alias("low"),
        pl.col("value").alias("high"),
        pl.concat_str(pl.lit("selection"), NOTE, separator="; ", ignore_nulls=True).alias("method"),
        pl.concat_list("data_point").cast(TEXTS).alias("sources"),
    ).drop(NOTE)
    return as_inputs([*tagged(figures), *_with_event_rates(found, facts, methodology)], fiscal_year)


def _with_event_rates(found: pl.DataFrame, facts: Facts, methodology: Methodology) -> Iterator[pl.DataFrame]:
    """The findings, of which event counts that grow with the company are divided by its size."""
    codes = event_rates(methodology)
    yield found.filter(~pl.col("data_point").is_in(codes))
    for code in codes:
        counted = found.filter(pl.col("data_point") == code).sort("company_id")
        if not counted.is_empty():
            counts = counted.with_columns(pl.lit([], dtype=TEXTS).alias("boundaries")).select(FIGURE.names())
            rates = rate_figures(code, {**facts, code: counts.cast(FIGURE)}, methodology)
            yield rates.join(counted.select("company_id", "data_point", "text"), on="company_id")


def tagged(figures: dict[str, pl.DataFrame]) -> list[pl.DataFrame]:
    """Figures with the code of their data point."""
    return [frame.with_columns(pl.lit(code).alias("data_point")) for code, frame in figures.items()]


def as_inputs(frames: list[pl.DataFrame], fiscal_year: int) -> pl.DataFrame:
    """Rows of table INPUTS, sorted; a penalty that is not given is none."""
    empty = NO_FIGURES.with_columns(
        pl.lit(None, dtype=pl.String).alias("data_point"), pl.lit(None, dtype=pl.Float64).alias("penalty")
    )
    rows = pl.concat([empty, *frames], how="diagonal_relaxed").with_columns(
        pl.lit(fiscal_year).alias("fiscal_year"), pl.col("penalty").fill_null(0.0)
    )
    return INPUTS.conform(rows.drop("boundaries")).sort(INPUTS.sort_by)
