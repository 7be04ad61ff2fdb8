"""Where companies are listed, what befell their shares, and who belongs to the market on a day."""

from datetime import datetime

import polars as pl

from cnesg.companies.dated import holds_on, known_rows
from cnesg.companies.particulars import companies_as_of

KEY = ("company_id", "code", "status", "valid_from")
RELATION_KEY = ("company_id", "parent_id", "valid_from")


def universe(companies: pl.DataFrame, listings: pl.DataFrame, as_of: datetime) -> pl.DataFrame:
    """The companies that a run scores: those there were on the day, also the ones delisted since.

    Args:
        companies: table COMPANIES.
        listings: table LISTINGS.
        as_of: the instant, with zone; rows published later do not count.

    Returns:
        Rows of `companies_as_of`. A company of which a listing was known by then must be listed on that day, under any
        code; a suspended one is. Of which none was known, as of issuers of bonds, the table of companies alone says
        whether it is there.
    """
    listed = known_rows(listings, KEY, as_of).filter(pl.col("status") == "listed")
    on_the_day = listed.filter(holds_on(as_of))["company_id"]
    gone = listed.filter(~pl.col("company_id").is_in(on_the_day.to_list()))["company_id"]
    return companies_as_of(companies, as_of).filter(~pl.col("company_id").is_in(gone.to_list()))


def listings_as_of(listings: pl.DataFrame, as_of: datetime) -> pl.DataFrame:
    """Every code that is listed on the day, with what befalls it.

    Returns:
        `company_id`, `code`, `listed_since` and `states` (suspended, special-treatment, delisting-risk or
        delisting-period; empty for none), sorted so.
    """
    now = known_rows(listings, KEY, as_of).filter(holds_on(as_of))
    listed = now.filter(pl.col("status") == "listed").group_by("company_id", "code").agg(pl.col("valid_from").max())
    states = (
        now.filter(pl.col("status") != "listed")
        .group_by("company_id", "code")
        .agg(pl.col("status").unique().sort().alias("states"))
    )
    joined = listed.join(states, on=["company_id", "code"], how="left")
    return joined.select(
        "company_id",
        "code",
        pl.col("valid_from").alias("listed_since"),
        pl.col("states").fill_null(pl.lit([], dtype=pl.List(pl.String))),
    ).sort("company_id", "code")


def relations_as_of(relations: pl.DataFrame, as_of: datetime) -> pl.DataFrame:
    """Which company belongs to which on the day: rows of table RELATIONS, sorted by company and parent."""
    now = known_rows(relations, RELATION_KEY, as_of).filter(holds_on(as_of))
    # Of two spans that overlap the one that began later counts.
    return now.unique(["company_id", "parent_id"], keep="last", maintain_order=True)


def code_conflicts(listings: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Codes that two companies would have on one day, as far as all rows tell.

    Args:
        listings: table LISTINGS as the workspace has it.
        new: rows to be added, with `row`, the number in their file, and `position` after all that are stored.

    Returns:
        `row`, `code`, `other` (the other company) and `day`, the first on which both have it; sorted by row.
    """
    both = pl.concat([listings.select(new.drop("row").columns), new.drop("row")])
    latest = both.sort("available_at", "position").unique(list(KEY), keep="last", maintain_order=True)
    listed = latest.filter(pl.col("status") == "listed").select("company_id", "code", "valid_from", "valid_to")
    standing = new.select("row", *KEY).join(listed, on=["company_id", "code", "valid_from"], how="inner")
    pairs = standing.filter(pl.col("status") == "listed").join(listed, on="code", suffix="_other")
    first = pl.max_horizontal("valid_from", "valid_from_other")
    overlap = (pl.col("valid_to").is_null() | (pl.col("valid_to") >= first)) & (
        pl.col("valid_to_other").is_null() | (pl.col("valid_to_other") >= first)
    )
    clashes = pairs.filter((pl.col("company_id") != pl.col("company_id_other")) & overlap)
    return clashes.select("row", "code", pl.col("company_id_other").alias("other"), first.alias("day")).sort("row")
