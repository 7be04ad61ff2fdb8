"""Ratings of issues by company."""

from tests.small_methodology import INDUSTRIES, companies, materiality

from cnesg.companies.materiality import issue_ratings
from cnesg.framework import load_methodology
from cnesg.framework.materiality import load_materiality

RATINGS = materiality({"110000": {"E01": 3, "S01": 0}, "340000": {"E01": 1}})


def test_a_company_has_the_ratings_of_its_level1_industry() -> None:
    peers = companies({"seeds": "110101", "farm": "110000", "spirit": "340500", "alien": "999999"})
    assert issue_ratings(peers, RATINGS, INDUSTRIES).rows() == [
        ("farm", "E01", 3),
        ("farm", "S01", 0),
        ("seeds", "E01", 3),
        ("seeds", "S01", 0),
        ("spirit", "E01", 1),
    ]


def test_an_industry_that_is_not_rated_has_no_ratings() -> None:
    only = materiality({"110000": {"E01": 3}})
    assert issue_ratings(companies({"spirit": "340500"}), only, INDUSTRIES).is_empty()


def test_nobody_has_no_ratings() -> None:
    assert issue_ratings(companies({}), RATINGS, INDUSTRIES).rows() == []


def test_every_industry_of_the_tree_has_all_eleven_ratings() -> None:
    industries = load_methodology().industries
    peers = companies({code: code for code in industries})
    found = issue_ratings(peers, load_materiality(), industries)
    assert found.height == 11 * len(industries)
    assert set(found["rating"]) == {0, 1, 2, 3}
