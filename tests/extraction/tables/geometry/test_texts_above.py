"""What stands above a table's rows and belongs to it, above all titles far left of labels set in the middle."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from tests.extraction.tables.geometry.test_label_edge import fragment
from tests.extraction.tables.geometry.test_merged import draw_centred
from tests.extraction.tables.geometry.test_middle_titles import at

from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.geometry.layout import Slot
from cnesg.extraction.tables.geometry.texts_above import Span, texts_above
from cnesg.extraction.tables.model import Fragment
from cnesg.model.records import BoundingBox
from cnesg.text import Page

LEFT, TOP, BOTTOM = 180.0, 100.0, 149.0
LABELS = [at(text, 220, 100 + 20 * n, n) for n, text in enumerate(("Water", "Electricity used", "Paper"))]
COLUMNS = [
    Slot([at(text, x, 100 + 20 * n, n, "number") for n, text in enumerate(("114", "214", "314"))]) for x in (320, 400)
]
SPAN = Span(LEFT, COLUMNS[0].x0, TOP, TOP, BOTTOM, 0.0)
LINES = {0, 1, 2}
HEADS = [at("Indicator", 220, 82, 40), at("2023", 320, 82, 40, "year"), at("2022", 400, 82, 40, "year")]
TITLE = fragment("Our works", 70, 64, 39, "text")  # begins far left of the labels and ends there


def above(
    texts: Sequence[Fragment],
    rulings: Sequence[BoundingBox] = (),
    span: Span = SPAN,
    *,
    lines: Sequence[Fragment] = LABELS,
    centred: bool = True,
) -> list[str]:
    """The words of what is found above the rows."""
    return [t.text for t in texts_above([*texts, *lines], LINES, COLUMNS, span, rulings, centred)]


def words(texts: Sequence[Fragment]) -> list[str]:
    return [t.text for t in texts]


def test_the_labels_of_these_tests_begin_where_they_say() -> None:
    assert min(t.x0 for t in LABELS) == LEFT
    assert [column.x1 for column in COLUMNS] == [327.5, 407.5]


def test_a_title_far_left_of_labels_in_the_middle_is_taken_when_nothing_else_could_be_one() -> None:
    assert above([TITLE, *HEADS]) == words([TITLE, *HEADS])


def test_it_is_not_where_labels_are_set_left() -> None:
    assert above([TITLE, *HEADS], centred=False) == words(HEADS)


@pytest.mark.parametrize(("x0", "taken"), [(61.0, True), (60.0, True), (59.0, False), (20.0, False)])
def test_it_begins_no_further_left_than_a_cell_may_be_wide(x0: float, taken: bool) -> None:
    title = fragment("Our works", x0, 64, 39, "text")
    assert above([title, *HEADS]) == words([title, *HEADS] if taken else HEADS)


@pytest.mark.parametrize(("x0", "top", "taken"), [(80, 105, False), (80, 135, False), (80, 40, True), (80, 170, True)])
def test_where_text_stands_left_of_the_rows_a_title_far_left_is_of_that_text(
    x0: float, top: float, taken: bool
) -> None:
    beside = fragment("In the north", x0, top, 60, "text")
    assert (TITLE.text in above([TITLE, *HEADS], lines=[*LABELS, beside])) is taken


OTHER = fragment("Use of resources", LEFT, 64, 39, "text")


@pytest.mark.parametrize(
    ("other", "taken"),
    [
        (OTHER, False),
        (replace(OTHER, bbox=(170.0, 64, 250.0, 73)), False),
        (replace(OTHER, bbox=(LEFT, 38, 260.0, 47)), False),  # as high as a title stands over two lines of heads
        (replace(OTHER, bbox=(LEFT, 36, 260.0, 45)), True),  # far above the rows
        (replace(OTHER, bbox=(320.0, 64, 400.0, 73)), True),  # over the values alone: a head
        (replace(OTHER, bbox=(LEFT, 85, 260.0, 94)), True),  # on the line of the years: the head of the labels
    ],
)
def test_a_title_at_the_labels_leaves_others_far_left_out(other: Fragment, taken: bool) -> None:
    far = fragment("Our works", 70, 50, 38, "text")
    found = above([far, other, *HEADS[1:]])
    assert (far.text in found) is taken
    assert other.text in found


def test_the_head_of_the_labels_alone_on_its_line_could_be_a_title() -> None:
    assert above([TITLE, HEADS[0]]) == words([HEADS[0]])
    assert above([TITLE, *HEADS[:2]]) == words([TITLE, *HEADS[:2]])


@pytest.mark.parametrize(
    ("x0", "text", "taken"),
    [
        (164.0, "Use", True),
        (163.0, "Use", False),
        (140.0, "Use of energy", True),
        (139.0, "Use of energy", False),
        (150.0, "Use of", False),
    ],
)
def test_titles_that_reach_over_labels_set_left_may_begin_further_out(x0: float, text: str, taken: bool) -> None:
    title = fragment(text, x0, 64, 39, "text")
    assert (text in above([title, *HEADS], centred=False)) is taken


def test_lines_below_the_rows_tell_how_far_left_titles_begin() -> None:
    line: BoundingBox = (65.0, 115.0, 410.0, 115.5)
    assert above([TITLE, *HEADS], [line], centred=False) == words([TITLE, *HEADS])
    assert above([TITLE, *HEADS], [(75.0, *line[1:])], centred=False) == words(HEADS)


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        (fragment("Water", 180, 92, 39, "text"), True),
        (fragment("Water", 180, 93, 39, "text"), False),  # reaches into the rows
        (fragment("Total", 310, 91, 39, "text"), True),
        (fragment("Water", 180, 19, 39, "text"), True),
        (fragment("Water", 180, 18, 39, "text"), False),  # above what the table may reach up to
    ],
)
def test_what_stands_between_the_ceiling_and_the_labels_is_above(text: Fragment, taken: bool) -> None:
    span = replace(SPAN, ceiling=20.0)
    assert (text.text in above([text], span=span)) is taken


@pytest.mark.parametrize(("x0", "taken"), [(304, True), (303, False)])
def test_heads_of_values_stand_below_the_first_line_of_the_labels_too(x0: float, taken: bool) -> None:
    """A first label of several lines begins above the heads of the columns."""
    head = fragment("Total", x0, 91, 39, "text")
    assert (above([head], span=replace(SPAN, top=80.0)) == ["Total"]) is taken


@pytest.mark.parametrize(
    ("text", "kind", "x0", "taken"),
    [
        ("Remarks", "text", 455, True),
        ("Remarks", "text", 456, False),  # more than half a column right of the last one
        ("Year ended 2021", "year", 455, True),
        ("Remarks on them", "text", 455, False),  # too long for a head right of the columns
        ("Remarks on them", "text", 407, True),
        ("Unit: tonnes", "text", 517, True),
        ("Unit: tonnes", "text", 518, False),
    ],
)
def test_right_of_the_last_column_stand_short_heads_and_units(text: str, kind: str, x0: float, taken: bool) -> None:
    assert (text in above([fragment(text, x0, 82, 40, kind), *HEADS])) is taken


def test_a_unit_may_stand_over_remarks_and_over_lines_that_reach_further_right() -> None:
    unit = fragment("Unit: tonnes", 520, 82, 40, "text")
    remark = fragment("of our works in the north", 460, 120, 1, "text")
    line: BoundingBox = (180.0, 115.0, 580.0, 115.5)
    assert above([unit, *HEADS]) == words(HEADS)
    assert above([unit, *HEADS], lines=[*LABELS, remark]) == words([unit, *HEADS])
    assert above([unit, *HEADS], [line]) == words([unit, *HEADS])
    assert above([fragment("Remarks on them", 460, 82, 40, "text"), *HEADS], [line]) == words(HEADS)  # no unit
    assert above([unit, *HEADS], [(180.0, 300.0, 580.0, 300.5)]) == words(HEADS)  # far below
    assert above([unit, *HEADS], [(490.0, *line[1:])]) == words(HEADS)  # of another table


def test_codes_behind_titles_are_left_out() -> None:
    title = fragment("Use of resources GRI 301-1", LEFT, 64, 39, "text")
    (found,) = texts_above([title], LINES, COLUMNS, SPAN, [], False)
    assert found.text == "Use of resources"
    assert found.x1 < title.x1


@pytest.mark.parametrize(
    ("beside", "captions"), [((), ("Our works",)), (("Of all sites", "in the north", "and their yards"), ())]
)
def test_a_title_printed_far_left_of_labels_in_the_middle_is_the_caption(
    make_pages: Callable[..., list[Page]], beside: tuple[str, ...], captions: tuple[str, ...]
) -> None:
    rows = ["Water", "Electricity used", "Diesel", "Paper"]
    texts = [(220.0, 100.0, "Indicator"), (400.0, 100.0, "2023"), (480.0, 100.0, "2022")]
    for number, label in enumerate(rows):
        y = 120.0 + 20 * number
        texts += [(220.0, y, label), (400.0, y, f"{120 + number}"), (480.0, y, f"{118 + number}")]

    def draw(canvas: Any) -> None:
        draw_centred(canvas, texts)
        canvas.drawString(90, 718, "Our works")
        for number, line in enumerate(beside):
            canvas.drawString(60, 672 - 20 * number, line)

    (table,) = find_tables(make_pages(draw)[0])
    assert table.captions == captions
    assert [row.label for row in table.rows] == rows
