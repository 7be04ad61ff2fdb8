"""Ages of rows, set with blanks around their dash or on the last line of a label, are labels and no figures."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.age_heads import with_wrapped_ends
from cnesg.extraction.tables.fragments import kind_of, page_fragments
from cnesg.extraction.tables.model import Fragment
from cnesg.text import Page

MakePages = Callable[..., list[Page]]


def test_ages_with_blanks_around_their_dash_name_rows(make_pages: MakePages) -> None:
    ages = (("21 - 30", "35.7%"), ("31 - 40", "25.0%"), ("41 - 50", "25.0%"), ("> 51", "14.3%"))

    def draw(canvas: Any) -> None:
        canvas.drawCentredString(150, 700, "New hires by age")
        for number, (label, value) in enumerate(ages):
            canvas.drawString(60, 684 - 14 * number, label)
            canvas.drawRightString(240, 684 - 14 * number, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert [row.label for row in table.rows] == [label for label, _ in ages]
    assert [len(row.cells) for row in table.rows] == [1, 1, 1, 1]


def test_the_end_of_a_label_is_no_figure(make_pages: MakePages) -> None:
    labels = (("Employees aged 31 to", "35"), ("Employees aged 36 to", "40"))

    def draw(canvas: Any) -> None:
        canvas.drawRightString(240, 706, "2022")
        canvas.drawRightString(320, 706, "2023")
        for number, (first, second) in enumerate(labels):
            top = 690 - 26 * number
            canvas.drawString(60, top, first)
            canvas.drawString(60, top - 10, second)
            canvas.drawRightString(240, top - 5, f"{612 + number}")
            canvas.drawRightString(320, top - 5, f"{640 + number}")

    (table,) = find_tables(make_pages(draw)[0])
    assert [row.label for row in table.rows] == [" ".join(label) for label in labels]
    assert [[cell.text for cell in row.cells if cell] for row in table.rows] == [["612", "640"], ["613", "641"]]


def test_a_figure_below_a_whole_label_is_one(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for number, (label, value) in enumerate((("Employees", "35"), ("Directors", "9"))):
            canvas.drawString(60, 690 - 26 * number, label)
            canvas.drawString(60, 680 - 26 * number, value)

    texts = {
        text
        for page in make_pages(draw)
        for line in with_wrapped_ends([list(line) for line in page_fragments(page)])
        for text in line
    }
    assert sorted(f.text for f in texts if f.kind == "number") == ["35", "9"]


def text(words: str, x0: float, top: float, kind: str = "") -> Fragment:
    return Fragment(words, words, (x0, top, x0 + 5.0 * len(words), top + 9), 9.0, int(top), 0, kind or kind_of(words))


@pytest.mark.parametrize(
    "begun",
    ["Employees aged 31 to", "Staff under", "Employees aged", "Men over the age of", "Workers between", "31至", "31 -"],
)
def test_a_figure_right_below_a_label_that_is_not_finished_ends_it(begun: str) -> None:
    value = text("412", 300.0, 115.0)
    first, second = with_wrapped_ends([[text(begun, 50.0, 100.0, "text")], [text("35", 50.0, 110.0), value]])
    assert [one.kind for one in first] == ["text"]
    assert [(one.text, one.kind) for one in second] == [("35", "text"), ("412", "number")]
    assert second[1] is value


def test_the_label_may_begin_some_lines_above_beside_other_texts() -> None:
    lines = [[text("Employees aged 31 to", 50.0, 100.0)], [text("412", 300.0, 104.0)], [text("35", 50.0, 110.0)]]
    assert [one.kind for line in with_wrapped_ends(lines) for one in line] == ["text", "number", "text"]


@pytest.mark.parametrize(
    ("above", "figure"),
    [
        (text("Employees", 50.0, 100.0), text("35", 50.0, 110.0)),  # a finished label
        (text("Employees aged 31 to", 50.0, 100.0), text("35", 54.0, 110.0)),  # at another edge
        (text("Employees aged 31 to", 50.0, 100.0), text("35", 50.0, 120.0)),  # not right below
        (text("Employees aged 31 to", 50.0, 100.0), text("35", 50.0, 100.0)),  # on the same line
        (text("Employees aged 31 to", 50.0, 100.0), text("3,512", 50.0, 110.0)),  # no age
        (text("Employees aged 31 to", 50.0, 100.0), text("35.5", 50.0, 110.0)),
        (text("Employees photo", 50.0, 100.0), text("35", 50.0, 110.0)),  # ends in no word of its own
    ],
)
def test_other_figures_at_the_left_edge_stay_figures(above: Fragment, figure: Fragment) -> None:
    (_, (found,)) = with_wrapped_ends([[above], [figure]])
    assert found.kind == "number"


def test_only_the_first_figure_of_a_line_may_end_a_label() -> None:
    lines = [[text("Our staff aged", 50.0, 100.0)], [text("Women", 20.0, 110.0), text("35", 50.0, 110.0)], []]
    assert [[one.kind for one in line] for line in with_wrapped_ends(lines)] == [["text"], ["text", "number"], []]


def test_rows_whose_labels_end_in_an_age_are_told_by_it(make_pages: MakePages) -> None:
    rows = [
        (("Employees aged", "30 or less"), "310"),
        (("Employees aged 31 to", "35"), "205"),
        (("Employees aged 36 to", "60"), "97"),
    ]

    def draw(canvas: Any) -> None:
        for x, year in ((300, "2023"), (380, "2022")):
            canvas.drawRightString(x, 725, year)
        for number, (lines, value) in enumerate(rows):
            y = 700 - 32 * number
            canvas.drawString(60, y, lines[0])
            canvas.drawString(60, y - 10.5, lines[1])
            for x in (300, 380):
                canvas.drawRightString(x, y - 5, value)

    (table,) = find_tables(make_pages(draw)[0])
    assert [row.label for row in table.rows] == [" ".join(lines) for lines, _ in rows]
    assert [[cell.text for cell in row.cells if cell] for row in table.rows] == [[value] * 2 for _, value in rows]
