"""Rows called by the number of a category below a row or a group of Scope 3. All is invented."""

import pytest

from cnesg.extraction.tables.model import Column, Fragment, Row, Table
from cnesg.extraction.tables.rows.scope3_numbers import with_scope_3_told

BOX = (0.0, 0.0, 100.0, 10.0)
CELL = Fragment("12", "12", BOX, 8.0, 1, 0, "number")


def _table(*labels: str, parents: tuple[str, ...] = ()) -> Table:
    rows = tuple(Row(label, parents, (), (CELL,), BOX, at) for at, label in enumerate(labels))
    return Table(1, BOX, (Column(0, 100, ("2023",)),), rows)


def _parents(*labels: str, parents: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    return [row.parents for row in with_scope_3_told(_table(*labels, parents=parents)).rows]


@pytest.mark.parametrize("scope", ["Scope3 Total", "Scope 3 emissions", "scope III", "范围三排放", "範疇3", "范畴三"])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Category1", "Category2"),
        ("Category 1: Purchased goods", "Category 11: Use of sold products"),
        ("Cat. 4", "- Cat. 15"),
        ("类别1", "类别 3"),
        ("第1类", "第3类"),
    ],
)
def test_numbered_categories_below_a_row_of_scope_3_are_its(scope: str, first: str, second: str) -> None:
    assert _parents("Scope 1", scope, first, second) == [(), (), (scope,), (scope,)]


def test_they_stand_under_scope_3_within_their_group() -> None:
    emissions = ("GHG emissions",)
    assert _parents("Scope3 Total", "Category1", parents=emissions) == [emissions, (*emissions, "Scope3 Total")]


@pytest.mark.parametrize(
    "labels",
    [
        ("Scope 2", "Category1", "Category2"),  # of something else
        ("Scope3 Total", "Category16"),  # there are fifteen
        ("Scope3 Total", "Category 2019"),
        ("Scope3 Total", "Category"),
        ("Scope3 Total", "Purchased goods"),
        ("Scope 30", "Category1"),
    ],
)
def test_other_rows_stay_as_they_are(labels: tuple[str, ...]) -> None:
    table = _table(*labels)
    assert with_scope_3_told(table) is table


def test_numbers_that_begin_anew_are_of_another_list() -> None:
    assert _parents("Scope3 Total", "Category1", "Category2", "Category1") == [
        (),
        ("Scope3 Total",),
        ("Scope3 Total",),
        (),
    ]


def test_a_row_of_something_else_ends_the_categories() -> None:
    assert _parents("Scope3 Total", "Category1", "Waste", "Category2") == [(), ("Scope3 Total",), (), ()]
    assert _parents("Scope3 Total", "Energy", "Category1") == [(), (), ()]


def test_rows_that_stand_under_scope_3_keep_their_groups() -> None:
    table = _table("Scope3 Total", "Category1", parents=("Scope 3 emissions",))
    assert with_scope_3_told(table) is table


def test_a_second_scope_3_begins_its_own_list() -> None:
    assert _parents("Scope 3 (2022)", "Category1", "Scope 3 (2023)", "Category1") == [
        (),
        ("Scope 3 (2022)",),
        (),
        ("Scope 3 (2023)",),
    ]
