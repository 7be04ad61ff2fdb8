"""Years behind figures in English."""

import pytest

from cnesg.extraction.prose.years.years_behind import year_to_come


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("We expect waste of 18 tonnes in 2025.", 2025),
        ("We expect waste of 18 tonnes in 2024.", 2024),
        ("Waste was 18 tonnes in 2024.", None),
        ("Waste was 18 tonnes in 2023.", None),
        ("Waste was 18 tonnes.", None),
    ],
)
def test_a_later_year_is_to_come(text: str, year: int | None) -> None:
    at = text.index("18")
    assert year_to_come(text, 0, at, at + len("18 tonnes"), 2023) == year
