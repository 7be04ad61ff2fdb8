"""Which fiscal year is ranked when, and to which ranked year a company's own fiscal year belongs."""

from datetime import date, datetime

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


def may_count(fiscal_year: int, rules: Rules) -> pl.Expr:
    """Whether a row of OBSERVATIONS can have a part in the inputs of a fiscal year, so that others need not be read.

    Numbers and statements count for the year and, carried on or as what estimates are measured by, as many years after
    it as the rules carry (`carry_years`); derivations, denominators and averages rest on facts of one year. Their year
    is the fiscal year that they are for or the one in which their period ends, whichever `in_ranked_years` goes by.
    Entries of lists, events and analyses are dated by themselves and always read. Rows that state one fact, and
    decisions on them, have one period, so that all or none of them are read.

    Args:
        fiscal_year: the year whose inputs are wanted.
        rules: `carry_years`.
    """
    first = fiscal_year - int(rules.carry_years.value)
    ends = pl.col("valid_to").is_between(date(first, 1, 1), date(fiscal_year + 1, 12, 31))
    # Compared by order, not one by one, so that whole groups of rows of a Parquet file can be passed over.
    by_itself = (pl.col("kind") < min(_OF_A_YEAR)) | (pl.col("kind") > max(_OF_A_YEAR))
    return by_itself | pl.col("fiscal_year").is_between(first, fiscal_year) | ends


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
