"""Tables with a title of their own take over no open group from the page before, and those in the middle no orphans."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from tests.extraction.tables.geometry.test_parting_titles import _table

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.model import Table
from cnesg.extraction.tables.rows.continuation import continued
from cnesg.text import Page

RUNNING = "ESG report"
PAGE = Page(2, 600, 800, ())
YEARS = ("2023", "2022")
LABELS = ("Under 30", "Others", "Managers", "Workers")
SET_IN = (12.0, 12.0, 12.0, 12.0)

Parents = list[tuple[str, ...]]


def overleaf(captions: Sequence[str], indents: Sequence[float] = SET_IN) -> Table:
    """A table at the top of the second page."""
    table = _table(2, YEARS, 40, 300, *LABELS[: len(indents)])
    rows = tuple(replace(row, indent=indent) for row, indent in zip(table.rows, indents, strict=True))
    return replace(table, rows=rows, captions=tuple(captions))


def before(*, captions: Sequence[str] = ("Environmental data", RUNNING), group: str = "Workforce") -> Table:
    """A table at the end of the first page in which a group is open."""
    table = _table(1, YEARS, 100, 780, "Men", "Women")
    rows = tuple(replace(row, parents=(group,), indent=40.0) for row in table.rows)
    return replace(table, rows=rows, captions=tuple(captions), still_open=((0.0, group),))


def parents(table: Table, above: Table, knowledge: Knowledge) -> Parents:
    return [row.parents for row in continued(table, above, PAGE, knowledge).rows]


@pytest.mark.parametrize(
    "captions",
    [
        (),
        (RUNNING,),
        ("Environmental data", RUNNING),
        ("Environmental data (continued)", RUNNING),
        ("Social data (continued)",),  # says itself that it goes on
        (RUNNING, "Social data"),  # the nearest title is one of the page before
        ("2.1 Social data", RUNNING),  # numbered
        ("In 2023, all data are of the group.", RUNNING),
    ],
)
def test_rows_that_are_set_in_overleaf_are_of_the_group_that_is_open(
    knowledge: Knowledge, captions: tuple[str, ...]
) -> None:
    assert parents(overleaf(captions), before(), knowledge) == [("Workforce",)] * 4


@pytest.mark.parametrize("captions", [("Social data", RUNNING), ("Social data",), ("社会数据", RUNNING)])
def test_rows_below_a_title_of_their_own_are_of_no_group_of_the_page_before(
    knowledge: Knowledge, captions: tuple[str, ...]
) -> None:
    table = overleaf(captions)
    assert continued(table, before(), PAGE, knowledge) == table


def test_rows_as_far_in_as_the_last_one_are_of_no_group_of_the_page_before_either(knowledge: Knowledge) -> None:
    """Rows at the edge of the labels go on with the group of the last row where both tables have one title."""
    above = before(captions=(RUNNING,))
    above = replace(above, still_open=(), rows=tuple(replace(row, indent=0.0) for row in above.rows))
    level = (0.0, 0.0, 0.0, 0.0)
    assert parents(overleaf((RUNNING,), level), above, knowledge) == [("Workforce",)] * 4
    assert parents(overleaf(("Social data", RUNNING), level), above, knowledge) == [("Workforce",)] * 4
    titled = replace(above, captions=("Environmental data", RUNNING))
    assert parents(overleaf(("Social data", RUNNING), level), titled, knowledge) == [()] * 4


RAGGED = (14.0, 31.0, 8.0, 22.0)


def test_labels_that_begin_all_over_the_place_are_set_in_from_nothing(knowledge: Knowledge) -> None:
    assert parents(overleaf((RUNNING,), RAGGED), before(), knowledge) == [()] * 4


@pytest.mark.parametrize(
    "indents",
    [
        (14.0, 31.0, 8.0),  # too few edges to tell
        (14.0, 31.0, 8.0, 8.0),
        (12.0, 12.2, 11.8, 12.4),  # rounded
        (12.0, 24.0, 24.0, 12.0),
    ],
)
def test_others_are_set_in_from_the_group_above(knowledge: Knowledge, indents: tuple[float, ...]) -> None:
    assert parents(overleaf((RUNNING,), indents), before(), knowledge) == [("Workforce",)] * len(indents)


@pytest.mark.parametrize(("rows", "taken_over"), [(7, False), (8, True)])
def test_four_edges_of_many_rows_are_steps(knowledge: Knowledge, rows: int, taken_over: bool) -> None:
    table = overleaf((RUNNING,), RAGGED)
    table = replace(table, rows=(table.rows * 2)[:rows])
    assert parents(table, before(), knowledge) == [("Workforce",) if taken_over else ()] * rows


@pytest.mark.parametrize(("title", "group"), [("Environmental data", ("Workforce",)), ("Social data", ())])
def test_a_table_printed_overleaf_with_a_title_of_its_own(
    make_pages: Callable[..., list[Page]],
    rows_at: Callable[..., None],
    knowledge: Knowledge,
    title: str,
    group: tuple[str, ...],
) -> None:
    head = ["Indicator", *YEARS]

    def first(canvas: Any) -> None:
        canvas.drawString(50, 200, "Environmental data")
        rows_at(canvas, [head, ["Workforce"]], (50, 300, 380), top=180)
        rows_at(canvas, [["Men", "41", "43"], ["Women", "52", "58"]], (62, 300, 380), top=150)

    def second(canvas: Any) -> None:
        canvas.drawString(50, 760, title)
        rows_at(canvas, [head], (50, 300, 380), top=740)
        rows_at(canvas, [["Managers", "7", "8"], ["Others", "9", "6"]], (62, 300, 380), top=725)
        rows_at(canvas, [["Complaints", "3", "4"]], (50, 300, 380), top=695)

    one, other = make_pages(first, second)
    (above,), (table,) = find_tables(one), find_tables(other)
    assert [row.parents for row in above.rows] == [("Workforce",)] * 2
    assert table.captions == (title,)
    assert [row.parents for row in continued(table, above, other, knowledge).rows] == [group, group, ()]
