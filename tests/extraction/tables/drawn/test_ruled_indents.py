"""Titles within titles in drawn grids, and labels left blank. All is invented."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from tests.extraction.tables.drawn.test_ruled import draw_grid

from cnesg.extraction.tables import find_tables
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
XS = (50, 250, 320, 390)


@pytest.fixture
def rows_of(make_pages: MakePages) -> Callable[..., list[tuple[str, tuple[str, ...]]]]:
    """The labels of a grid's rows with the titles over each."""

    def read(rows: Sequence[Sequence[str]], xs: Sequence[float] = XS) -> list[tuple[str, tuple[str, ...]]]:
        def draw(canvas: Any) -> None:
            draw_grid(canvas, xs, [700 - 18 * at for at in range(len(rows) + 1)])
            for at, row in enumerate(rows):
                for x, right, text in zip(xs, xs[1:], row, strict=False):
                    if text[:1].isdigit():
                        canvas.drawRightString(right - 4, 688 - 18 * at, text)
                    else:
                        canvas.drawString(x + 4, 688 - 18 * at, text)

        (table,) = find_tables(make_pages(draw)[0])
        return [(row.label, row.parents) for row in table.rows]

    return read


Rows = Callable[..., list[tuple[str, tuple[str, ...]]]]


def test_titles_that_come_again_below_other_titles_are_within_them(rows_of: Rows) -> None:
    part = [["Men", "12", "14"], ["Women", "9", "8"]]
    rows = [["Indicator", "2022", "2023"], ["New hires", "", ""], ["Head office", "", ""], *part]
    rows += [["Sites", "", ""], *part, ["Leavers", "", ""], ["Head office", "", ""], *part, ["Sites", "", ""], *part]
    assert rows_of(rows) == [
        (label, (topic, place))
        for topic in ("New hires", "Leavers")
        for place in ("Head office", "Sites")
        for label in ("Men", "Women")
    ]


def test_so_are_those_below_which_the_same_labels_stand(rows_of: Rows) -> None:
    part = [["Under 30", "12", "14"], ["Over 50", "9", "8"]]
    rows = [["Indicator", "2022", "2023"], ["Turnover by age", "", ""], ["Head office", "", ""], *part]
    told = rows_of([*rows, ["Construction", "", ""], *part])
    assert [parents for _, parents in told] == [("Turnover by age", "Head office")] * 2 + [
        ("Turnover by age", "Construction")
    ] * 2


def test_titles_with_labels_of_their_own_follow_each_other(rows_of: Rows) -> None:
    rows = [["Indicator", "2022", "2023"], ["Water", "", ""], ["Fresh water, m3", "12", "14"]]
    told = rows_of([*rows, ["Staff", "", ""], ["Men", "9", "8"], ["Women", "7", "6"]])
    assert [parents for _, parents in told] == [("Water",), ("Staff",), ("Staff",)]


def test_a_label_left_blank_is_that_of_the_row_above(rows_of: Rows) -> None:
    rows = [["Indicator", "Unit", "2022", "2023"], ["Women", "Persons", "388", "402"], ["", "%", "38.8", "39.4"]]
    told = rows_of([*rows, ["Men", "Persons", "612", "618"]], xs=(50, 150, 250, 320, 390))
    assert [label for label, _ in told] == ["Women", "Women", "Men"]
