"""Heads in the middle of wide columns, left of the figures that are set right in them."""

import pytest

from cnesg.extraction.tables.fragments import kind_of
from cnesg.extraction.tables.geometry.head_lines import HeadLines
from cnesg.extraction.tables.geometry.layout import Slot
from cnesg.extraction.tables.model import Fragment

EDGES = ((280.0, 300.0), (400.0, 420.0), (520.0, 540.0))


def head(text: str, x0: float, x1: float, top: float = 100.0) -> Fragment:
    return Fragment(text, text, (x0, top, x1, top + 10), 10.0, int(top), 0, kind_of(text))


def heads_of(*lines: list[Fragment], columns: int = 3) -> list[list[str | None]]:
    """What heads each column in each of some lines, of columns that end at 300, 420 and 540."""
    slots = [Slot([head("812", x0, x1, 140.0)]) for x0, x1 in EDGES[:columns]]
    return [[one.text if one else None for one in line] for line in HeadLines(lines, slots).heads()]


STAFF, SHARE, CHANGE = head("Staff", 200, 225), head("Share", 320, 345), head("Change", 440, 470)
STAFF_AT, YEAR_END = head("Staff at", 180, 230, 94), head("year end", 180, 225, 106)
SHARE_OF, WOMEN = head("Share of", 320, 365, 94), head("women", 320, 360, 106)
CHANGE_IN, THE_YEAR = head("Change in", 440, 480, 94), head("the year", 440, 475, 106)


@pytest.mark.parametrize(
    ("lines", "heads"),
    [
        (
            [[STAFF_AT, CHANGE_IN], [SHARE], [YEAR_END, THE_YEAR]],
            [["Staff at", None, "Change in"], [None, "Share", None], ["year end", None, "the year"]],
        ),
        (
            [[STAFF_AT, SHARE_OF], [CHANGE], [YEAR_END, WOMEN]],
            [["Staff at", "Share of", None], [None, None, "Change"], ["year end", "women", None]],
        ),
        (
            [[SHARE_OF], [STAFF, CHANGE], [WOMEN]],
            [[None, "Share of", None], ["Staff", None, "Change"], [None, "women", None]],
        ),
    ],
)
def test_heads_of_one_and_two_lines_left_of_the_figures_head_the_columns_in_their_order(
    lines: list[list[Fragment]], heads: list[list[str | None]]
) -> None:
    assert heads_of(*lines) == heads


def test_so_do_units_in_brackets_below_them() -> None:
    units = [head("(number)", 185, 230, 112), head("(tonnes)", 320, 365, 112), head("(share)", 440, 475, 112)]
    assert heads_of(units) == [["(number)", "(tonnes)", "(share)"]]
    assert heads_of([STAFF, SHARE, CHANGE], units) == [
        ["Staff", "Share", "Change"],
        ["(number)", "(tonnes)", "(share)"],
    ]


def test_what_stands_over_the_labels_heads_no_column() -> None:
    corner = head("Indicator", 50, 90)
    assert heads_of([STAFF_AT, SHARE_OF], [corner, CHANGE], [YEAR_END, WOMEN]) == [
        ["Staff at", "Share of", None],
        [None, None, "Change"],
        ["year end", "women", None],
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [[STAFF_AT, SHARE_OF], [YEAR_END, WOMEN], [head("Change", 530, 570)]],  # right of its figures
        [[head("(number)", 185, 230), head("(tonnes)", 290, 330), head("(share)", 440, 475)]],  # over the first figures
        [[head("(number)", 185, 230), head("(tonnes)", 320, 425), head("(share)", 440, 475)]],  # past its column's end
        [[head("(tonnes)", 320, 365), head("(share)", 440, 475)]],  # fewer than columns
    ],
)
def test_other_heads_are_not_taken_one_by_one(lines: list[list[Fragment]]) -> None:
    found = heads_of(*lines)
    texts = [[one.text for one in line] for line in lines]
    assert [[one for one in line if one] for line in found] != texts


def test_heads_over_their_figures_are_not_moved() -> None:
    years = [head("2021", 280, 300), head("2022", 400, 420), head("2023", 520, 540)]
    assert heads_of(years) == [["2021", "2022", "2023"]]
