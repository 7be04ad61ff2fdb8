"""The groups a company is compared in: its industry, that industry's parents, and the whole market."""

from collections.abc import Mapping

import polars as pl

from cnesg.framework.definitions import Industry

MARKET = "MARKET"


def industry_chain(code: str, industries: Mapping[str, Industry]) -> tuple[str, ...]:
    """An industry and its parents, finest first: `("340501", "340500", "340000")`; empty for an unknown code."""
    chain: list[str] = []
    node = industries.get(code)
    while node is not None:
        chain.append(node.code)
        node = industries.get(node.parent) if node.parent else None
    return tuple(chain)


def peer_groups(companies: pl.DataFrame, industries: Mapping[str, Industry]) -> pl.DataFrame:
    """Every group each company belongs to, finest first.

    Args:
        companies: with `company_id` and `industry` (the finest Shenwan code known), one row a company.
        industries: the Shenwan tree by code.

    Returns:
        `company_id`, `order` (0 is the finest group) and `group`, sorted so. Each company's last group is `MARKET`;
        for a company of unknown industry it is the only one.
    """
    known = companies["industry"].unique().drop_nulls().sort().to_list()
    chains = pl.DataFrame(
        {"industry": known, "group": [[*industry_chain(code, industries), MARKET] for code in known]},
        schema={"industry": pl.String, "group": pl.List(pl.String)},
    )
    return (
        companies.select("company_id", "industry")
        .join(chains, on="industry", how="left")
        .with_columns(pl.col("group").fill_null(pl.lit([MARKET], dtype=pl.List(pl.String))))
        .with_columns(pl.int_ranges(0, pl.col("group").list.len()).alias("order"))
        .explode("group", "order")
        .select("company_id", "order", "group")
        .sort("company_id", "order")
    )


def ranking_groups(groups: pl.DataFrame) -> pl.DataFrame:
    """The group each company is ranked in: the broadest below the one of everybody, or that one where it is the only.

    Of listed companies that is the Level I industry, or `MARKET` where their industry is unknown.

    Args:
        groups: the result of `peer_groups` or of `cnesg.companies.issuer_groups.compared_groups`.
    """
    below = pl.max_horizontal(pl.col("order").max().over("company_id") - 1, pl.lit(0))
    return groups.filter(pl.col("order") == below).select("company_id", "group").sort("company_id")
