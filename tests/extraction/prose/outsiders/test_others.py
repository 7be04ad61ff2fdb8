"""Figures of peers and of customers who are told by name. All texts are invented."""

import pytest
from tests.extraction.texts import rows_of


@pytest.mark.parametrize(
    "text",
    [
        "Among our peers, total waste was 2,315 tonnes on average.",
        "Across the listed competitors, water consumption was 2,315 tonnes in 2023.",
        "One of our customers, Alpine Foods, reported total waste of 2,315 tonnes in 2023.",
    ],
)
def test_what_others_have_is_no_fact(text: str) -> None:
    assert list(rows_of(text)) == []


def test_what_peers_are_set_beside_is_a_fact() -> None:
    rows = rows_of("Our total waste was 2,315 tonnes in 2023, the lowest among our peers.")
    assert [row.value for row in rows] == [2315]
