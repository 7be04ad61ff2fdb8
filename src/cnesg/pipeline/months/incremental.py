"""A month's inputs from those of the month before: companies whose facts changed, and who rests on them, anew."""

from dataclasses import dataclass

import polars as pl

from cnesg.imputation import Collected, EntangledError, MarketWide
from cnesg.pipeline.runs.basis import ScoringBasis, estimated_inputs

_MOST = 0.3
"""Share of companies beyond which computing some of them costs as much as computing all."""


@dataclass(frozen=True)
class MonthInputs:
    """Inputs of one month, and what the next month's can start from.

    Attributes:
        facts: the observations that they were selected from.
        inputs: table INPUTS, estimates included.
        collected: what estimates rest on.
        anew: how many companies were computed, averages apart; None for all.
    """

    facts: pl.DataFrame
    inputs: pl.DataFrame
    collected: Collected
    anew: int | None = None


def whole_inputs(facts: pl.DataFrame, basis: ScoringBasis) -> MonthInputs:
    """The inputs of all companies; arguments as for `estimated_inputs`."""
    market = MarketWide()
    return MonthInputs(facts, estimated_inputs(facts, basis, market=market), market.collected)


def changed_inputs(facts: pl.DataFrame, basis: ScoringBasis, before: MonthInputs) -> MonthInputs:
    """The inputs of all companies, those that can't have changed as they were: the same to the bit as `whole_inputs`.

    Anew are the companies of which a fact came, went or changed, and those whose intervals or denominators rest on
    what that changed in others; of averages all, as the smallest change of one value may move them.

    Args:
        facts: the month's observations.
        basis: what the month is computed from; the companies, year, industries and factors of `before`.
        before: the month before.
    """
    companies = changed_companies(before.facts, facts)
    while companies.len() <= _MOST * basis.companies.height:
        market = MarketWide(before.collected, companies)
        try:
            inputs = estimated_inputs(market.mine(facts), basis, market=market)
        except EntangledError as error:
            if error.companies is None:
                break
            companies = error.companies
        else:
            return MonthInputs(facts, inputs, market.collected, companies.len())
    return whole_inputs(facts, basis)


def changed_companies(before: pl.DataFrame, now: pl.DataFrame) -> pl.Series:
    """The companies that have not the same rows in both tables, in whatever order; sorted."""
    one, other = (_hashed(rows) for rows in (before, now.select(before.columns)))
    both = one.join(other, on=["company_id", "row"], how="full", nulls_equal=True, coalesce=True)
    differs = both.filter(pl.col("count").ne_missing(pl.col("count_right")))
    return differs["company_id"].unique().sort()


def _hashed(rows: pl.DataFrame) -> pl.DataFrame:
    """Of each company its rows as hashes, and how often each is there."""
    hashes = rows.select("company_id").with_columns(rows.hash_rows().alias("row"))
    return hashes.group_by("company_id", "row").agg(pl.len().alias("count"))
