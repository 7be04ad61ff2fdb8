"""Score deliveries: one row a company with total, dimensions and Level I, and all indicators below in a long table."""

from collections.abc import Iterable

import polars as pl

from cnesg.framework import TOTAL
from cnesg.model.tables import ADJUSTED

DIMENSIONS = ("E", "S", "G")
_FIGURES = ("score", "low", "high", "coverage", "confirmed_share", "estimated_share")
_PARTICULARS = ("company_id", "code", "name_zh", "name_en", "industry")


def score_tables(scores: pl.DataFrame, companies: pl.DataFrame, names: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The tables `scores` and `indicators` of companies.

    Args:
        scores: rows of SCORES of one run.
        companies: table COMPANIES, one row a company, those that the delivery is about; `code` may be null.
        names: `industry`, `industry_zh`, `industry_en`.

    Returns:
        `scores`: company, total with place among peers (empty where it is not rated, with the reason in `no_score`),
        disclosure, performance and controversy-adjusted total, dimensions (`e_score`, ...), Level I (`e01`, ...).
        `indicators`: synthetic Level I and II. Numbers 0 to 100, shares 0 to 1.
    """
    mine = scores.join(companies.select("company_id"), on="company_id", how="semi")
    synthetic = mine.filter(pl.col("kind") == "synthetic")
    total = synthetic.filter(pl.col("code") == TOTAL)
    table = (
        total.select(
            "company_id",
            pl.col("as_of").dt.convert_time_zone("Asia/Shanghai").dt.date().alias("as_of"),
            *_FIGURES,
            *("no_score", "grade", "peer_group", "peer_count", "rank", "percentile"),
        )
        .join(companies.select(_PARTICULARS), on="company_id", how="left")
        .join(names, on="industry", how="left")
    )
    for kind in ("disclosure", "performance"):
        one = mine.filter((pl.col("code") == TOTAL) & (pl.col("kind") == kind))
        table = table.join(
            one.select("company_id", pl.col("score").alias(f"{kind}_score")), on="company_id", how="left"
        )
    adjusted = mine.filter((pl.col("code") == TOTAL) & (pl.col("kind") == ADJUSTED))
    columns = [pl.col(name).alias(f"{ADJUSTED}_{name}") for name in ("score", "grade")]
    table = table.join(adjusted.select("company_id", *columns), on="company_id", how="left")
    for dimension in DIMENSIONS:
        one = synthetic.filter(pl.col("code") == dimension)
        columns = [pl.col(name).alias(f"{dimension.lower()}_{name}") for name in (*_FIGURES, "grade")]
        table = table.join(one.select("company_id", *columns), on="company_id", how="left")
    issues = synthetic.filter(pl.col("code").str.contains(r"^[ESG]\d\d$"))
    if issues.height:
        wide = issues.with_columns(pl.col("code").str.to_lowercase()).pivot(
            "code", index="company_id", values="score", sort_columns=True
        )
        table = table.join(wide, on="company_id", how="left")
    return {"scores": table, "indicators": _indicators(synthetic)}


def _indicators(synthetic: pl.DataFrame) -> pl.DataFrame:
    below = synthetic.filter(pl.col("code").str.contains(r"^[ESG]\d\d"))
    level = pl.when(pl.col("code").str.len_chars() == 3).then(1).otherwise(2).alias("level")
    return below.select("company_id", "code", level, *_FIGURES, "peer_group", "rank", "peer_count")


def dimension_shares(scores: pl.DataFrame, companies: Iterable[str]) -> dict[str, dict[str, float]]:
    """Of each dimension the share of the synthetic score's weight by what it rests on, mean over the companies.

    Args:
        scores: rows of SCORES of one run.
        companies: ids of those that count.

    Returns:
        By dimension: `confirmed` (a person confirmed or corrected it), `auto_accepted` (counted without a person's
        word: official lists and structured tables as imported, statements as read), `estimated`, and `missing`, which
        sum to 1; `companies`, how many are behind it.
    """
    mine = scores.filter(
        pl.col("company_id").is_in(list(companies)),
        pl.col("code").is_in(DIMENSIONS),
        pl.col("kind") == "synthetic",
    )
    means = mine.group_by("code").agg(
        pl.col("coverage").mean(), pl.col("confirmed_share").mean(), pl.col("estimated_share").mean(), pl.len()
    )
    found = {}
    for code, coverage, confirmed, estimated, count in sorted(means.iter_rows()):
        found[code] = {
            "confirmed": round(confirmed, 4),
            "auto_accepted": round(coverage - confirmed, 4),
            "estimated": round(estimated, 4),
            "missing": round(max(0.0, 1 - coverage - estimated), 4),
            "companies": count,
        }
    return {code: found[code] for code in DIMENSIONS if code in found}
