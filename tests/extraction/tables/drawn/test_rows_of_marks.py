"""Rows whose values are marks that a note below the table explains. All is invented."""

from collections.abc import Callable

import pytest
from tests.extraction.tables.drawn.test_ruled import draw_rows

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader, find_tables
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
HEADS = ("Indicator", "Unit", "2021", "2022", "2023")
WATER = ("Total water consumption", "m3", "9,100", "9,500", "9,700")
POWER = ("Electricity consumption", "MWh", "300", "310", "320")
XS = [50, 220, 280, 340, 400, 460]


@pytest.mark.parametrize("marks", [("*", "#", "#"), ("#", "#", "#"), ("*", "*", "*")])
def test_a_row_of_marks_begins_no_table_of_its_own(
    make_pages: MakePages, knowledge: Knowledge, marks: tuple[str, ...]
) -> None:
    rows = [HEADS, WATER, ("Waste generated", "", *marks), POWER]
    pages = make_pages(lambda canvas: draw_rows(canvas, rows, XS))
    (table,) = find_tables(pages[0])
    assert [column.headers for column in table.columns] == [("2021",), ("2022",), ("2023",)]
    assert ("electricity", 320, 2023) in {
        (c.metric, c.value, c.year) for c in TableReader(knowledge, 2023).read(pages[0])
    }


def test_heads_of_words_below_values_do(make_pages: MakePages) -> None:
    rows = [HEADS, WATER, ("Employees", "Unit", "Men", "Women", "All"), ("Managers", "persons", "12", "9", "21")]
    tables = find_tables(make_pages(lambda canvas: draw_rows(canvas, rows, XS))[0])
    assert [[column.headers[-1] for column in table.columns] for table in tables] == [
        ["2021", "2022", "2023"],
        ["Men", "Women", "All"],
    ]


def test_a_mark_beside_figures_is_no_unit(make_pages: MakePages) -> None:
    rows = [HEADS, WATER, ("Electricity consumption", "MWh", "300", "#", "320"), POWER]
    (table,) = find_tables(make_pages(lambda canvas: draw_rows(canvas, rows, XS))[0])
    assert [row.notes for row in table.rows] == [("m3",), ("MWh",), ("MWh",)]
