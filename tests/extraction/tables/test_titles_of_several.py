"""Titles over several lists, tiles or columns, by what they part a figure of staff; the words below say of whom."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.extraction.tables.tiles.large_figures import find_tiles
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
Facts = set[tuple[str, float, frozenset[str]]]


@pytest.fixture
def told(make_pages: MakePages, knowledge: Knowledge) -> Callable[..., Facts]:
    """What the tables of a page tell: metric, value and classes."""

    def run(draw: Callable[[Any], None]) -> Facts:
        found = TableReader(knowledge, 2023).read(make_pages(draw)[0])
        return {(one.metric, one.value, frozenset(one.breakdown.values())) for one in found}

    return run


def test_a_title_over_lists_that_are_each_parted_by_something_is_of_all(told: Callable[..., Facts]) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 700, "Employee turnover rate by gender, age group and geographical region")
        for x, title, lines in (
            (50, "By gender", ("Male 36%", "Female 38%")),
            (200, "By age group", ("<30 83%", "30–50 25%")),
        ):
            canvas.drawString(x, 680, title)
            for number, line in enumerate(lines):
                canvas.drawString(x, 664 - 13 * number, line)

    assert told(draw) == {
        ("turnover_rate", 36, frozenset({"male"})),
        ("turnover_rate", 38, frozenset({"female"})),
        ("turnover_rate", 83, frozenset({"<30"})),
        ("turnover_rate", 25, frozenset({"30–50"})),
    }


def test_the_title_over_the_first_of_several_tiles_is_of_all(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 700, "Average training hours by gender")
        for x, label, figure in ((50, "Male", "13.5 hours"), (170, "Female", "11.1 hours")):
            canvas.setFont("Helvetica", 9)
            canvas.drawString(x, 684, label)
            canvas.setFont("Helvetica", 13)
            canvas.drawString(x, 668, figure)

    tables = [tile.table for tile in find_tiles(make_pages(draw)[0], []) if tile.table is not None]
    said = {" ".join((*table.captions, table.rows[0].label)) for table in tables}
    assert all("Average training hours by gender" in one for one in said)
    assert {one.split()[-1] for one in said} == {"Male", "Female"}


@pytest.mark.parametrize("title", ["New hires by region and gender", "Employee turnover by region and gender"])
def test_employees_over_the_columns_say_of_whom_a_title_speaks(title: str, told: Callable[..., Facts]) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(50, 700, title)
        canvas.drawString(360, 710, "EMPLOYEES")
        canvas.drawRightString(360, 696, "MALE")
        canvas.drawRightString(440, 696, "FEMALE")
        for number, row in enumerate((("Hong Kong", "36", "13"), ("Mainland China", "14", "11"))):
            canvas.drawString(50, 680 - 14 * number, row[0])
            for column, value in enumerate(row[1:]):
                canvas.drawRightString(360 + 80 * column, 680 - 14 * number, value)

    metrics = {metric for metric, _, _ in told(draw)}
    assert metrics == {"new_hires" if title.startswith("New") else "turnover_count"}


def test_each_column_of_a_row_of_a_year_is_of_its_own_unit(told: Callable[..., Facts]) -> None:
    def draw(canvas: Any) -> None:
        rows = (
            ("Year", "Work-related fatalities", "No. of lost days"),
            ("2023", "0", "374 days"),
            ("2022", "1", "465 days"),
        )
        for number, row in enumerate(rows):
            canvas.drawString(50, 700 - 16 * number, row[0])
            for column, cell in enumerate(row[1:]):
                canvas.drawRightString(240 + 130 * column, 700 - 16 * number, cell)

    assert told(draw) == {
        ("fatalities", 0, frozenset()), ("fatalities", 1, frozenset()),
        ("lost_days", 374, frozenset()), ("lost_days", 465, frozenset()),
    }  # fmt: skip
