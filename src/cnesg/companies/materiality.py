"""How much each issue matters for each company: the ratings of its industry."""

import polars as pl

from cnesg.companies.peer_groups import industry_chain
from cnesg.framework.materiality_ratings import Materiality
from cnesg.framework.methodology import Methodology

_SCHEMA = {"industry": pl.String(), "code": pl.String(), "rating": pl.Int64()}


def issue_ratings(companies: pl.DataFrame, materiality: Materiality, methodology: Methodology) -> pl.DataFrame:
    """The materiality ratings that hold for each company.

    Args:
        companies: with `company_id` and `industry` (the finest Shenwan code known), one row a company.
        materiality: ratings by Level I industry.
        methodology: the Shenwan tree, and the Level II indicators, which have the rating of their Level I indicator
            unless they have their own.

    Returns:
        `company_id`, `code` of a Level I or Level II indicator and `rating`, sorted; companies of unknown industry have
        none.
    """
    known = companies["industry"].unique().drop_nulls().sort().to_list()
    broadest = {code: chain[-1] for code in known if (chain := industry_chain(code, methodology.industries))}
    rows = [
        (code, indicator, rating.rating)
        for code, industry in broadest.items()
        for indicator, rating in materiality.ratings(industry, methodology.level2).items()
    ]
    ratings = pl.DataFrame(rows, schema=_SCHEMA, orient="row")
    joined = companies.select("company_id", "industry").join(ratings, on="industry")
    return joined.select("company_id", "code", "rating").sort("company_id", "code")
