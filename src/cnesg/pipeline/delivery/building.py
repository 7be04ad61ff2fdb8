"""From a month's basis to the tables of each product."""

from collections.abc import Callable, Mapping

import polars as pl

from cnesg.errors import InputError
from cnesg.framework.incidents import load_incidents
from cnesg.pipeline.delivery.basis import Built, MonthBasis
from cnesg.pipeline.delivery.bonds import green_bonds, issuer_scores
from cnesg.pipeline.delivery.funds import fund_scores, green_funds
from cnesg.pipeline.delivery.segments import segment_mapping
from cnesg.products.scores import score_tables
from cnesg.products.sentiment import sentiment_tables


def market_scores(basis: MonthBasis, market: str) -> Built:
    """Scores of the companies of a market.

    Raises:
        InputError: the run scored none.
    """
    companies = basis.of_market(market)
    if companies.is_empty():
        raise InputError.of("delivery.no_companies", market=market, month=basis.label)
    tables = score_tables(basis.scores, companies, basis.industry_names)
    return Built(tables, companies=tuple(companies["company_id"].sort()))


def market_sentiment(basis: MonthBasis, market: str) -> Built:
    """Sentiment of the companies of a market, of the newest computation up to the run's day.

    Raises:
        InputError: none was computed in the month.
    """
    rows = basis.workspace.store.read("sentiment", where=pl.col("as_of") == basis.instant)
    if rows.is_empty():
        raise InputError.of("delivery.no_sentiment", month=basis.label, as_of=basis.as_of)
    newest = rows.sort("position")["sentiment_id"][-1]
    events = basis.workspace.store.read("events", where=pl.col("sentiment_id") == newest)
    types = {code: kind.name for code, kind in load_incidents(basis.methodology.folder).types.items()}
    companies = basis.of_market(market)
    tables = sentiment_tables(rows.filter(pl.col("sentiment_id") == newest), events, companies, types)
    return Built(tables, notes={"sentiment_id": newest})


BUILDERS: Mapping[str, Callable[[MonthBasis], Built]] = {
    "a-share-scores": lambda basis: market_scores(basis, "a-share"),
    "a-share-sentiment": lambda basis: market_sentiment(basis, "a-share"),
    "hk-scores": lambda basis: market_scores(basis, "hk"),
    "bond-issuer-scores": issuer_scores,
    "fund-scores": fund_scores,
    "strategic-industries": lambda basis: segment_mapping(basis, "strategic-industries"),
    "green-revenue": lambda basis: segment_mapping(basis, "green-revenue"),
    "green-funds": green_funds,
    "green-bonds": green_bonds,
}
