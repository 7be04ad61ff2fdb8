"""Filling missing data in the source's three steps, in their order."""

from collections.abc import Sequence
from datetime import datetime

import polars as pl

from cnesg.companies.applicability import inapplicable, only_applicable
from cnesg.companies.issuer_groups import compared_groups
from cnesg.framework.definitions import Rules
from cnesg.framework.issuer_groups import IssuerGroups
from cnesg.framework.methodology import Methodology
from cnesg.imputation.ceilings import with_ceilings
from cnesg.imputation.denominators import denominators
from cnesg.imputation.estimates import averages, carried
from cnesg.imputation.facts import Facts, stated_facts, with_derived
from cnesg.imputation.marketwide import MarketWide
from cnesg.imputation.quantities import quantity_figures
from cnesg.imputation.selection import as_inputs, tagged
from cnesg.model.boundaries import of_one_boundary
from cnesg.model.periods import SHANGHAI
from cnesg.model.told_news import told_by_news_alone


def impute(  # noqa: PLR0913 - tables, rules and reference data, each by name
    inputs: pl.DataFrame,
    observations: pl.DataFrame,
    companies: pl.DataFrame,
    methodology: Methodology,
    fiscal_year: int,
    *,
    as_of: datetime,
    families: Sequence[IssuerGroups] = (),
    market: MarketWide | None = None,
) -> pl.DataFrame:
    """The inputs, and estimates for what performance measures need and companies do not say.

    In the source's order: 1 calculation from other metrics with factors of the year, 2 the company's own value of
    earlier years, 3 the average of its industry, then of the market. Every estimate is flagged in `origin`, has an
    interval, and but for the first step a penalty. Nothing that was reported or imported is replaced, items are never
    estimated, and averages rest on reported, imported and derived values alone. Data points that do not apply to a
    company, by themselves or with their indicator, are neither estimated for it nor do they enter averages.

    Args:
        inputs: table INPUTS of `select_inputs` for the year.
        observations: table OBSERVATIONS, current as of `as_of`, earlier years included.
        companies: table COMPANIES as known then, one row a company; others get no estimate.
        methodology: derivations, factors, rules.
        fiscal_year: the year to fill.
        as_of: factors published later are not used.
        families: peer groups of issuers without listed shares; without any they are compared as listed companies are.
        market: other companies as they were, where `inputs` and `observations` are of some only; it collects what a
            later computation can start from. By default there are no others.

    Returns:
        Table INPUTS of all companies, sorted by company and data point.

    Raises:
        EntangledError: what is computed changes what other companies rest on.
    """
    rules, market = methodology.rules, market or MarketWide()
    codes = _estimable(methodology)
    known_on = as_of.astimezone(SHANGHAI).date()

    def facts_of(year: int) -> Facts:
        return with_derived(stated_facts(observations, methodology, year), methodology, year, known_on, market)

    def values_of(facts: Facts, year: int) -> pl.DataFrame:
        instead = denominators(facts, companies, methodology, families, market, year)
        return as_inputs(tagged(quantity_figures(facts, methodology, codes, instead)), year)

    key = ["company_id", "data_point"]
    mine = market.mine(companies)
    wanted = mine.select("company_id").join(
        pl.DataFrame({"data_point": codes}, schema={"data_point": pl.String}), how="cross"
    )
    outside = inapplicable(mine, inputs, methodology, fiscal_year)
    wanted = only_applicable(wanted.join(inputs, on=key, how="anti"), outside)
    facts = facts_of(fiscal_year)
    derived = values_of(facts, fiscal_year).join(wanted, on=key, how="semi")
    wanted = wanted.join(derived, on=key, how="anti")
    known = pl.concat([inputs, derived])

    # News tell of those that were caught: what rests on them alone is no measure of peers.
    of_peers = only_applicable(known.filter(pl.col("value").is_not_null() & ~told_by_news_alone()), outside)
    years = [fiscal_year - age for age in range(1, int(rules.carry_years.value) + 1)]
    earlier = {year: values_of(facts_of(year), year) for year in years}
    wanted = _estimated(wanted, methodology)
    from_earlier = carried(wanted, of_peers, earlier, fiscal_year, rules, market)
    wanted = wanted.join(from_earlier, on=key, how="anti")

    estimates = [_within_scale(found, methodology) for found in (derived, from_earlier)]
    own = market.gathered("own", as_inputs([inputs, *estimates], fiscal_year))
    market.settle()
    # Averages rest on everybody: this is about the whole market again, in numbers alone and hence cheap.
    groups = compared_groups(companies, methodology.industries, families)
    peers = market.gathered("peers", of_peers.filter(of_one_boundary()).select(*key, "value"))
    sizes = market.gathered("sizes", _sizes(facts, rules))
    from_peers = averages(market.gathered("wanted", wanted.select(key)), peers, groups, sizes, rules)
    of_years = {
        year: market.gathered(
            ("earlier", year),
            only_applicable(values.filter(of_one_boundary() & ~told_by_news_alone()), outside).select(*key, "value"),
        )
        for year, values in earlier.items()
    }
    own = with_ceilings(own, of_years, groups, methodology)
    return as_inputs([own, _within_scale(from_peers, methodology)], fiscal_year)


def _within_scale(estimates: pl.DataFrame, methodology: Methodology) -> pl.DataFrame:
    """Intervals end where the data point can be no more or no less, or at the value itself if that lies beyond."""
    scales = {code: point.scale for code, point in methodology.data_points.items() if point.scale is not None}
    if not scales:
        return estimates
    codes = pl.col("data_point")
    least = codes.replace_strict({c: ends[0] for c, ends in scales.items()}, default=None, return_dtype=pl.Float64)
    most = codes.replace_strict({c: ends[1] for c, ends in scales.items()}, default=None, return_dtype=pl.Float64)
    low = pl.min_horizontal("value", pl.max_horizontal("low", least))
    high = pl.max_horizontal("value", pl.min_horizontal("high", most))
    return estimates.with_columns(
        pl.when(least.is_null()).then("low").otherwise(low).alias("low"),
        pl.when(most.is_null()).then("high").otherwise(high).alias("high"),
    )


def _sizes(facts: Facts, rules: Rules) -> pl.DataFrame:
    """The companies' sizes by the metrics that the rules measure size with; nothing and less is no size."""
    empty = pl.DataFrame(schema={"company_id": pl.String, "metric": pl.String, "size": pl.Float64})
    metrics = sorted({scale.size for scale in rules.average_sizes.scales})
    found = [
        facts[metric]
        .filter(pl.col("value") > 0)
        .select("company_id", pl.lit(metric).alias("metric"), pl.col("value").alias("size"))
        for metric in metrics
        if metric in facts
    ]
    return pl.concat([empty, *found])


def _estimated(wanted: pl.DataFrame, methodology: Methodology) -> pl.DataFrame:
    """What may be carried or averaged: not what a company's own words can take out of its score.

    That it does not say it has given a thing up would otherwise pay as soon as its last figures are carried.
    """
    excusable = [level2.code for level2 in methodology.level2.values() if level2.excusable]
    return wanted.filter(~pl.col("data_point").str.slice(0, 5).is_in(excusable))


def _estimable(methodology: Methodology) -> list[str]:
    """Quantities that performance scores by their value."""
    asked = methodology.measured_points()
    return [code for code, point in methodology.data_points.items() if code in asked and point.kind == "quantity"]
