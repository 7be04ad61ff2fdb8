"""Heads in the middle of groups of unlike size that make up all columns."""

import pytest

from cnesg.extraction.tables.geometry.spanning import over_unlike_groups
from cnesg.extraction.tables.model import Fragment


def fragment(text: str, middle: float, width: float = 20.0) -> Fragment:
    box = (middle - width / 2, 0.0, middle + width / 2, 8.0)
    return Fragment(text, text, box, 8.0, 1, 0, "text")


HEADS = [fragment(text, 100 + 50 * number) for number, text in enumerate("ABCDEFG")]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ({"Regions": 200.0, "Group": 375.0}, "RRRRRGG"),  # five and two
        ({"Regions": 206.0, "Group": 378.0}, "RRRRRGG"),  # a little off, as heads set right are
        ({"Food": 125.0, "Drinks": 225.0, "Group": 350.0}, "FFDDGGG"),
    ],
)
def test_each_head_is_over_the_group_whose_middle_it_marks(heads: dict[str, float], expected: str) -> None:
    row = [fragment(text, middle) for text, middle in heads.items()]
    found = over_unlike_groups(row, HEADS)
    assert "".join(head.text[0] for head in found if head) == expected


@pytest.mark.parametrize(
    "middles",
    [
        {"North": 150.0, "Africa &": 300.0},  # first lines of names in two: each over one column alone
        {"Regions": 212.0, "Group": 400.0},  # the second stands over the last column
    ],
)
def test_what_fits_no_groups_is_told_of_none(middles: dict[str, float]) -> None:
    assert over_unlike_groups([fragment(text, middle) for text, middle in middles.items()], HEADS) == []
