"""One figure in the middle of several columns: of all staff, over a row for men and women."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.extraction.tables.conftest import MakePages

from cnesg.extraction.tables.finder import find_tables
from cnesg.extraction.tables.model import Table

CELLS = {"2022": (260, 360), "2023": (360, 460)}
WIDE = {"Total employees": ("4,206", "4,152"), "Average hours": ("23.4", "26.8"), "Reviewed": ("100", "100")}
ROWS = [
    ("Total employees",),
    ("By gender", "3,015", "1,191", "2,958", "1,194"),
    ("Under 30", "486", "297", "461", "301"),
    ("Return to work", "96.0", "97.9", "95.1", "98.2"),
    ("Average hours",),
    ("Managers", "31.2", "33.0", "34.5", "36.1"),
    ("Reviewed",),
]
Put = Callable[[Any, float, float, str], None]


def _right(canvas: Any, left: float, y: float, text: str) -> None:
    canvas.drawRightString(left + 46, y, text)


def _centred(canvas: Any, left: float, y: float, text: str) -> None:
    canvas.drawCentredString(left + 25, y, text)


def _tables(make_pages: MakePages, put: Put, *, gap: int = 0) -> list[Table]:
    """A table of two years over Male | Female; `gap` rows of room are left above each row of merged cells."""

    def draw(canvas: Any) -> None:
        for year, (x0, x1) in CELLS.items():
            canvas.drawCentredString((x0 + x1) / 2, 700, year)
        for at, name in enumerate(("Male", "Female") * 2):
            canvas.drawCentredString(285 + 50 * at, 685, name)
        y = 670.0
        for label, *values in ROWS:
            y -= 15.0 * gap if label in WIDE and y < 670 else 0
            canvas.drawString(60, y, label)
            for at, text in enumerate(values):
                put(canvas, 260 + 50 * at, y, text)
            for (x0, x1), text in zip(CELLS.values(), WIDE.get(label, ()), strict=False):
                canvas.drawCentredString((x0 + x1) / 2, y, text)
            y -= 15

    return find_tables(make_pages(draw)[0])


@pytest.mark.parametrize("put", [_right, _centred])
@pytest.mark.parametrize("gap", [0, 2])
def test_a_merged_cell_has_the_heads_that_all_its_columns_have(make_pages: MakePages, put: Put, gap: int) -> None:
    wider, table = _tables(make_pages, put, gap=gap)
    assert [column.headers for column in wider.columns] == [("2022",), ("2023",)]
    assert {row.label: tuple(c.text for c in row.cells if c) for row in wider.rows} == WIDE
    assert [column.headers for column in table.columns] == [
        ("2022", "Male"), ("2022", "Female"), ("2023", "Male"), ("2023", "Female"),
    ]  # fmt: skip
    assert {row.label: tuple(c.text for c in row.cells if c) for row in table.rows} == {
        label: tuple(values) for label, *values in ROWS if values
    }


def test_values_below_the_first_columns_of_groups_are_theirs(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, year in ((310, "2022"), (410, "2023")):
            canvas.drawCentredString(x, 700, year)
        for at, name in enumerate(("Male", "Female") * 2):
            canvas.drawCentredString(285 + 50 * at, 685, name)
        for at, (label, *values) in enumerate(
            [("Paternity leave", "12", "", "15", ""), ("Staff", "3,015", "1,191", "2,958", "1,194"), ROWS[2]]
        ):
            canvas.drawString(60, 670 - 15 * at, label)
            for column, text in enumerate(values):
                _right(canvas, 260 + 50 * column, 670 - 15 * at, text)

    (table,) = find_tables(make_pages(draw)[0])
    assert [c and c.text for c in table.rows[0].cells] == ["12", None, "15", None]


def test_one_figure_over_all_columns_is_headed_by_what_heads_them_all(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawCentredString(310, 700, "2023")
        for at, name in enumerate(("Male", "Female")):
            canvas.drawCentredString(285 + 50 * at, 685, name)
        for at, (label, *values) in enumerate(
            [("Staff", "2,958", "1,194"), ("Hires", "18", "27"), ("Leavers", "9", "7")]
        ):
            canvas.drawString(60, 670 - 15 * at, label)
            for column, text in enumerate(values):
                _right(canvas, 260 + 50 * column, 670 - 15 * at, text)
        canvas.drawString(60, 625, "All staff")
        canvas.drawCentredString(310, 625, "4,152")

    wider, table = find_tables(make_pages(draw)[0])
    assert [(c.headers, r.label) for c in wider.columns for r in wider.rows] == [(("2023",), "All staff")]
    assert [column.headers for column in table.columns] == [("2023", "Male"), ("2023", "Female")]


def test_short_figures_set_right_like_their_column_are_its_own_below_any_head(make_pages: MakePages) -> None:
    """Beside wide figures a short one stands far off its column's axis, and may stand on that of a head."""

    def draw(canvas: Any) -> None:
        for x, year in ((301, "2022"), (401, "2023")):
            canvas.drawCentredString(x, 700, year)
        for at, name in enumerate(("Male", "Female") * 2):
            canvas.drawCentredString(285 + 50 * at, 685, name)
        rows = [("Hires", "12", "", "15", ""), *((f"Row {n}", *[f"{n},234,567"] * 4) for n in (1, 2, 3))]
        for at, (label, *values) in enumerate(rows):
            canvas.drawString(60, 670 - 15 * at, label)
            for column, text in enumerate(values):
                _right(canvas, 260 + 50 * column, 670 - 15 * at, text)

    (table,) = find_tables(make_pages(draw)[0])
    assert [c and c.text for c in table.rows[0].cells] == ["12", None, "15", None]
