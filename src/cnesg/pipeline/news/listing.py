"""What news were known at any second, and what they tell of whom."""

from datetime import datetime

import polars as pl

from cnesg.pipeline.workspace import Workspace

_ITEM = ("published_at", "available_at", "news_id", "source", "title", "url", "language")
_TOLD = ("company_id", "role", "code", "standing", "polarity", "incident_quote")


def known_news(
    workspace: Workspace, as_of: datetime, company_id: str | None = None, at: int | None = None
) -> pl.DataFrame:
    """The items that the market knew at an instant, newest first.

    Args:
        workspace: where they are.
        as_of: an instant with its zone; what became known later is left out.
        company_id: only those that name this company.
        at: only what the store held at that position.

    Returns:
        One row for each item, company and incident: when it was published and known, `news_id`, `source`, `title` (the
        beginning of the text where there is none), `url`, `language`, `company_id`, `role`, `code`, `standing`,
        `polarity`, `incident_quote`; what nobody is named in has one row without a company.
    """
    mine = pl.lit(value=True) if company_id is None else pl.col("company_id") == company_id
    mentions = workspace.store.read("mentions", as_of=as_of, at=at, where=mine, columns=["news_id", *_TOLD])
    where = pl.lit(value=True) if company_id is None else pl.col("news_id").is_in(mentions["news_id"].implode())
    news = workspace.store.read("news", as_of=as_of, at=at, where=where, columns=[*_ITEM, "text"])
    beginning = pl.col("text").str.slice(0, 80)
    titled = news.with_columns(title=pl.when(pl.col("title") == "").then(beginning).otherwise("title"))
    told = titled.join(mentions, on="news_id", how="left", maintain_order="left").select(*_ITEM, *_TOLD)
    return told.sort("published_at", "news_id", "company_id", "code", descending=[True, False, False, False])
