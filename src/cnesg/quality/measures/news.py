"""News by medium: how many, how new, how often the same, whose they are and how they sound."""

import polars as pl

from cnesg.quality.findings import MARKET
from cnesg.quality.measures.registry import NOTHING, ids, measure, share
from cnesg.quality.month import Month


def _news(month: Month) -> pl.DataFrame:
    return month.of_month(month.table("news"), "available_at")


def _mentions(month: Month) -> pl.DataFrame:
    """One row a mention of the month's news, with its medium."""
    media = _news(month).select("news_id", "source")
    rows = month.table("mentions").unique(["news_id", "mention"], keep="first", maintain_order=True)
    return rows.join(media, on="news_id")


@measure("source", "news")
def news_items(month: Month) -> pl.DataFrame:
    """News of a medium in the month."""
    return (
        _news(month)
        .group_by(pl.col("source").alias("place"))
        .agg(pl.len().alias("value"), pl.len().alias("base"), ids("news_id"))
    )


@measure("market")
def news_total(month: Month) -> pl.DataFrame:
    """News of the month."""
    if month.table("news").is_empty():
        return NOTHING
    return _news(month).select(pl.len().alias("value"), pl.len().alias("base"))


@measure("source")
def news_age(month: Month) -> pl.DataFrame:
    """Days since a medium's last news."""
    days = (pl.lit(month.as_of) - pl.col("published_at").max()).dt.total_seconds() / 86400
    return (
        month.table("news").group_by(pl.col("source").alias("place")).agg(days.alias("value"), pl.len().alias("base"))
    )


@measure("source", "news")
def news_repeated(month: Month) -> pl.DataFrame:
    """Share of a medium's news of the month whose words it had published before."""
    words = pl.col("title") + pl.col("text")
    rows = month.table("news").sort("published_at", "news_id").with_columns(words.hash(0).alias("words"))
    again = pl.col("words").cum_count().over("source", "words") > 1
    rows = month.of_month(rows.with_columns(again.alias("again")), "available_at")
    return rows.group_by(pl.col("source").alias("place")).agg(
        share(pl.col("again")),
        pl.len().alias("base"),
        pl.col("news_id").filter(pl.col("again")).sort().alias("evidence"),
    )


@measure("market", "news")
def news_of_one(month: Month) -> pl.DataFrame:
    """Share of the month's news that come from one medium."""
    rows = _news(month)
    if rows.is_empty():
        return NOTHING
    most = rows["source"].value_counts(sort=True).row(0)
    return pl.DataFrame(
        {
            "place": [MARKET],
            "value": [most[1] / rows.height],
            "base": [float(rows.height)],
            "evidence": [rows.filter(pl.col("source") == most[0])["news_id"].sort().to_list()],
        }
    )


@measure("source", "news")
def news_of_companies(month: Month) -> pl.DataFrame:
    """Share of a medium's news that name a company of the register; the others are the evidence."""
    named = month.table("mentions").filter(pl.col("company_id").is_not_null()).select("news_id", named=True).unique()
    rows = _news(month).join(named, on="news_id", how="left")
    nobody = pl.col("named").is_null()
    return rows.group_by(pl.col("source").alias("place")).agg(
        share(~nobody), pl.len().alias("base"), pl.col("news_id").filter(nobody).sort().alias("evidence")
    )


@measure("source")
def news_polarity(month: Month) -> pl.DataFrame:
    """Mean polarity of a medium's mentions."""
    return (
        _mentions(month)
        .group_by(pl.col("source").alias("place"))
        .agg(pl.col("polarity").mean().alias("value"), pl.len().alias("base"))
    )


@measure("market")
def news_negative(month: Month) -> pl.DataFrame:
    """Share of the month's mentions that are bad news of their subject."""
    rows = _mentions(month)
    return rows.select(share(pl.col("negative")), pl.len().alias("base")) if rows.height else NOTHING


@measure("company", "news")
def news_of_company(month: Month) -> pl.DataFrame:
    """News of the month in which a company is named."""
    rows = _mentions(month).filter(pl.col("company_id").is_not_null())
    count = pl.col("news_id").n_unique()
    return rows.group_by(pl.col("company_id").alias("place")).agg(
        count.alias("value"), count.alias("base"), ids("news_id")
    )


@measure("source", "news")
def news_foretold(month: Month) -> pl.DataFrame:
    """News of a medium that it published after we had them."""
    rows = _news(month).filter(pl.col("published_at") > pl.col("available_at"))
    return rows.group_by(pl.col("source").alias("place")).agg(
        pl.len().alias("value"), pl.len().alias("base"), ids("news_id")
    )


@measure("market")
def sentiment_companies(month: Month) -> pl.DataFrame:
    """Companies with a sentiment on the day of the run."""
    rows = month.table("sentiment").filter(pl.col("level") == "total")
    return rows.select(pl.len().alias("value"), pl.len().alias("base")) if rows.height else NOTHING


@measure("market")
def sentiment_mean(month: Month) -> pl.DataFrame:
    """Mean sentiment of the companies that have one."""
    rows = month.table("sentiment").filter(pl.col("level") == "total")
    return rows.select(pl.col("score").mean().alias("value"), pl.len().alias("base")) if rows.height else NOTHING
