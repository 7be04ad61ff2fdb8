"""Entries of official lists and registers that a subsidiary has, as those of the companies that control it."""

from collections.abc import Sequence
from datetime import date, datetime

import polars as pl

from cnesg.companies.control import controlled
from cnesg.framework.methodology import Methodology
from cnesg.framework.official_lists import load_official_lists
from cnesg.imputation.facts import EVIDENCE
from cnesg.model.periods import fiscal_period

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

    The relation must hold on the last day of the fiscal year, as the entry must, and have been known. Of registers that
    count for a group (penalties) a company above gets one figure for the year, its own entries and those of its
    subsidiaries, in the place of the count of its own; a figure that it states itself competes with it as with any
    imported one.

    Args:
        observations: rows of OBSERVATIONS.
        relations: table RELATIONS.
        methodology: whose rules say which share is control (`subsidiary_share`).
        fiscal_year: the year that is scored.
        as_of: relations published later do not count.

    Returns:
        The rows, `via` and `evidence`. An entry of a subsidiary keeps its id, and its text names the subsidiary, the
        share held and since when. Of a count for a group `evidence` has the ids of all entries and `conversion` the
        subsidiaries.
    """
    share = methodology.rules.subsidiary_share.value
    above = controlled(relations, as_of, date(fiscal_year, 12, 31), share)
    no_ids = pl.lit(None, dtype=pl.List(pl.String))
    own = observations.with_columns(pl.lit(None, dtype=pl.String).alias(VIA), no_ids.alias(EVIDENCE))
    entries = (
        own.filter(pl.col("kind") == "list")
        .join(above, on="company_id", how="inner", maintain_order="left")
        .with_columns(
            pl.col("company_id").alias(VIA),
            pl.col("parent_id").alias("company_id"),
            pl.format("{}; {} {}", pl.col("text").fill_null(""), pl.lit("subsidiary/子公司"), "way").alias("text"),
        )
    )
    counts = [one.counts for one in load_official_lists(methodology.folder).values() if one.counts and one.of_group]
    replaced, groups = _counts_of_groups(own, above, counts, fiscal_year)
    kept = own.filter(~pl.col("observation_id").is_in(replaced))
    return pl.concat([kept, entries.select(own.columns), groups.select(own.columns)])


def _counts_of_groups(
    own: pl.DataFrame, above: pl.DataFrame, metrics: Sequence[str], fiscal_year: int
) -> tuple[list[str], pl.DataFrame]:
    """Ids of the counts that companies above have of their own entries, and the rows that take their place."""
    of_year = pl.col("concept").is_in(metrics) & (pl.col("fiscal_year") == fiscal_year)
    events = own.filter(of_year & (pl.col("kind") == "event"))
    theirs = events.join(above, on="company_id", how="inner", maintain_order="left")
    if theirs.is_empty():
        return [], own.clear()
    parents = pl.col("company_id").is_in(theirs["parent_id"].implode())
    mine = events.filter(parents).with_columns(pl.col("company_id").alias("parent_id"), pl.lit("").alias("way"))
    # A count stands in the file of one of the entries that it counts; a figure given by itself in another.
    files = mine.select("company_id", "concept", "document").unique()
    counted = own.filter(of_year & (pl.col("kind") == "quantity") & (pl.col("method") == "import") & parents)
    replaced = counted.join(files, on=["company_id", "concept", "document"], how="semi")["observation_id"].to_list()
    every = pl.concat([mine, theirs.select(mine.columns)]).sort("available_at", "position", "observation_id")
    ways = pl.col("way").filter(pl.col("way") != "")
    told = pl.format(
        "register: {} of its own, {} of subsidiaries/子公司 {}",
        (pl.col("way") == "").sum(),
        ways.len(),
        ways.unique().sort().str.join("; "),
    )
    first, last = fiscal_period(fiscal_year)
    rows = every.group_by("parent_id", "concept", maintain_order=True).agg(
        pl.exclude("company_id", "parent_id", "concept", "way", EVIDENCE, VIA, "conversion", "value").last(),
        pl.len().cast(pl.Float64()).alias("value"),
        pl.col("company_id").filter(pl.col("way") != "").last().alias(VIA),
        pl.col("observation_id").sort().alias(EVIDENCE),
        told.alias("conversion"),
    )
    return replaced, rows.rename({"parent_id": "company_id"}).with_columns(
        pl.lit("quantity").alias("kind"),
        pl.col("value").alias("canonical_value"),
        pl.lit("cases").alias("unit"),
        pl.lit(None, dtype=pl.String).alias("text"),
        pl.lit(first).alias("valid_from"),
        pl.lit(last).alias("valid_to"),
    )
