"""Which columns name rows, and which figures in them are names. All is invented."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.extraction.tables.drawn.test_openings import row
from tests.extraction.tables.drawn.test_ruled import draw_grid, draw_rows

from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.drawn.stub_columns import label_column, names_row, names_rows
from cnesg.text import Page

MakePages = Callable[..., list[Page]]


def test_the_column_that_repeats_itself_least_names_rows_of_equals_the_last() -> None:
    body = [row("Water", "Fresh", "12"), row("Water", "Reused", "9"), row("Waste", "Oil", "4")]
    assert label_column([row("Topic", "Item", "2023")], body, 2) == 1
    assert label_column([row("Topic", "Item", "2023")], [body[0], body[2]], 2) == 1


def test_units_name_no_rows() -> None:
    body = [row("Water", "m3", "12"), row("Waste", "t", "9"), row("Power", "MWh", "4")]
    assert label_column([row("Item", "Unit", "2023")], body, 2) == 0


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("Remarks", 0),
        ("Nature", 0),
        ("股东性质", 0),
        ("身份／权益性质", 0),
        ("Capacity / Nature of interest", 0),
        ("Class of shares", 0),
        ("Item", 1),
    ],
)
def test_a_column_of_kinds_or_remarks_only_tells_of_rows(head: str, column: int) -> None:
    body = [row("Harbour fund", "state-owned", "12"), row("Hill fund", "private", "9")]
    assert label_column([row("Name", head, "2023")], body, 2) == column


def test_pollutants_name_rows_even_where_several_plants_emit_the_same() -> None:
    body = [row("COD", "North plant", "12"), row("COD", "South plant", "9"), row("NOx", "West plant", "4")]
    assert label_column([row("Pollutant", "Plant", "2023")], body, 2) == 0
    assert label_column([row("Item", "Plant", "2023")], body, 2) == 1


def test_names_below_an_empty_corner_name_rows() -> None:
    body = [row("Ann Hill", "chair", "12"), row("Bo Reed", "member", "9")]
    assert label_column([row("", "Duty", "2023")], body, 2) == 0
    assert label_column([row("Name", "Duty", "2023")], body, 2) == 1
    assert label_column([row("", "Duty", "2023")], [body[0], row("Ann Hill", "member", "9")], 2) == 1


def test_of_labels_in_two_languages_the_first_names_the_rows() -> None:
    body = [row("Male", "男", "12"), row("Female", "女", "9"), row("Managers", "管理人员", "4")]
    assert label_column([row("Indicator", "指标", "2023")], body, 2) == 0


def test_labels_of_one_language_are_no_translation() -> None:
    body = [row("Staff", "Male", "12"), row("Staff", "Female", "9"), row("Board", "Members", "4")]
    assert label_column([row("Topic", "Indicator", "2023")], body, 2) == 1


def test_nor_are_labels_of_which_few_have_another_language_beside_them() -> None:
    body = [row("Male", "男", "12"), row("", "女", "9"), row("", "管理人员", "4"), row("", "研发人员", "3")]
    assert label_column([row("Indicator", "指标", "2023")], body, 2) == 1


def test_a_first_column_of_texts_some_of_which_look_like_figures_names_rows() -> None:
    body = [row("30 years", "12", "14"), row("Middle", "9", "8"), row("Older", "3", "2")]
    assert names_rows([0, 1, 2], body)


def test_one_of_figures_does_not_nor_does_the_only_column_nor_a_later_one() -> None:
    body = [row("41", "12", "14"), row("42", "9", "8"), row("Sum", "3", "2")]
    assert not names_rows([0, 1, 2], body)  # fewer than half are texts
    assert not names_rows([0, 1, 2], body[:2])
    texts = [row("30 years", "12"), row("Older", "3")]
    assert names_rows([0, 1], texts)
    assert not names_rows([0], texts)
    assert not names_rows([1, 2], body)


def test_figures_that_name_rows() -> None:
    (age,) = row("<30")
    (years,) = row("29 years")
    (number,) = row("29")
    assert names_row(age, label=3)
    assert names_row(years, label=0)
    assert not names_row(years, label=1)
    assert not names_row(number, label=0)


def test_ages_in_years_name_the_rows_of_a_table(make_pages: MakePages) -> None:
    rows = [("Age", "2022", "2023"), ("29 years", "41", "40"), ("30-49 years old", "71", "75"), ("Other", "8", "9")]

    (table,) = find_tables(make_pages(lambda canvas: draw_rows(canvas, rows, [50, 200, 290, 360]))[0])
    assert [(one.label, [c.text for c in one.cells if c]) for one in table.rows] == [
        ("29 years", ["41", "40"]),
        ("30-49 years old", ["71", "75"]),
        ("Other", ["8", "9"]),
    ]


def test_labels_in_two_languages_side_by_side(make_pages: MakePages) -> None:
    rows = [("Indicator", "指标", "2023"), ("Male", "男", "612"), ("Female", "女", "388"), ("Retired", "退休", "21")]

    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        draw_grid(canvas, [50, 160, 260, 330], [700 - 20 * at for at in range(5)])
        for number, texts in enumerate(rows):
            for x, text in zip((54, 164, 264), texts, strict=True):
                canvas.drawString(x, 686 - 20 * number, text)

    (table,) = find_tables(make_pages(draw)[0])
    assert [(one.label, one.parents) for one in table.rows] == [("Male", ()), ("Female", ()), ("Retired", ())]
