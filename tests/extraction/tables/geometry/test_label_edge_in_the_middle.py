"""Where labels begin that are set in the middle of their column and wrap: at the widest of their lines."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from tests.extraction.tables.geometry.test_label_edge import fragment
from tests.extraction.tables.geometry.test_merged import draw_centred
from tests.extraction.tables.geometry.test_middle_titles import at

from cnesg.extraction.tables import find_tables
from cnesg.extraction.tables.geometry.label_edge import label_edge
from cnesg.extraction.tables.geometry.regions import Region
from cnesg.extraction.tables.model import Fragment
from cnesg.text import Page

WORDS = ("Water", "Electricity", "of our works", "Paper")
TOPS = (100.0, 140.0, 180.0, 220.0)
LABELS = [at(text, 200, top, n) for n, (text, top) in enumerate(zip(WORDS, TOPS, strict=True))]
EDGE = 170.0  # of the widest on a line of values
VALUES = [
    at(text, 400, top, n, "number") for n, (text, top) in enumerate(zip(("11", "21", "31", "4"), TOPS, strict=True))
]
WIDE = at("Hazardous waste, scrap and rubble", 200, 170)  # the line above `of our works`


def edge(*lines: Fragment, labels: Sequence[Fragment] = LABELS, limit: float = 0.0) -> float | None:
    return label_edge(Region(list(VALUES)), limit, [*labels, *lines])


def test_labels_of_one_line_begin_at_the_widest() -> None:
    assert edge() == EDGE


def test_a_line_on_the_axis_close_to_another_is_of_a_label_and_may_be_wider() -> None:
    assert WIDE.x0 == EDGE - 52.5  # further out than titles of groups stand
    assert edge(WIDE) == WIDE.x0


def test_of_several_wide_lines_the_widest_counts() -> None:
    wider = at("All hazardous waste, scrap and rubble", 200, 160.5)
    assert edge(WIDE, wider) == edge(wider, WIDE) == wider.x0


@pytest.mark.parametrize(
    ("axis", "top", "widens"),
    [
        (201, 170, True),
        (202, 170, False),  # off the axis
        (198, 170, False),
        (200, 190, True),  # below its label
        (200, 167, True),
        (200, 166, False),  # half a line away: a row or a title of its own
        (200, 160, False),
        (200, 90, True),  # the first line of the first row
        (200, 230, True),  # and the last line of the last
    ],
)
def test_other_lines_leave_the_edge_at_the_rows(axis: float, top: float, widens: bool) -> None:
    line = at(WIDE.text, axis, top)
    assert edge(line) == (line.x0 if widens else EDGE)


@pytest.mark.parametrize("axis", [198.0, 202.0, 215.0])
def test_lines_on_another_axis_than_the_labels_are_none_of_theirs(axis: float) -> None:
    assert edge(at(WIDE.text, axis, 153), at("by use", axis, 163)) == EDGE


def test_the_labels_on_the_lines_of_values_tell_the_axis() -> None:
    others = [at("Use", 215, top, 60 + n) for n, top in enumerate((120.0, 155.0, 200.0, 209.0))]
    assert edge(WIDE, *others) == WIDE.x0


def test_lines_far_above_the_first_row_and_below_the_last_are_none_of_labels() -> None:
    """Each is close to another on the axis, and the other one is no wider than the labels."""
    assert edge(at("at work", 200, 230), at(WIDE.text, 200, 240)) == EDGE
    assert edge(at("at work", 200, 87), at(WIDE.text, 200, 77)) == EDGE
    assert edge(at("at work", 200, 90), at(WIDE.text, 200, 80)) == WIDE.x0


@pytest.mark.parametrize(("length", "widens"), [(120, True), (121, False)])
def test_a_sentence_is_no_line_of_a_label(length: int, widens: bool) -> None:
    line = replace(at("o" * length, 200, 170), bbox=(120.0, 170.0, 280.0, 179.0))
    assert edge(line) == (120.0 if widens else EDGE)


def test_a_line_that_reaches_over_the_values_or_left_of_the_limit_is_none() -> None:
    over = at("o" * 80, 200, 170)
    assert over.x1 > VALUES[0].x0
    assert edge(over) == EDGE
    assert edge(WIDE, limit=WIDE.x0) == WIDE.x0
    assert edge(WIDE, limit=WIDE.x0 + 1) == EDGE


def test_labels_set_left_begin_where_they_do_whatever_stands_on_an_axis() -> None:
    labels = [fragment(text, 170, t.bbox[1], t.line, "text") for text, t in zip(WORDS, LABELS, strict=True)]
    for label in labels:
        line = at("Electricity of the works that others rent", (label.x0 + label.x1) / 2, label.bbox[1] - 10)
        assert edge(line, labels=labels) == EDGE


def test_only_the_first_text_of_a_line_is_its_label() -> None:
    """Units in the middle of a column of theirs tell nothing of labels that are set left."""
    labels = [fragment(text, 60, t.bbox[1], t.line, "text") for text, t in zip(WORDS, LABELS, strict=True)]
    units = [at(text, 300, t.bbox[1], t.line) for text, t in zip(("m3", "MWh", "tonnes", "kg"), LABELS, strict=True)]
    wide = at("o" * 58, 300, 170)
    assert wide.x0 > 60 + 9
    assert edge(wide, *units, labels=labels) == 60
    assert edge(WIDE, *units) == edge(*units, WIDE) == WIDE.x0


def test_a_table_without_labels_has_no_edge() -> None:
    assert label_edge(Region(list(VALUES)), 0.0, []) is None


@pytest.mark.parametrize("line", [0.0, 0.5, 1.0])
def test_labels_printed_in_the_middle_keep_their_widest_line(
    make_pages: Callable[..., list[Page]], line: float
) -> None:
    """The values stand on the first line of their label, between both or on the second."""
    waste = ["Hazardous and other waste that is handed on to others", "for use"]
    labels = [["Water"], waste, ["Diesel and petrol"], ["Paper"], ["Wood of forests"]]
    texts = [(150.0, 100.0, "Indicator"), (400.0, 100.0, "2023"), (480.0, 100.0, "2022")]
    y = 124.0
    for number, lines in enumerate(labels):
        texts += [(150.0, y + 10 * n, text) for n, text in enumerate(lines)]
        on = y + 10 * line * (len(lines) - 1)
        texts += [(400.0, on, f"{120 + number}"), (480.0, on, f"{118 + number}")]
        y += 14 + 10 * len(lines)

    (table,) = find_tables(make_pages(lambda canvas: draw_centred(canvas, texts))[0])
    assert [(row.label, row.parents) for row in table.rows] == [(" ".join(lines), ()) for lines in labels]
