"""Rows whose label is blank, which are of the row above or are not. All is invented."""

from collections.abc import Callable, Sequence

import pytest
from tests.extraction.tables.drawn.test_ruled import draw_rows

from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.drawn.group_cells import labelled_as_above
from cnesg.extraction.tables.model import Row
from cnesg.text import Page

MakePages = Callable[..., list[Page]]


def made(label: str, notes: Sequence[str], parents: Sequence[str] = ()) -> Row:
    return Row(label, tuple(parents), tuple(notes), (), (0, 0, 1, 1), 0)


@pytest.mark.parametrize(("note", "own"), [("persons", "%"), ("2022", "2023")])
def test_a_blank_label_with_another_unit_or_year_is_as_above(note: str, own: str) -> None:
    assert labelled_as_above(made("", [own]), [made("Women", [note])]).label == "Women"


@pytest.mark.parametrize(
    ("row", "above"),
    [
        (made("", ["%"]), made("Women", ["%"])),  # the same unit
        (made("", ["2023"]), made("Women", ["2023"])),  # the same year
        (made("", []), made("Women", ["persons"])),  # no unit
        (made("", ["%"]), made("Women", [])),  # the row above has none
        (made("", ["assured by others"]), made("Women", ["persons"])),  # a remark
        (made("", ["%", "assured by others"]), made("Women", ["persons"])),
        (made("", ["%"], ["Leavers"]), made("Women", ["persons"], ["New hires"])),  # of another group
    ],
)
def test_other_blank_labels_stay_blank(row: Row, above: Row) -> None:
    assert labelled_as_above(row, [above]) is row


def test_a_label_of_its_own_is_kept_and_a_first_row_has_none_above() -> None:
    men = made("Men", ["%"])
    assert labelled_as_above(men, [made("Women", ["persons"])]) is men
    first = made("", ["%"])
    assert labelled_as_above(first, []) is first


def labels(make_pages: MakePages, rows: Sequence[Sequence[str]]) -> list[tuple[str, tuple[str, ...]]]:
    (table,) = find_tables(make_pages(lambda canvas: draw_rows(canvas, rows, [50, 160, 240, 310, 380]))[0])
    return [(row.label, row.notes) for row in table.rows]


def test_blank_labels_beside_their_units_in_a_table(make_pages: MakePages) -> None:
    rows = [("Indicator", "Unit", "2022", "2023"), ("Water", "m3", "812", "790"), ("", "tonnes", "41", "40")]
    rows += [("Waste", "kg", "310", "335"), ("", "kg", "22", "24")]
    assert labels(make_pages, rows) == [
        ("Water", ("m3",)),
        ("Water", ("tonnes",)),
        ("Waste", ("kg",)),
        ("", ("kg",)),
    ]
