"""Scores against the month before: means, moves, ranks and sentinels."""

import polars as pl

from cnesg.quality.findings import MARKET
from cnesg.quality.measures.registry import NOTHING, ids, measure
from cnesg.quality.month import Month

_SENTINELS = 3
_GRADES = 2
_TOP = 0.8


def _dimension_scores(month: Month) -> pl.DataFrame:
    return month.table("scores").filter(
        pl.col("code").str.len_chars() == 1, pl.col("kind") == "synthetic", pl.col("score").is_not_null()
    )


def _moves(month: Month) -> pl.DataFrame:
    """Companies of both months with `move` of the total, `churn` of the percentile and `steps` between grades."""
    past = month.comparable.rated if month.comparable else month.rated.clear()
    then = past.select(
        "company_id",
        pl.col("score").alias("past"),
        pl.col("percentile").alias("past_percentile"),
        pl.col("coverage").alias("past_coverage"),
        pl.col("grade").alias("past_grade"),
        pl.col("peer_group").alias("past_group"),
    )
    return month.rated.join(then, on="company_id").with_columns(
        (pl.col("score") - pl.col("past")).alias("move"),
        (pl.col("percentile") - pl.col("past_percentile")).abs().alias("churn"),
    )


@measure("market", of_year=True)
def total_mean(month: Month) -> pl.DataFrame:
    """Mean of the totals."""
    return month.rated.select(pl.col("score").mean().alias("value"), pl.len().alias("base"))


@measure("indicator", of_year=True)
def dimension_mean(month: Month) -> pl.DataFrame:
    """Mean score of a dimension."""
    return (
        _dimension_scores(month)
        .group_by(pl.col("code").alias("place"))
        .agg(pl.col("score").mean().alias("value"), pl.len().alias("base"))
    )


@measure("indicator", of_year=True)
def issue_mean(month: Month) -> pl.DataFrame:
    """Mean score of a Level I issue."""
    rows = month.table("scores").filter(pl.col("code").str.len_chars() == 3, pl.col("kind") == "synthetic")
    return rows.group_by(pl.col("code").alias("place")).agg(
        pl.col("score").mean().alias("value"), pl.len().alias("base")
    )


@measure("industry", "companies", of_year=True)
def industry_mean(month: Month) -> pl.DataFrame:
    """Mean total of a Level I industry."""
    return month.rated.group_by(pl.col("sector").alias("place")).agg(
        pl.col("score").mean().alias("value"), pl.len().alias("base"), ids("company_id")
    )


@measure("company", "companies", of_year=True)
def company_total(month: Month) -> pl.DataFrame:
    """A company's total, to be held against those of which something came since the month before, or nothing, as of it.

    In the season scores move because companies report; whose silence ends moves otherwise than who stays silent.
    """
    told = month.since_before.select("company_id", group=pl.lit("told")).unique()
    return month.rated.join(told, on="company_id", how="left").select(
        pl.col("company_id").alias("place"),
        pl.col("score").alias("value"),
        pl.concat_list("company_id").alias("evidence"),
        pl.col("group").fill_null("silent"),
    )


@measure("company", "companies", of_year=True)
def company_move(month: Month) -> pl.DataFrame:
    """By how many points a company's total moved against the median move of its Level I industry."""
    usual = pl.col("move").median().over("sector")
    return _moves(month).select(
        pl.col("company_id").alias("place"),
        (pl.col("move") - usual).alias("value"),
        pl.len().over("sector").alias("base"),
        pl.concat_list("company_id").alias("evidence"),
    )


@measure("market", "companies", of_year=True)
def ratings_lost(month: Month) -> pl.DataFrame:
    """Per cent of the companies rated the month before that are scored still and not rated any more."""
    past = month.comparable.rated if month.comparable else month.rated.clear()
    rows = month.totals.join(past.select("company_id"), on="company_id", how="semi")
    lost = pl.col("score").is_null()
    return rows.select(
        (100 * lost.mean()).alias("value"),
        pl.len().alias("base"),
        pl.col("company_id").filter(lost).sort().implode().alias("evidence"),
    )


@measure("market", of_year=True)
def rank_churn(month: Month) -> pl.DataFrame:
    """Mean change of the percentile among peers, in points of 100, beside companies whose peers changed."""
    rows = _moves(month).filter(pl.col("peer_group") == pl.col("past_group"))
    return rows.select((100 * pl.col("churn").mean()).alias("value"), pl.len().alias("base"))


@measure("industry", "companies", of_year=True)
def industry_churn(month: Month) -> pl.DataFrame:
    """The same within a Level I industry."""
    return (
        _moves(month)
        .group_by(pl.col("sector").alias("place"))
        .agg((100 * pl.col("churn").mean()).alias("value"), pl.len().alias("base"), ids("company_id"))
    )


@measure("market", "companies", of_year=True)
def top_fifth_left(month: Month) -> pl.DataFrame:
    """Per cent of the best fifth of the month before that are no longer among the best fifth."""
    rows = _moves(month).with_columns(
        *((pl.col(name).rank() / pl.len()).alias(f"{name}_place") for name in ("score", "past"))
    )
    top = rows.filter(pl.col("past_place") > _TOP)
    gone = pl.col("score_place") <= _TOP
    return top.select(
        (100 * gone.mean()).alias("value"),
        pl.len().alias("base"),
        pl.col("company_id").filter(gone).sort().implode().alias("evidence"),
    )


@measure("market", "companies", of_year=True)
def grade_moves(month: Month) -> pl.DataFrame:
    """Per cent of the companies whose grade moved."""
    rows = _moves(month)
    moved = pl.col("grade") != pl.col("past_grade")
    return rows.select(
        (100 * moved.mean()).alias("value"),
        pl.len().alias("base"),
        pl.col("company_id").filter(moved).sort().implode().alias("evidence"),
    )


@measure("company", "companies", of_year=True)
def sentinel_moves(month: Month) -> pl.DataFrame:
    """By how much the totals of the sentinels moved: of each Level I industry the companies known best a month ago."""
    rows = _moves(month)
    known = pl.struct(-pl.col("past_coverage"), pl.col("company_id")).rank("ordinal").over("sector")
    return rows.filter(known <= _SENTINELS).select(
        pl.col("company_id").alias("place"),
        pl.col("move").abs().alias("value"),
        pl.concat_list("company_id").alias("evidence"),
    )


@measure("market", of_year=True)
def interval_width(month: Month) -> pl.DataFrame:
    """Mean width of the totals' intervals."""
    width = (pl.col("high") - pl.col("low")).mean()
    return month.rated.select(width.alias("value"), pl.len().alias("base"))


@measure("market", of_year=True)
def market_peers(month: Month) -> pl.DataFrame:
    """Per cent of the placements by quartiles that are held against the whole market for lack of peers."""
    rows = month.table("parts").filter(pl.col("rule") == "relative", pl.col("peer_group").is_not_null())
    if rows.is_empty():
        return NOTHING
    whole = (pl.col("peer_group") == "MARKET").mean()
    return rows.select(pl.lit(MARKET).alias("place"), (100 * whole).alias("value"), pl.len().alias("base"))


@measure("indicator", of_year=True)
def flat_points(month: Month) -> pl.DataFrame:
    """Per cent of the companies that share the most frequent score of a Level II indicator."""
    rows = month.table("scores").filter(pl.col("code").str.len_chars() == 5, pl.col("kind") == "synthetic")
    count = pl.col("score").round(6).value_counts().struct.field("count").max()
    return rows.group_by(pl.col("code").alias("place")).agg(
        (100 * count / pl.len()).alias("value"), pl.len().alias("base")
    )
