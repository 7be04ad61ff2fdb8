"""Numbers below the head `Note` refer to notes."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.tables import find_tables
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
RowsAt = Callable[..., None]


def test_numbers_of_notes_part_no_label_from_its_unit(make_pages: MakePages, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows = [
            ["Indicator", "", "Unit", "2023", "2022"],
            ["Water use", "1", "m3", "1,234", "1,300"],
            ["Electricity", "2", "MWh", "20.5", "19.5"],
            ["Waste", "", "t", "5", "6"],
        ]
        rows_at(canvas, rows, [50, 150, 260, 300, 360], 720)
        canvas.drawRightString(200, 720, "Note")

    (table,) = find_tables(make_pages(draw)[0])
    assert [column.headers for column in table.columns] == [("2023",), ("2022",)]
    assert [row.notes[-1] for row in table.rows] == ["m3", "MWh", "t"]


def test_figures_below_such_a_word_stay_figures(make_pages: MakePages, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(225, 750, "Notes")
        rows = [["", "2023", "2022"], ["Water use", "1,234", "1,300"], ["Waste", "5", "6"]]
        rows_at(canvas, rows, [50, 200, 300], 720)

    (table,) = find_tables(make_pages(draw)[0])
    assert [[c.text for c in row.cells if c] for row in table.rows] == [["1,234", "1,300"], ["5", "6"]]
