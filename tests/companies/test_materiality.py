"""Ratings of issues by company."""

from tests.small_methodology import companies, level2, materiality, methodology, quantity

from cnesg.companies.materiality import issue_ratings
from cnesg.framework import load_methodology
from cnesg.framework.materiality import load_materiality

RATINGS = materiality({"110000": {"E01": 3, "S01": 0, "E0102": 1}, "340000": {"E01": 1}})
SMALL = methodology([level2(code, [quantity(f"{code}-01")], []) for code in ("E0101", "E0102", "G0101")])


def test_a_company_has_the_ratings_of_its_level1_industry() -> None:
    peers = companies({"seeds": "110101", "farm": "110000", "spirit": "340500", "alien": "999999"})
    found = issue_ratings(peers, RATINGS, SMALL)
    assert found.filter(found["code"].str.len_chars() == 3).rows() == [
        ("farm", "E01", 3),
        ("farm", "S01", 0),
        ("seeds", "E01", 3),
        ("seeds", "S01", 0),
        ("spirit", "E01", 1),
    ]


def test_a_level2_indicator_has_its_own_rating_or_that_of_its_level1_indicator() -> None:
    found = issue_ratings(companies({"farm": "110000", "spirit": "340500"}), RATINGS, SMALL)
    assert found.filter(found["code"].str.len_chars() == 5).rows() == [
        ("farm", "E0101", 3),
        ("farm", "E0102", 1),
        ("spirit", "E0101", 1),
        ("spirit", "E0102", 1),
    ]


def test_an_industry_that_is_not_rated_has_no_ratings() -> None:
    only = materiality({"110000": {"E01": 3}})
    assert issue_ratings(companies({"spirit": "340500"}), only, SMALL).is_empty()


def test_nobody_has_no_ratings() -> None:
    assert issue_ratings(companies({}), RATINGS, SMALL).rows() == []


def test_every_industry_of_the_tree_has_all_ratings() -> None:
    shipped = load_methodology()
    level2 = [code for code in shipped.level2 if code[0] in "ES"]
    found = issue_ratings(companies({code: code for code in shipped.industries}), load_materiality(), shipped)
    assert found.height == (11 + len(level2)) * len(shipped.industries)
    assert set(found["rating"]) == {0, 1, 2, 3}
