"""The year that a head or a label names."""

from cnesg.extraction.labels.head_years import header_year


def test_a_year_that_is_compared_with_is_not_the_figures() -> None:
    assert header_year("cut in emissions (vs 2020)", 2023) is None
    assert header_year("2022 (compared with 2020)", 2023) == 2022


def test_a_year_broken_behind_its_stroke_is_the_one_it_ends_in() -> None:
    assert header_year("FY 2023- 24", 2024) == 2024
    assert header_year("FY 2022- 23 (Previous Financial Year)", 2024) == 2023
    assert header_year("2023- 24 employees", 2024) == 2023


def test_a_year_in_two_halves_of_two_digits_is_the_one_it_ends_in() -> None:
    assert header_year("15/16", 2024) == 2016
    assert header_year("22–23*", 2024) == 2023
    assert header_year("25-34", 2024) is None
    assert header_year("18/60", 2024) is None
