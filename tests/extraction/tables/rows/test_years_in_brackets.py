"""Figures with that of the year before in brackets."""

import pytest

from cnesg.extraction.tables.geometry.bracketed_years import with_brackets_joined
from cnesg.extraction.tables.model import Column, Fragment, Row, Table
from cnesg.extraction.tables.rows.years_in_brackets import with_years_in_brackets


def cell(text: str, x0: float = 200.0) -> Fragment:
    return Fragment(text, text, (x0, 0.0, x0 + 4.0 * len(text), 8.0), 8.0, 1, 0, "number")


def table(caption: str, *texts: str) -> Table:
    rows = tuple(Row(f"row {n}", (), (), (cell(text),), (0, 0, 9, 9), n) for n, text in enumerate(texts))
    return Table(1, (0, 0, 9, 9), (Column(200, 240, ("CO2",)),), rows, captions=(caption,))


def test_a_title_that_gives_two_years_parts_the_cells() -> None:
    found = with_years_in_brackets(table("Scope 1 by gas, 2022 (2021)", "9,412 (10,066)", "214"))
    assert [column.headers for column in found.columns] == [("CO2", "2022"), ("CO2", "2021")]
    assert [[one.text if one else None for one in row.cells] for row in found.rows] == [
        ["9,412", "10,066"],
        ["214", None],
    ]
    first, second = found.rows[0].cells
    assert first is not None
    assert second is not None
    assert first.bbox[2] <= second.bbox[0]


@pytest.mark.parametrize("caption", ["Scope 1 by gas, 2022", "2022 (2030)", "2022 (restated)"])
def test_without_the_years_a_cell_stays_whole(caption: str) -> None:
    asked = table(caption, "9,412 (10,066)")
    assert with_years_in_brackets(asked) is asked


def test_on_the_page_both_figures_are_one_cell_where_a_text_gives_the_years() -> None:
    title = Fragment("2022 (2021)", "2022 (2021)", (50.0, 0.0, 90.0, 8.0), 8.0, 1, 0, "text")
    line = [cell("9,412"), cell("(10,066)", 224.0), cell("37", 300.0), cell("(22)", 312.0)]
    assert [one.text for one in with_brackets_joined([[title], line])[1]] == ["9,412 (10,066)", "37 (22)"]
    assert [one.text for one in with_brackets_joined([line])[0]] == ["9,412", "(10,066)", "37", "(22)"]
    far = [cell("9,412"), cell("(10,066)", 290.0)]
    assert len(with_brackets_joined([[title], far])[1]) == 2
