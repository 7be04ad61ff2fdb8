"""Numbers below the head `Note` refer to notes."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.geometry.note_numbers import with_notes_as_text
from cnesg.extraction.tables.model import Fragment
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


def test_a_unit_broken_over_lines_is_a_unit_below_its_head(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, text in ((50, "Indicator"), (200, "Unit"), (300, "2023"), (360, "2022")):
            canvas.drawString(x, 720, text)
        for number, (label, now, before) in enumerate((("Water use", "1,234", "1,300"), ("Effluent", "820", "790"))):
            y = 690 - 34 * number
            for x, text in ((50, label), (300, now), (360, before)):
                canvas.drawString(x, y, text)
            canvas.drawString(200, y + 5, "1,000")
            canvas.drawString(200, y - 6, "m3")

    (table,) = find_tables(make_pages(draw)[0])
    assert [(row.label, row.notes) for row in table.rows] == [("Water use", ("1,000 m3",)), ("Effluent", ("1,000 m3",))]
    assert [[c.text for c in row.cells if c] for row in table.rows] == [["1,234", "1,300"], ["820", "790"]]


def test_round_units_far_below_their_head_are_units_where_units_stand_between(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for x, text in ((50, "Indicator"), (250, "Unit")):
            canvas.drawString(x, 740, text)
        for x, text in ((370, "2023"), (430, "2022")):
            canvas.drawRightString(x, 740, text)
        labels = ["Electricity", "Natural gas", "Diesel", "District heat", "Waste", "Hazardous waste", "Water used"]
        for number, label in enumerate(labels):
            y = 716 - 24 * number
            canvas.drawString(50, y, label)
            for x, text in ((370, f"{812 + number}"), (430, f"{790 + number}")):
                canvas.drawRightString(x, y, text)
            if label == "Water used":
                canvas.drawString(250, y + 5, "1,000")
                canvas.drawString(250, y - 5, "m3")
            else:
                canvas.drawString(250, y, "t" if "aste" in label else "MWh")

    (table,) = find_tables(make_pages(draw)[0])
    assert [row.notes for row in table.rows] == [("MWh",)] * 4 + [("t",)] * 2 + [("1,000 m3",)]


def piece(text: str, kind: str, x: float, line: int) -> Fragment:
    return Fragment(text, text, (x, 12.0 * line, x + 4.0 * len(text), 12.0 * line + 9), 9.0, line, 0, kind)


def test_a_mark_of_a_note_alone_below_its_title_is_left_out() -> None:
    lines = [
        [piece("Reviews of performance", "text", 50, 0)],
        [piece("(3)", "number", 51, 1)],
        [piece("Men", "text", 50, 2), piece("41", "number", 300, 2)],
    ]
    assert with_notes_as_text(lines) == [lines[0], lines[2]]


@pytest.mark.parametrize(
    "below",
    [
        [piece("(3)", "number", 300, 1)],  # a negative figure below another one
        [piece("(304)", "number", 50, 1)],
        [piece("(3)", "number", 50, 9)],  # far below
        [piece("(3)", "number", 50, 1), piece("41", "number", 300, 1)],
    ],
)
def test_other_figures_in_brackets_stay(below: list[Fragment]) -> None:
    lines = [[piece("Change in staff", "text", 50, 0), piece("12", "number", 300, 0)], below]
    assert with_notes_as_text(lines) == lines


def test_a_mark_below_the_title_of_a_group_is_no_figure(make_pages: MakePages, rows_at: RowsAt) -> None:
    def draw(canvas: Any) -> None:
        rows = [["", "2023", "2022"], ["Reviews of performance"], [""], ["Men", "41", "43"], ["Women", "52", "58"]]
        rows_at(canvas, rows, [50, 200, 300], 720)
        canvas.drawString(50, 680, "(3)")

    (table,) = find_tables(make_pages(draw)[0])
    assert [(row.parents, row.label) for row in table.rows] == [
        (("Reviews of performance",), "Men"),
        (("Reviews of performance",), "Women"),
    ]
