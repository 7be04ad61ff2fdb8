"""A figure that another came to has the classes of the one it came from."""

from tests.extraction.texts import facts


def test_the_class_stands_before_the_first_figure_alone() -> None:
    rows = facts("The number of serious injuries fell from 14 in 2020 to 9 in 2021.")
    assert [(row.value, row.year, row.breakdown) for row in rows] == [
        (14, 2020, {"severity": "serious"}),
        (9, 2021, {"severity": "serious"}),
    ]
