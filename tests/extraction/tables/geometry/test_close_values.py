"""Values set so close to the text before them that they read as one."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.tables import find_tables
from cnesg.text import Page

MakePages = Callable[..., list[Page]]


def test_a_value_right_behind_the_longest_label_is_one_of_its_column(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, head in ((190, "2023"), (213, "2022")):
            canvas.drawRightString(x, 720, head)
        rows = [("Water use", "41", "43"), ("Hazardous waste generated (tonnes)", "529", "517"), ("Diesel", "77", "72")]
        for number, (label, *values) in enumerate(rows):
            canvas.drawRightString(163, 705 - 12 * number, label) if number == 1 else canvas.drawString(
                20, 705 - 12 * number, label
            )
            for x, value in zip((180, 213), values, strict=True):
                canvas.drawRightString(x, 705 - 12 * number, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert table.rows[1].label == "Hazardous waste generated (tonnes)"
    assert [cell.text for cell in table.rows[1].cells if cell] == ["529", "517"]


def test_ages_and_numbered_names_over_columns_stay_whole(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, head in ((200, "Under 30"), (260, "Over 50"), (320, "Scope 12")):
            canvas.drawRightString(x, 720, head)
        for number, values in enumerate((("141", "139", "52"), ("412", "398", "18"), ("21", "19", "90"))):
            canvas.drawString(50, 705 - 15 * number, f"Row of {'abc'[number]}")
            for x, value in zip((200, 260, 320), values, strict=True):
                canvas.drawRightString(x, 705 - 15 * number, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert [column.headers for column in table.columns] == [("Under 30",), ("Over 50",), ("Scope 12",)]
