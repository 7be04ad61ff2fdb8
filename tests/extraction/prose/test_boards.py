"""Sentences that count the board and part of it at once. All texts are invented."""

import pytest
from tests.extraction.texts import rows_of

from cnesg.extraction.prose.boards import counted_on_board


@pytest.mark.parametrize(
    ("text", "metric", "part", "whole"),
    [
        ("Three of our eight directors are women.", "female_directors", 3, 8),
        ("Four out of eleven Board members were female.", "female_directors", 4, 11),
        ("We have three women on our ten-member Board.", "female_directors", 3, 10),
        ("Six of the Board's nine members are independent.", "independent_directors", 6, 9),
    ],
)
def test_board_and_part_are_counted_together(text: str, metric: str, part: int, whole: int) -> None:
    rows = {(row.metric, row.value) for row in rows_of(text)}
    assert {(metric, part), ("board_directors", whole)} <= rows


def test_a_committee_is_no_board() -> None:
    assert not [r for r in rows_of("On the committee, two of the three members are independent.") if r.value == 3]


@pytest.mark.parametrize(
    "text",
    [
        "The Board accepted the resignation of two executive and one non-executive directors.",
        "The Board includes a committee of three independent and one executive directors.",
        "The Board has appointed two independent and one executive directors.",
        "The Board has 8 directors and the company had 6 executives.",
        "The Board has 8 directors, while our management team includes four women.",
    ],
)
def test_who_came_or_left_is_no_count_of_the_board(text: str) -> None:
    assert counted_on_board(text, 0, len(text)) == []


def test_what_a_semicolon_parts_is_of_the_same_board_and_a_full_stop_ends_it() -> None:
    told = "The Board comprised nine Directors; two Directors were female"
    assert [one.of for one in counted_on_board(told, told.index(";") + 1, len(told))] == ["female"]
    apart = "The Board comprised nine Directors. In all, two Directors were female"
    assert counted_on_board(apart, apart.index(".") + 2, len(apart)) == []


def test_a_single_kind_with_its_noun_is_left_to_other_words() -> None:
    text = "The Board includes three independent directors."
    assert counted_on_board(text, 0, len(text)) == []
