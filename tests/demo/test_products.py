import polars as pl

from cnesg.demo import DemoMarket
from cnesg.demo.products import _facts

_TELLING = 100.0


def test_issuers_are_told_after_companies_but_are_no_copies(drawn: DemoMarket) -> None:
    """Quality control takes a company for another one's double whose figures are three in five the same."""
    key = ["concept", "breakdown", "year", "value"]
    issuers = pl.DataFrame(list(_facts(drawn.observations)), infer_schema_length=None)
    telling = issuers.filter(pl.col("value").abs() >= _TELLING)
    same = telling.join(drawn.observations.select(key).unique(), on=key, how="semi", nulls_equal=True)
    assert telling["company_id"].n_unique() == 3
    shares = telling.group_by("company_id").len().join(same.group_by("company_id").len("same"), on="company_id")
    assert shares.filter(pl.col("same") >= 0.3 * pl.col("len")).is_empty()
