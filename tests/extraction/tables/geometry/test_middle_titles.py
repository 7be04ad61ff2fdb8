"""Titles in the middle over all columns of a table become titles at its labels' edge; what looks like one stays."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from tests.extraction.tables.geometry.test_label_edge import fragment
from tests.extraction.tables.geometry.test_merged import draw_centred

from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.geometry.middle_titles import with_titles_at_edge
from cnesg.extraction.tables.geometry.regions import Region
from cnesg.extraction.tables.model import Fragment
from cnesg.model.records import BoundingBox
from cnesg.text import Page

TOPS = (100.0, 120.0, 160.0, 180.0)  # between the second row and the third there is room for a title
LABELS = ("Water", "Energy", "Hazardous waste", "Paper")
EDGE, RIGHT, MIDDLE = 92.5, 407.5, 250.0  # of all rows


def at(text: str, axis: float, top: float, line: int = 50, kind: str = "text") -> Fragment:
    """A text in the middle of an axis."""
    return fragment(text, axis - 2.5 * len(text), top, line, kind)


def column(texts: Sequence[str], axis: float, kind: str = "text") -> list[Fragment]:
    return [at(text, axis, top, n, kind) for n, (text, top) in enumerate(zip(texts, TOPS, strict=False))]


ROWS = column(LABELS, 130)
VALUES = [*column(("114", "214", "314", "414"), 320, "number"), *column(("104", "204", "304", "404"), 400, "number")]
HEADS = [at("2023", 320, 62, 40, "year"), at("2022", 400, 62, 40, "year")]
TITLE = at("Waste", MIDDLE, 140)


def moved(
    titles: Sequence[Fragment],
    others: Sequence[Fragment] = ROWS,
    rulings: Sequence[BoundingBox] = (),
    left: float | None = EDGE,
) -> list[bool]:
    """Which titles move; all else must stay what it is, where it is, and what moves must keep its words and size."""
    texts = [*others, *titles]
    found = with_titles_at_edge(texts, Region(list(VALUES)), left, rulings)
    assert len(found) == len(texts)
    assert all(one is text for one, text in zip(found, others, strict=False))
    told = []
    for one, title in zip(found[len(others) :], titles, strict=True):
        told.append(one is not title)
        if told[-1]:
            x0, top, x1, bottom = title.bbox
            assert one == replace(title, bbox=(EDGE, top, EDGE + x1 - x0, bottom))
    return told


def test_the_rows_of_these_tests_begin_and_end_where_they_say() -> None:
    assert min(t.x0 for t in ROWS) == EDGE
    assert max(t.x1 for t in VALUES) == RIGHT
    assert (EDGE + RIGHT) / 2 == MIDDLE


@pytest.mark.parametrize("axis", [239.0, MIDDLE, 261.0])
def test_a_title_in_the_middle_between_rows_begins_where_the_labels_do(axis: float) -> None:
    assert moved([at("Waste", axis, 140)]) == [True]


@pytest.mark.parametrize("axis", [200.0, 235.0, 265.0, 320.0])
def test_a_text_off_the_middle_stays(axis: float) -> None:
    assert moved([at("Waste", axis, 140)]) == [False]


@pytest.mark.parametrize("axis", [225.0, 265.0, 278.0])
def test_several_titles_on_one_axis_may_stand_further_off_the_middle(axis: float) -> None:
    first, second = at("Waste", axis, 140), at("Water and energy", axis + 1.5, 80)  # a mark stands behind the second
    assert moved([first]) == [False]
    assert moved([first, second], [*HEADS, *ROWS]) == [True, True]


@pytest.mark.parametrize("axis", [215.0, 285.0])
def test_several_titles_far_off_the_middle_stay(axis: float) -> None:
    titles = [at("Waste", axis, 140), at("Water and energy", axis, 80)]
    assert moved(titles, [*HEADS, *ROWS]) == [False, False]


def test_one_width_or_another_axis_makes_no_titles_of_two_texts() -> None:
    over = [*HEADS, *ROWS]
    assert moved([at("Waste", 270, 140), at("Water", 270, 80)], over) == [False, False]
    assert moved([at("Waste", 270, 140), at("Water and energy", 270, 80)], over) == [True, True]


def test_where_lines_tell_the_middle_a_title_on_it_is_one() -> None:
    whole: list[BoundingBox] = [(90.0, 152.0, 490.0, 152.5)]
    assert moved([at("Waste", 290, 140)], rulings=whole) == [True]
    assert moved([at("Waste", 290, 140)]) == [False]
    assert moved([at("Waste", 292, 140)], rulings=whole) == [False]


@pytest.mark.parametrize(
    ("axis", "line"),
    [
        (290.0, (95.0, 152.0, 485.0, 152.5)),  # begins right of the labels
        (235.0, (90.0, 152.0, 380.0, 152.5)),  # ends before the last value does
        (290.0, (90.0, 210.0, 490.0, 210.5)),  # below the table
        (290.0, (90.0, 90.0, 490.0, 90.5)),  # above it
    ],
)
def test_other_lines_tell_no_middle(axis: float, line: BoundingBox) -> None:
    assert (line[0] + line[2]) / 2 == axis
    assert moved([at("Waste", axis, 140)], rulings=[line]) == [False]


@pytest.mark.parametrize(("length", "moves"), [(40, True), (46, False)])
def test_a_line_that_begins_where_the_table_does_is_no_title_in_the_middle(length: int, moves: bool) -> None:
    line: BoundingBox = (10.0, 152.0, 410.0, 152.5)  # far left of the labels
    assert moved([at("o" * length, 210, 140)], rulings=[line]) == [moves]


def test_a_first_title_stands_between_the_heads_of_several_columns_and_the_first_row() -> None:
    first, later = at("Water and energy", MIDDLE, 80), at("Waste", MIDDLE + 4, 140)
    assert moved([first, later], [*HEADS, *ROWS]) == [True, True]
    assert moved([first, later], [HEADS[0], *ROWS]) == [False, True]
    assert moved([first, later], [at("Total", 320, 50), HEADS[0], *ROWS]) == [False, True]  # two lines over one column
    assert moved([first, later], [at("Indicator", 130, 62), at("Unit", 220, 62), *ROWS]) == [False, True]  # of no value
    assert moved([first, later]) == [False, True]


def test_a_title_over_all_rows_is_the_tables_own() -> None:
    assert moved([at("Water and energy", MIDDLE, 80)], [*HEADS, *ROWS]) == [False]


def test_a_title_over_the_first_row_is_one_where_another_like_it_stands_in_the_table() -> None:
    first = at("Water and energy", MIDDLE, 80)
    assert moved([first, TITLE]) == [True, True]
    assert moved([first, at("Waste", MIDDLE + 4, 140)]) == [False, True]  # on another axis
    assert moved([at("Metal", MIDDLE, 80), TITLE]) == [False, True]  # as wide: where it begins tells nothing
    higher = at("Works", MIDDLE + 4, 66)
    assert moved([higher, at("Water and energy", MIDDLE + 4, 80), TITLE]) == [False, False, True]


def test_a_head_over_the_heads_of_the_columns_stays() -> None:
    assert moved([at("Year ended 31 March", MIDDLE, 50), TITLE], [*HEADS, *ROWS]) == [False, True]


def test_what_stands_between_a_title_and_the_first_row_makes_it_none_of_the_table() -> None:
    first, later = at("Water and energy", MIDDLE, 66), at("Waste", MIDDLE + 4, 140)
    heads = [replace(head, bbox=(head.x0, 50.0, head.x1, 59.0)) for head in HEADS]
    assert moved([first, later], [*heads, *ROWS]) == [True, True]
    assert moved([first, later], [*heads, at("of our works alone", 150, 84), *ROWS]) == [False, True]


def test_a_title_far_above_the_first_row_stays() -> None:
    heads = [replace(head, bbox=(head.x0, 24.0, head.x1, 33.0)) for head in HEADS]
    assert moved([at("Water and energy", MIDDLE, 36), TITLE], [*heads, *ROWS]) == [False, True]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("2023", "year"), ("tonnes", "text"), ("-", "blank")],
)
def test_a_year_a_unit_and_a_dash_are_no_titles(text: str, kind: str) -> None:
    assert moved([at(text, MIDDLE, 140, kind=kind)]) == [False]


@pytest.mark.parametrize("axis", [140.0, 320.0, 400.0])
def test_a_text_beside_another_on_its_line_stays(axis: float) -> None:
    assert moved([TITLE], [*ROWS, at("of works", axis, 141)]) == [False]


def test_a_text_on_the_line_of_values_is_a_label_of_theirs() -> None:
    assert moved([at("Waste", MIDDLE, TOPS[3], 3)], ROWS[:3]) == [False]


def test_what_stands_outside_the_table_is_not_beside_it() -> None:
    assert moved([TITLE], [*ROWS, at("of works", 500, 141), at("of works", 40, 141)]) == [True]


def test_a_text_below_the_last_row_stays() -> None:
    assert moved([at("Waste", MIDDLE, 200)]) == [False]


@pytest.mark.parametrize(("length", "width", "moves"), [(70, 220.0, True), (71, 220.0, False), (48, 240.0, False)])
def test_a_long_sentence_and_a_wide_line_are_no_titles(length: int, width: float, moves: bool) -> None:
    sentence = "All of our works in the north and in the south gather what they use and throw away"[:length].strip()
    text = replace(
        at(sentence.ljust(length, "."), MIDDLE, 140), bbox=(MIDDLE - width / 2, 140, MIDDLE + width / 2, 149)
    )
    assert moved([text]) == [moves]


NAMES = [at(text, 130, top, n) for n, (text, top) in enumerate(zip(LABELS, TOPS, strict=True)) if n != 3]


@pytest.mark.parametrize("off", [0.0, 10.0])
def test_the_second_line_of_a_label_on_its_columns_axis_stays(off: float) -> None:
    classes = column(("Sites in the north", "Sites", "All of our works", "Works"), MIDDLE + off)
    assert moved([TITLE], [*NAMES, *classes]) == [False]


def test_labels_on_an_axis_far_off_the_title_leave_it_one() -> None:
    classes = column(("Sites in the north", "Sites", "All of our works", "Works"), MIDDLE + 20)
    assert moved([TITLE], [*NAMES, *classes]) == [True]


def test_one_label_on_its_axis_leaves_a_title_one() -> None:
    assert moved([TITLE], [*NAMES, at("Sites", MIDDLE, TOPS[0], 0)]) == [True]


def test_the_second_line_of_a_unit_stays_but_units_alone_tell_no_column_of_labels() -> None:
    units = column(("m3", "MWh", "tonnes", "kg"), MIDDLE)
    assert moved([at("of our works", MIDDLE, 132)], [*NAMES, *units]) == [False]
    assert moved([at("of our works", MIDDLE, 140)], [*NAMES, *units]) == [True]


def test_lines_close_to_each_other_are_of_one_cell_and_no_titles() -> None:
    assert moved([at("Hours of work", MIDDLE, 134), at("lost", MIDDLE, 144)]) == [False, False]


def set_left(x0: float, *texts: str) -> list[Fragment]:
    return [fragment(text, x0, top, n, "text") for n, (text, top) in enumerate(zip(texts, TOPS, strict=False))]


@pytest.mark.parametrize(
    ("labels", "moves"),
    [
        (set_left(225, "Sites", "Mill", "Works", "Ports"), False),
        (set_left(225, "Sites", "Mill"), False),
        (set_left(225, "Sites", "Sites", "Sites", "Sites"), True),  # one word again and again tells no edge
        (set_left(225, "Sites"), True),
        (set_left(228, "Sites", "Mill", "Works", "Ports"), True),
    ],
)
def test_a_text_that_begins_where_labels_do_is_one_of_their_lines(labels: list[Fragment], moves: bool) -> None:
    assert moved([fragment("and our stores", 225, 140, 50, "text")], [*NAMES, *labels]) == [moves]


def test_a_few_of_many_labels_begin_alike_by_chance() -> None:
    others = [*set_left(280, "UK", "US", "FR", "NL"), *(t for t in set_left(229, "", "", "Ox", "Ham") if t.text)]
    line = fragment("and our stores", 225, 140, 50, "text")
    assert moved([line], [*NAMES, *others, *set_left(225, "Sites", "Mill")]) == [True]
    assert moved([line], [*NAMES, *others, *set_left(225, "Sites", "Mill", "Hub")]) == [False]


def test_titles_begin_at_the_labels_of_the_rows_though_the_table_begins_further_left() -> None:
    assert moved([at("Waste", 236, 140)], left=60.0) == [True]
    assert moved([at("Waste", 236, 140)], [*ROWS, fragment("-", 65, TOPS[0], 0, "blank")], left=60.0) == [True]


def test_a_table_without_labels_or_of_few_values_has_no_such_titles() -> None:
    assert moved([TITLE], left=None) == [False]
    assert moved([TITLE], [ROWS[0]]) == [False]
    assert moved([TITLE], ROWS[1:3]) == [True]
    for values, moves in ((VALUES[:3], False), (VALUES[:4], True)):
        region = Region([*values[:-1], VALUES[-1]])
        assert (with_titles_at_edge([*ROWS, TITLE], region, EDGE, [])[-1] is not TITLE) is moves


@pytest.mark.parametrize("axis", [215.0, 235.0])
def test_titles_printed_in_the_middle_are_of_the_rows_below_them(
    make_pages: Callable[..., list[Page]], axis: float
) -> None:
    rows = ["Water used", "Waste water", "Diesel", "Electricity of our works", "Paper", "Metal"]
    texts = [(axis, 118.0, "Water"), (axis, 172.0, "Energy used"), (axis, 226.0, "Packaging")]
    texts += [(110.0, 100.0, "Indicator"), (300.0, 100.0, "2023"), (380.0, 100.0, "2022")]
    for number, label in enumerate(rows):
        y = 136.0 + 18 * number + 18 * (number // 2)
        texts += [(110.0, y, label), (300.0, y, f"{120 + number}"), (380.0, y, f"{118 + number}")]

    (table,) = find_tables(make_pages(lambda canvas: draw_centred(canvas, texts))[0])
    groups = ["Water", "Energy used", "Packaging"]
    assert [(row.parents, row.label) for row in table.rows] == [
        ((groups[number // 2],), label) for number, label in enumerate(rows)
    ]
    assert [column.headers for column in table.columns] == [("2023",), ("2022",)]
