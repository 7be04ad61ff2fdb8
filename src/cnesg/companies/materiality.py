"""How much each issue matters for each company: the ratings of its industry."""

from collections.abc import Mapping

import polars as pl

from cnesg.companies.peer_groups import industry_chain
from cnesg.framework.definitions import Industry
from cnesg.framework.materiality_ratings import Materiality

_SCHEMA = {"industry": pl.String(), "code": pl.String(), "rating": pl.Int64()}


def issue_ratings(
    companies: pl.DataFrame, materiality: Materiality, industries: Mapping[str, Industry]
) -> pl.DataFrame:
    """The materiality ratings that hold for each company.

    Args:
        companies: with `company_id` and `industry` (the finest Shenwan code known), one row a company.
        materiality: ratings of issues by Level I industry.
        industries: the Shenwan tree by code.

    Returns:
        `company_id`, `code` of a Level I indicator and `rating`, sorted; companies of unknown industry have none.
    """
    known = companies["industry"].unique().drop_nulls().sort().to_list()
    broadest = {code: chain[-1] for code in known if (chain := industry_chain(code, industries))}
    rows = [
        (code, rating.code, rating.rating)
        for code, industry in broadest.items()
        for rating in materiality.industries.get(industry, {}).values()
    ]
    ratings = pl.DataFrame(rows, schema=_SCHEMA, orient="row")
    joined = companies.select("company_id", "industry").join(ratings, on="industry")
    return joined.select("company_id", "code", "rating").sort("company_id", "code")
