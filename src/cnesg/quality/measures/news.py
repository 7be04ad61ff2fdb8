"""News by medium: how many, how new, how often the same, whose they are and how they sound."""

import polars as pl

from cnesg.quality.findings import MARKET
from cnesg.quality.measures.registry import NOTHING, ids, ids_where, measure, publication_month, share
from cnesg.quality.month import Month


def _news(month: Month) -> pl.DataFrame:
    """News that no earlier check has looked at, whenever they came out."""
    return month.entered(month.table("news"))


def _of_month(month: Month) -> pl.DataFrame:
    """News that came out in the month, for how many there are."""
    return month.of_month(month.table("news"), "available_at")


def _mentions(month: Month) -> pl.DataFrame:
    """One row a mention, with its medium."""
    media = month.table("news").select("news_id", "source")
    rows = month.table("mentions").unique(["news_id", "mention"], keep="first", maintain_order=True)
    return rows.join(media, on="news_id", maintain_order="left")


def _by_month(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(publication_month().alias("part"))


def _months(month: Month) -> list[str]:
    """The months of publication that have news which no earlier check has looked at."""
    return _news(month).select(publication_month()).to_series().unique().sort().to_list()


def _beside_month_before(month: Month, measured: pl.DataFrame) -> pl.DataFrame:
    """Numbers by place and month of publication, each beside that of the month before; only of months with new news."""
    later = pl.col("part").str.to_date("%Y-%m").dt.offset_by("1mo").dt.strftime("%Y-%m")
    past = measured.select("place", later.alias("part"), then="value", base_then="base")
    return measured.filter(pl.col("part").is_in(_months(month))).join(past, on=["place", "part"])


@measure("source", "news")
def news_items(month: Month) -> pl.DataFrame:
    """News of a medium in the month."""
    return (
        _of_month(month)
        .group_by(pl.col("source").alias("place"))
        .agg(pl.len().alias("value"), pl.len().alias("base"), ids("news_id"))
    )


@measure("source", "news")
def news_flood(month: Month) -> pl.DataFrame:
    """News of a medium in each month of publication that has new ones, held against the month before that."""
    rows = _by_month(month.table("news"))
    count = pl.len().alias("value"), pl.len().alias("base"), ids("news_id")
    return _beside_month_before(month, rows.group_by(pl.col("source").alias("place"), "part").agg(count))


@measure("market")
def news_total(month: Month) -> pl.DataFrame:
    """News of the month."""
    if month.table("news").is_empty():
        return NOTHING
    return _of_month(month).select(pl.len().alias("value"), pl.len().alias("base"))


@measure("source")
def news_age(month: Month) -> pl.DataFrame:
    """Days since a medium's last news."""
    days = (pl.lit(month.as_of) - pl.col("published_at").max()).dt.total_seconds() / 86400
    return (
        month.table("news").group_by(pl.col("source").alias("place")).agg(days.alias("value"), pl.len().alias("base"))
    )


@measure("source", "news")
def news_repeated(month: Month) -> pl.DataFrame:
    """Share of a medium's new news of a month of publication whose words it had published before."""
    words = pl.col("title") + pl.col("text")
    rows = month.table("news").sort("published_at", "news_id").with_columns(words.hash(0).alias("words"))
    again = pl.col("words").cum_count().over("source", "words") > 1
    rows = month.entered(rows.with_columns(again.alias("again")))
    rows = rows.with_columns(publication_month().alias("part"))
    return rows.group_by(pl.col("source").alias("place"), "part").agg(
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
    """Share of a medium's news that name a company of the register, beside the month before; evidence: the others."""
    named = month.table("mentions").filter(pl.col("company_id").is_not_null()).select("news_id", named=True).unique()
    rows = _by_month(month.table("news").join(named, on="news_id", how="left"))
    nobody = pl.col("named").is_null()
    shares = rows.group_by(pl.col("source").alias("place"), "part").agg(
        share(~nobody), pl.len().alias("base"), ids_where(nobody, "news_id")
    )
    return _beside_month_before(month, shares)


@measure("source")
def news_polarity(month: Month) -> pl.DataFrame:
    """Mean polarity of a medium's mentions, beside the month before."""
    means = (
        _by_month(_mentions(month))
        .group_by(pl.col("source").alias("place"), "part")
        .agg(pl.col("polarity").mean().alias("value"), pl.len().alias("base"))
    )
    return _beside_month_before(month, means)


@measure("market")
def news_negative(month: Month) -> pl.DataFrame:
    """Share of the mentions that are bad news of their subject, beside the month before."""
    rows = _by_month(_mentions(month)).with_columns(pl.lit(MARKET).alias("place"))
    shares = rows.group_by("place", "part").agg(share(pl.col("negative")), pl.len().alias("base"))
    return _beside_month_before(month, shares)


@measure("company", "news")
def news_of_company(month: Month) -> pl.DataFrame:
    """News of a month of publication, with new ones among them, in which a company is named."""
    rows = _by_month(_mentions(month)).filter(pl.col("company_id").is_not_null(), pl.col("part").is_in(_months(month)))
    count = pl.col("news_id").n_unique()
    return rows.group_by(pl.col("company_id").alias("place"), "part").agg(
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
