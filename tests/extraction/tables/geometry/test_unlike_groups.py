"""Heads in the middle of groups of unlike size that make up all columns."""

from typing import Any

import pytest
from tests.extraction.tables.conftest import MakePages

from cnesg.extraction.tables.finder import find_tables
from cnesg.extraction.tables.geometry.repeated_heads import over_repeated_names
from cnesg.extraction.tables.geometry.spanning import over_unlike_groups
from cnesg.extraction.tables.model import Fragment


def fragment(text: str, middle: float, width: float = 20.0) -> Fragment:
    box = (middle - width / 2, 0.0, middle + width / 2, 8.0)
    return Fragment(text, text, box, 8.0, 1, 0, "text")


HEADS = [fragment(text, 100 + 50 * number) for number, text in enumerate("ABCDEFG")]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ({"Regions": 200.0, "Group": 375.0}, "RRRRRGG"),  # five and two
        ({"Regions": 206.0, "Group": 378.0}, "RRRRRGG"),  # a little off, as heads set right are
        ({"Food": 125.0, "Drinks": 225.0, "Group": 350.0}, "FFDDGGG"),
    ],
)
def test_each_head_is_over_the_group_whose_middle_it_marks(heads: dict[str, float], expected: str) -> None:
    row = [fragment(text, middle) for text, middle in heads.items()]
    found = over_unlike_groups(row, HEADS)
    assert "".join(head.text[0] for head in found if head) == expected


@pytest.mark.parametrize(
    "middles",
    [
        {"North": 150.0, "Africa &": 300.0},  # first lines of names in two: each over one column alone
        {"Regions": 212.0, "Group": 400.0},  # the second stands over the last column
    ],
)
def test_what_fits_no_groups_is_told_of_none(middles: dict[str, float]) -> None:
    assert over_unlike_groups([fragment(text, middle) for text, middle in middles.items()], HEADS) == []


def _names(texts: str) -> list[Fragment]:
    return [fragment(text, 100 + 50 * number) for number, text in enumerate(texts.split())]


@pytest.mark.parametrize(
    ("names", "middles", "expected"),
    [
        ("Male % Female % Male Female", {"2024": 160.0, "2023": 325.0}, "444433"),
        ("Male Female Total Male Female", {}, ""),  # names other things
        ("Male Female Male Female", {"2024": 125.0, "2023": 225.0}, "4433"),
        ("Male Female Male Female", {"2024": 125.0, "Change": 325.0}, ""),  # stands beside its group
        ("% % % %", {"2024": 125.0, "2023": 225.0}, ""),
    ],
)
def test_names_that_come_again_begin_a_group(names: str, middles: dict[str, float], expected: str) -> None:
    row = [fragment(text, middle) for text, middle in middles.items()]
    found = over_repeated_names(row, _names(names))
    assert "".join(head.text[-1] for head in found if head) == expected


def test_columns_headed_by_a_sign_are_of_what_stands_before_them(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for number, text in enumerate(("Male", "%", "Female", "%")):
            canvas.drawRightString(300 + 60 * number, 700, text)
        for row, cells in enumerate(
            (("Managers", "41", "67.2", "20", "32.8"), ("All", "1,560", "67.3", "757", "32.7"))
        ):
            canvas.drawString(60, 685 - 15 * row, cells[0])
            for number, text in enumerate(cells[1:]):
                canvas.drawRightString(300 + 60 * number, 685 - 15 * row, text)

    (table,) = find_tables(make_pages(draw)[0])
    assert [column.headers for column in table.columns] == [("Male",), ("Male", "%"), ("Female",), ("Female", "%")]


def test_one_sign_behind_years_is_a_change(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        for number, text in enumerate(("2023", "2022", "%")):
            canvas.drawRightString(300 + 60 * number, 700, text)
        for row, cells in enumerate((("Energy", "41", "40", "2.5"), ("Water", "1,560", "1,500", "4.0"))):
            canvas.drawString(60, 685 - 15 * row, cells[0])
            for number, text in enumerate(cells[1:]):
                canvas.drawRightString(300 + 60 * number, 685 - 15 * row, text)

    (table,) = find_tables(make_pages(draw)[0])
    assert table.columns[-1].headers == ("%",)
