"""Lines of one cell that are set in its middle, and the columns of units that they make wider."""

from collections.abc import Sequence

import pytest
from tests.extraction.tables.geometry.test_label_edge import fragment
from tests.extraction.tables.geometry.test_middle_titles import at

from cnesg.extraction.tables.geometry.aligned_texts import edges_of_aligned, wraps_on_axis
from cnesg.extraction.tables.model import Fragment

LINE = at("per million hours", 250, 100)


@pytest.mark.parametrize(
    ("axis", "top", "wraps"),
    [
        (250, 110, True),
        (250, 113, True),
        (250, 114, False),  # half a line apart
        (250, 120, False),
        (250, 90, True),
        (250, 87, True),
        (250, 86, False),
        (250, 80, False),
        (251, 110, True),
        (249, 110, True),
        (252, 110, False),  # on another axis
        (248, 110, False),
        (310, 110, False),
    ],
)
def test_a_text_close_above_or_below_on_the_axis_is_of_its_cell(axis: float, top: float, wraps: bool) -> None:
    other = at("worked", axis, top)
    assert wraps_on_axis(LINE, [LINE, other]) is wraps
    assert wraps_on_axis(other, [other, LINE]) is wraps


def test_no_text_wraps_around_itself() -> None:
    assert not wraps_on_axis(LINE, [LINE])
    assert not wraps_on_axis(LINE, [])


def test_any_of_several_texts_will_do() -> None:
    others = [at("rows", 250, 130), at("beside", 340, 110), at("worked", 250, 110)]
    assert not wraps_on_axis(LINE, others[:2])
    assert wraps_on_axis(LINE, others)


def test_lines_that_begin_alike_and_share_no_axis_are_set_left() -> None:
    left = [fragment("per million hours", 50, 100, 1, "text"), fragment("worked", 50, 110, 2, "text")]
    assert not wraps_on_axis(left[0], left)


LABELS = [fragment("Injuries", 50, 100 + 40 * n, n, "text") for n in range(4)]
UNITS = [at(text, 250, 100 + 40 * n, n) for n, text in enumerate(("m3", "cases", "MWh", "kg"))]
EDGE = 237.5  # of the widest of these


def edges(units: Sequence[Fragment], *lines: Fragment, labels: Sequence[Fragment] = LABELS) -> list[float]:
    return edges_of_aligned([], [*labels, *units], 2, [*labels, *units, *lines])


def test_a_column_of_units_begins_at_the_widest() -> None:
    assert edges(UNITS) == [EDGE]


def test_a_line_in_the_middle_of_the_units_that_is_wider_makes_their_column_wider() -> None:
    """It reaches further right than all units, as it does further left."""
    line, rest = at("per million hours", 250, 151), at("worked", 250, 160.5)
    assert edges(UNITS, line, rest) == [line.x0]
    assert edges(UNITS, line) == [line.x0]  # close below the second unit


@pytest.mark.parametrize(
    "line",
    [
        at("per million hours", 250, 160),  # between two rows, close to neither
        at("per million hours", 270, 151),  # off the axis
        at("per million hours or all hours worked by anyone here", 260, 151),
        fragment("per million hours", 237.5, 151, 50, "text"),
        at("all that the works and their offices have used in a year", 250, 160),
    ],
)
def test_other_lines_leave_it_where_it_is(line: Fragment) -> None:
    assert edges(UNITS, line) == [EDGE]


@pytest.mark.parametrize(
    ("text", "edge"), [("per million hours worked", 280.0), ("per million hours worked by all of them", 327.5)]
)
def test_a_wider_line_that_begins_within_the_labels_is_theirs(text: str, edge: float) -> None:
    labels = [fragment("All of the injuries in all of our works", 50, 100 + 40 * n, n, "text") for n in range(4)]
    units = [at(t.text, 340, t.bbox[1], t.line) for t in UNITS]
    line = at(text, 340, 151)
    assert (line.x0 > labels[0].x1) is (edge == line.x0)
    assert edges(units, line, labels=labels) == [edge]


@pytest.mark.parametrize(("right", "edge"), [(260.0, 175.0), (261.0, 176.0), (292.5, 235.0)])
def test_beside_units_set_right_a_wider_line_is_one_of_theirs_that_ends_where_they_do(
    right: float, edge: float
) -> None:
    units = [fragment(t.text, 260 - 5.0 * len(t.text), t.bbox[1], t.line, "text") for t in UNITS]
    line = fragment("per million hours", right - 85, 151, 50, "text")
    assert wraps_on_axis(at("m3", (line.x0 + line.x1) / 2, 160.5), [line])
    assert edges(units, line, at("m3", (line.x0 + line.x1) / 2, 160.5)) == [edge]
