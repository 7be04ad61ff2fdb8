"""Shares in words, in both languages."""

import pytest

from cnesg.extraction.figures.fractions import find_fractions


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("Three in ten of our managers are women", [30]),
        ("nine out of ten employees", [90]),
        ("two-thirds of the directors and a quarter of all staff", [66.67, 25]),
        ("half of our staff", [50]),
        ("占员工总数的三分之一", [33.33]),
        ("占三成,", [30]),
        ("in the first half of the year", []),
        ("cut by a third of the total", []),
        ("one of ten sites in two countries", []),
        ("more than a third of our managers (35%)", []),
    ],
)
def test_shares_in_words(text: str, shares: list[float]) -> None:
    assert [round(share, 2) for _, _, share in find_fractions(text) if share is not None] == shares
