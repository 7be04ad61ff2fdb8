"""What intensities are divided by where their own denominator is no measure of the business."""

from collections.abc import Hashable, Mapping, Sequence

import polars as pl

from cnesg.companies.issuer_groups import compared_groups
from cnesg.companies.peer_groups import industry_chain
from cnesg.framework.definitions.rules import OtherDenominator
from cnesg.framework.issuer_groups import IssuerGroups
from cnesg.framework.methodology import Methodology
from cnesg.imputation.estimates import typical
from cnesg.imputation.figures import FIGURE, NO_FIGURES
from cnesg.imputation.marketwide import MarketWide

Denominators = Mapping[str, Mapping[str, pl.DataFrame]]
"""By data point and metric, the figures that the data point's formula takes for the metric."""


def denominators(
    facts: Mapping[str, pl.DataFrame],
    companies: pl.DataFrame,
    methodology: Methodology,
    families: Sequence[IssuerGroups] = (),
    market: MarketWide | None = None,
    key: Hashable = None,
) -> Denominators:
    """What stands in for the denominators of the rules (`other_denominators`), and the denominators themselves.

    The other metric is multiplied by the median of the ratio of both in the company's industry, so that intensities
    keep their unit and their level. It stands in at the companies of the industries that the rules name, whatever they
    state, and where the denominator is stated as zero or less; where it is not stated, last year's ratio says more. A
    company of a named industry takes no ratio of the whole market; without one of its own it has no denominator.

    Args:
        facts: of one fiscal year, by fact name.
        companies: table COMPANIES, one row a company; of others what they state counts.
        methodology: rules and industries.
        families: peer groups of issuers without listed shares.
        market: other companies whose ratios count; by default there are none beside those of `facts`.
        key: what the facts are among those that the market is asked about.
    """
    market = market or MarketWide()
    groups = compared_groups(companies, methodology.industries, families)
    found: dict[str, dict[str, pl.DataFrame]] = {}
    for other in methodology.rules.other_denominators.instead:
        figures = _figures(other, facts, companies, groups, methodology, market, key)
        for code in other.data_points:
            found.setdefault(code, {})[other.metric] = figures
    return found


def _figures(
    other: OtherDenominator,
    facts: Mapping[str, pl.DataFrame],
    companies: pl.DataFrame,
    groups: pl.DataFrame,
    methodology: Methodology,
    market: MarketWide,
    key: Hashable,
) -> pl.DataFrame:
    chain = {code: {*industry_chain(code, methodology.industries)} for code in methodology.industries}
    named = [code for code, above in chain.items() if above & {*other.industries}]
    of_named = companies.filter(pl.col("industry").is_in(named))["company_id"].implode()
    stated = facts.get(other.metric, NO_FIGURES)
    own = stated.filter(pl.col("value") > 0)
    kept = own.filter(pl.col("company_id").is_in(of_named).not_())
    by = facts.get(other.by, NO_FIGURES).filter(pl.col("value") > 0)
    is_named = pl.col("company_id").is_in(of_named)
    widest = pl.col("order") == pl.col("order").max().over("company_id")
    ratios = own.join(by, on="company_id", suffix="_by").select(
        "company_id",
        pl.lit(other.metric).alias("data_point"),
        (pl.col("value") / pl.col("value_by")).alias("value"),
    )
    nothing = stated.filter(pl.col("value") <= 0)["company_id"].implode()
    wanted = by.filter(is_named | pl.col("company_id").is_in(nothing)).select(
        "company_id", pl.lit(other.metric).alias("data_point")
    )
    usable = ratios.filter(pl.col("value").is_finite() & (pl.col("value") > 0))
    of_metric = ("denominator", key, other.metric, other.data_points)
    typical_ratios = typical(
        market.gathered((*of_metric, "wanted"), wanted),
        market.gathered((*of_metric, "ratios"), usable),
        groups.filter((is_named & widest).not_()),
        methodology.rules,
        _stretched_by_ratio,
    )
    market.measured(of_metric, typical_ratios, wanted.select("company_id"))
    typical_ratios = market.mine(typical_ratios)
    return pl.concat([kept, _standing_in(other, by, typical_ratios, is_named)]).sort("company_id")


def _standing_in(other: OtherDenominator, by: pl.DataFrame, ratios: pl.DataFrame, is_named: pl.Expr) -> pl.DataFrame:
    """What stands in: in a named industry by definition, as sure as the metric it is made of; elsewhere an estimate."""
    told = pl.format(
        f"{other.metric} = {other.by} * {{}} (median(n={{}}) of {other.metric} / {other.by} in {{}})",
        "ratio",
        "count",
        "group",
    )
    ratio = ratios.select(
        "company_id",
        pl.col("value").alias("ratio"),
        pl.col("low").alias("least"),
        pl.col("high").alias("most"),
        "count",
        "group",
    )
    return (
        by.join(ratio, on="company_id", maintain_order="left")
        .with_columns(
            pl.col("value") * pl.col("ratio"),
            pl.col("low") * pl.when(is_named).then("ratio").otherwise("least"),
            pl.col("high") * pl.when(is_named).then("ratio").otherwise("most"),
            pl.when(is_named).then("origin").otherwise(pl.lit("derived")).alias("origin"),
            told.alias("method"),
        )
        .filter(pl.col("value").is_finite() & (pl.col("low") > 0) & pl.col("high").is_finite())
        .select(FIGURE.names())
    )


def _stretched_by_ratio(stretch: float) -> tuple[pl.Expr, pl.Expr]:
    """Least and greatest value, each as many times further from the median by its quotient: never zero."""
    low = pl.col("value") * (pl.col("low") / pl.col("value")) ** stretch
    return low, pl.col("value") * (pl.col("high") / pl.col("value")) ** stretch
