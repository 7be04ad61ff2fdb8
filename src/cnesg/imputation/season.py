"""Which fiscal year is ranked when, and to which ranked year a company's own fiscal year belongs."""

from datetime import datetime

import polars as pl

from cnesg.framework.definitions import Rules
from cnesg.model.periods import SHANGHAI

_OF_A_YEAR = ("quantity", "statement")  # events, lists and analyses are dated by themselves
_SHORTEST_YEAR = 330  # days; companies that move their year's end report on eleven months


def ranked_year(instant: datetime, rules: Rules) -> int:
    """The fiscal year that all companies are ranked on at an instant.

    From the month of the cut-over on it is the one that ended last calendar year, until then the one before.
    """
    local = instant.astimezone(SHANGHAI)
    begun = [step for step in rules.season.cut_overs if step.since <= local.year]
    month = (begun or rules.season.cut_overs[:1])[-1].month
    return local.year - (1 if local.month >= month else 2)


def in_ranked_years(observations: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """The observations with the ranked year in place of the company's own fiscal year.

    A fiscal year belongs to the calendar year in which it ends, or to the one before if it ends before the month that
    the rules name. Figures of part of a year keep the year that they were given.

    Args:
        observations: rows of OBSERVATIONS.
        rules: `year_end_month`.
    """
    last = pl.col("valid_to")
    whole_year = (last - pl.col("valid_from")).dt.total_days() >= _SHORTEST_YEAR
    early = last.dt.month().cast(pl.Int64) < int(rules.year_end_month.value)
    ranked = last.dt.year().cast(pl.Int64) - early.cast(pl.Int64)
    return observations.with_columns(
        pl.when(pl.col("kind").is_in(_OF_A_YEAR) & whole_year)
        .then(ranked)
        .otherwise("fiscal_year")
        .alias("fiscal_year")
    )
