import polars as pl
from tests.small_methodology import INDUSTRIES, companies

from cnesg.companies.peer_groups import industry_chain, peer_groups, ranking_groups


def test_an_industrys_chain_runs_from_the_finest_to_level_one() -> None:
    assert industry_chain("110101", INDUSTRIES) == ("110101", "110100", "110000")
    assert industry_chain("340000", INDUSTRIES) == ("340000",)
    assert industry_chain("999999", INDUSTRIES) == ()


def test_every_company_belongs_to_its_chain_and_the_market() -> None:
    groups = peer_groups(companies({"B": "340500", "A": "110101", "U": "999999"}), INDUSTRIES)
    assert groups.rows() == [
        ("A", 0, "110101"),
        ("A", 1, "110100"),
        ("A", 2, "110000"),
        ("A", 3, "MARKET"),
        ("B", 0, "340500"),
        ("B", 1, "340000"),
        ("B", 2, "MARKET"),
        ("U", 0, "MARKET"),
    ]
    assert ranking_groups(groups).rows() == [("A", "110000"), ("B", "340000"), ("U", "MARKET")]


def test_no_companies_have_no_groups() -> None:
    groups = peer_groups(companies({}), INDUSTRIES)
    assert groups.is_empty()
    assert groups.schema["group"] == pl.String
