"""Heads in the middle of others that are wider than their figures."""

from cnesg.extraction.tables.geometry.spanning import centred_over
from cnesg.extraction.tables.model import Fragment


def head(text: str, x0: float, x1: float, kind: str = "text") -> Fragment:
    return Fragment(text, text, (x0, 100, x1, 110), 10, 1, 0, kind)


BELOW = [head("NOx", 48, 65), head("SOx", 82, 98), head("Particulate matter", 112, 186)]


def test_a_head_in_the_middle_of_all_heads_all() -> None:
    group = head("Emissions (tonnes)", 78, 155)
    assert centred_over([group], BELOW) == [group] * 3


def test_two_heads_have_each_their_group() -> None:
    below = [head("COD", 268, 286), head("N", 310, 326), *(head(t, x, x + 18) for t, x in (("COD", 346), ("N", 379)))]
    first, second = head("Concentration", 262, 333), head("Emissions", 345, 398)
    assert centred_over([first, second], below) == [first, first, second, second]


def test_one_over_a_single_head_or_a_year_or_off_all_middles_heads_none() -> None:
    assert centred_over([head("per year", 80, 100)], BELOW) == []
    assert centred_over([head("2024", 108, 126, "year")], BELOW) == []
    assert centred_over([head("Notes", 180, 200)], BELOW) == []
