"""Tables whose figures line up with those of a table above that is wider, and ages that look like lengths of time."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.geometry.regions import value_fragments
from cnesg.extraction.tables.model import Fragment
from cnesg.text import Page


def test_a_table_below_the_right_half_of_another_is_one_of_its_own(make_pages: Callable[..., list[Page]]) -> None:
    def draw(canvas: Any) -> None:
        for x, head in zip((200, 280, 360, 440, 520), ("2023", "2022", "2021", "2020", "2019"), strict=True):
            canvas.drawRightString(x, 740, head)
            for y, value in ((722, "412"), (704, "398")):
                canvas.drawRightString(x, y, value)
        for y, label in ((722, "Waste (t)"), (704, "Effluent (m3)")):
            canvas.drawString(50, y, label)
        beside = (
            (
                50,
                ("Managers (%)", "Men", "Women"),
                (("Senior", "74.1", "25.9"), ("Middle", "57.8", "42.2")),
                (180, 230),
            ),
            (300, ("Training", "2023", "2022"), (("Hours", "1,087", "1,016"), ("Courses", "41", "37")), (440, 520)),
        )
        for left, top, rows, edges in beside:
            for number, (label, *texts) in enumerate((top, *rows)):
                canvas.drawString(left, 668 - 18 * number, label)
                for x, text in zip(edges, texts, strict=True):
                    canvas.drawRightString(x, 668 - 18 * number, text)

    tables = find_tables(make_pages(draw)[0])
    labels = {tuple(row.label for row in table.rows) for table in tables}
    assert labels == {("Waste (t)", "Effluent (m3)"), ("Senior", "Middle"), ("Hours", "Courses")}


def fragment(text: str, x0: float) -> Fragment:
    return Fragment(text, text, (x0, 0.0, x0 + 5.0 * len(text), 8.0), 8.0, 1, 0, "number")


@pytest.mark.parametrize(
    ("first", "expected"),
    [("Up to 30 years", 2), ("31 to 50 years", 2), ("Over 50 years", 2), ("12 years", 2), ("1,012", 3)],
)
def test_an_age_at_the_beginning_of_a_line_names_its_row(first: str, expected: int) -> None:
    assert len(value_fragments([fragment(first, 50), fragment("1,012", 200), fragment("31.6", 260)])) == expected


def test_lengths_of_time_down_a_line_are_values() -> None:
    assert len(value_fragments([fragment("12 years", 50), fragment("14 years", 200)])) == 2
