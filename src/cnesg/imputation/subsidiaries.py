"""Entries of official lists that a subsidiary has, as entries of the companies that control it."""

from datetime import date, datetime

import polars as pl

from cnesg.companies.control import controlled
from cnesg.framework.methodology import Methodology

VIA = "via"
"""Column of `with_entries_of_subsidiaries`: the subsidiary whose entry it is, null for the company's own."""


def with_entries_of_subsidiaries(
    observations: pl.DataFrame,
    relations: pl.DataFrame,
    methodology: Methodology,
    fiscal_year: int,
    as_of: datetime,
) -> pl.DataFrame:
    """The observations, and each list entry of a subsidiary once more for every company above that controls it.

    The relation must hold on the last day of the fiscal year, as the entry must, and have been known.

    Args:
        observations: rows of OBSERVATIONS.
        relations: table RELATIONS.
        methodology: whose rules say which share is control (`subsidiary_share`).
        fiscal_year: the year that is scored.
        as_of: relations published later do not count.

    Returns:
        The rows and `via`. An entry of a subsidiary keeps its id, and its text names the subsidiary, the share held and
        since when.
    """
    share = methodology.rules.subsidiary_share.value
    above = controlled(relations, as_of, date(fiscal_year, 12, 31), share)
    own = observations.with_columns(pl.lit(None, dtype=pl.String).alias(VIA))
    entries = (
        own.filter(pl.col("kind") == "list")
        .join(above, on="company_id", how="inner", maintain_order="left")
        .with_columns(
            pl.col("company_id").alias(VIA),
            pl.col("parent_id").alias("company_id"),
            pl.format("{}; {} {}", pl.col("text").fill_null(""), pl.lit("subsidiary/子公司"), "way").alias("text"),
        )
    )
    return pl.concat([own, entries.select(own.columns)])
