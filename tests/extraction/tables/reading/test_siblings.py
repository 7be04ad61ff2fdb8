"""Rows of a PDF's table that say no more than whom the figure of their title is for."""

from collections.abc import Callable

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

ROWS = [["Permanent employees", "10", "12"], ["Female employees", "20", "31"]]
BY_GENDER = [["Male employees", "10", "12"], ["Female employees", "20", "31"]]
XS = [50, 300, 400]


@pytest.mark.parametrize(
    ("title", "metric"),
    [
        ("New hires", "new_hires"),
        ("Work-related fatalities", "fatalities"),
        ("Injuries (number)", "recordable_injuries"),
        ("Employee turnover (persons)", "turnover_count"),
    ],
)
@pytest.mark.parametrize("where", ["corner", "group", "caption"])
def test_the_title_names_what_is_counted(
    make_pages: Callable[..., list[Page]],
    rows_at: Callable[..., None],
    knowledge: Knowledge,
    title: str,
    metric: str,
    where: str,
) -> None:
    heads = [title if where == "corner" else "", "2022", "2023"]
    group = [[title, "", ""]] if where == "group" else []
    caption = [[title, "", ""]] if where == "caption" else []
    (page,) = make_pages(lambda canvas: rows_at(canvas, [*caption, heads, *group, *ROWS], XS, 720))
    told = TableReader(knowledge, 2023).read(page)
    assert [(one.metric, one.value, one.year, one.breakdown) for one in told] == [
        (metric, 10, 2022, {"employment": "permanent"}),
        (metric, 12, 2023, {"employment": "permanent"}),
        (metric, 20, 2022, {"gender": "female"}),
        (metric, 31, 2023, {"gender": "female"}),
    ]


def test_rows_that_add_up_to_the_row_above_are_of_it(
    make_pages: Callable[..., list[Page]], rows_at: Callable[..., None], knowledge: Knowledge
) -> None:
    whole = ["New hires", "30", "43"]
    (page,) = make_pages(lambda canvas: rows_at(canvas, [["", "2022", "2023"], whole, *BY_GENDER], XS, 720))
    told = TableReader(knowledge, 2023).read(page)
    assert {(one.metric, one.value) for one in told} == {("new_hires", value) for value in (30, 43, 10, 12, 20, 31)}


def test_people_on_leave_are_not_the_staff(
    make_pages: Callable[..., list[Page]], rows_at: Callable[..., None], knowledge: Knowledge
) -> None:
    whole = ["Employees who took parental leave", "30", "43"]
    (page,) = make_pages(lambda canvas: rows_at(canvas, [["", "2022", "2023"], whole, *BY_GENDER], XS, 720))
    assert not list(TableReader(knowledge, 2023).read(page))


def test_men_and_women_of_a_board_are_no_meetings(
    make_pages: Callable[..., list[Page]], rows_at: Callable[..., None], knowledge: Knowledge
) -> None:
    rows = [["Board of Directors", "2022", "2023"], ["Male", "5", "6"], ["Female", "3", "4"]]
    (page,) = make_pages(lambda canvas: rows_at(canvas, rows, XS, 720))
    told = TableReader(knowledge, 2023).read(page)
    assert {one.metric for one in told} == {"board_directors", "female_directors"}
