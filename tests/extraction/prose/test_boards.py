"""Sentences that count the board and part of it at once. All texts are invented."""

import pytest
from tests.extraction.test_told_sentences import rows_of


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
