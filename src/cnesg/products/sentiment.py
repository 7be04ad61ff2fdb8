"""The sentiment delivery: one row a company, and the events behind it."""

from collections.abc import Mapping

import polars as pl

from cnesg.framework import TOTAL
from cnesg.framework.definitions.base import Name


def sentiment_tables(
    sentiment: pl.DataFrame, events: pl.DataFrame, companies: pl.DataFrame, types: Mapping[str, Name]
) -> dict[str, pl.DataFrame]:
    """The tables `sentiment` and `events` of companies.

    Args:
        sentiment: rows of SENTIMENT of one computation.
        events: rows of EVENTS of it.
        companies: table COMPANIES, those that the delivery is about; of whom nothing was told has an empty score.
        types: names of incident types by code.

    Returns:
        `sentiment`: total and dimensions, -100 to 100. `events`: emotion, heat and attenuation of each, without the
        words of the news, which are others' property.
    """
    particulars = companies.select("company_id", "code", "name_zh", "name_en")
    total = sentiment.filter(pl.col("code") == TOTAL).select("company_id", "score", "events", "latest")
    table = particulars.join(total, on="company_id", how="left").with_columns(pl.col("events").fill_null(0))
    for dimension in "ESG":
        one = sentiment.filter(pl.col("code") == dimension)
        table = table.join(
            one.select("company_id", pl.col("score").alias(f"{dimension.lower()}_score")), on="company_id", how="left"
        )
    mine = events.join(particulars.select("company_id"), on="company_id", how="semi")
    strongest = (
        mine.sort(-pl.col("score").abs(), "event")
        .unique("company_id", keep="first", maintain_order=True)
        .select("company_id", pl.col("event").alias("strongest_event"), pl.col("code").alias("strongest_type"))
    )
    named = pl.DataFrame(
        [{"type": code, "type_zh": name.zh, "type_en": name.en} for code, name in types.items()],
        schema={"type": pl.String, "type_zh": pl.String, "type_en": pl.String},
    )
    told = mine.select(
        "event",
        "company_id",
        pl.col("code").alias("type"),
        *("first_at", "first_source", "accounts", "polarity", "gravity", "influence", "emotion"),
        *("heat", "attenuation", "score"),
    ).join(named, on="type", how="left")
    return {"sentiment": table.join(strongest, on="company_id", how="left"), "events": told}
