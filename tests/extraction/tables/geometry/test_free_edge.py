"""How far left titles may begin over labels that stand in the middle of a column without lines."""

import pytest
from tests.extraction.tables.geometry.test_label_edge import fragment

from cnesg.extraction.tables.geometry.left_limits import free_edge
from cnesg.extraction.tables.model import Fragment

LEFT, TOP, BOTTOM = 200.0, 100.0, 160.0
FREE = 80.0  # the widest cell further left


def test_titles_may_begin_as_far_left_as_a_cell_is_wide() -> None:
    assert free_edge([], LEFT, TOP, BOTTOM) == FREE


@pytest.mark.parametrize(
    ("text", "edge"),
    [
        (fragment("Prose", 60, 120, 9, "text"), LEFT),
        (fragment("41", 60, 120, 9, "number"), LEFT),
        (fragment("Prose that runs on over the labels", 60, 120, 9, "text"), LEFT),
        (fragment("Prose", 60, 96, 9, "text"), LEFT),  # its middle stands right below the upper edge
        (fragment("Prose", 60, 95, 9, "text"), FREE),
        (fragment("Prose", 60, 155, 9, "text"), LEFT),
        (fragment("Prose", 60, 156, 9, "text"), FREE),
        (fragment("Title", 60, 70, 9, "text"), FREE),
        (fragment("Notes", 60, 200, 9, "text"), FREE),
        (fragment("Water", 190, 120, 9, "text"), LEFT),
        (fragment("Water", 191, 120, 9, "text"), FREE),  # no further out than its characters are high
        (fragment("Water", 200, 120, 9, "text"), FREE),
        (fragment("Prose", 450, 120, 9, "text"), FREE),  # right of the table
    ],
)
def test_text_left_of_the_rows_keeps_titles_at_the_labels(text: Fragment, edge: float) -> None:
    assert free_edge([text], LEFT, TOP, BOTTOM) == edge


def test_one_text_of_many_is_enough() -> None:
    labels = [fragment("Water", 205, top, n, "text") for n, top in enumerate((102, 122, 142))]
    assert free_edge(labels, LEFT, TOP, BOTTOM) == FREE
    assert free_edge([*labels, fragment("Prose", 20, 130, 9, "text")], LEFT, TOP, BOTTOM) == LEFT
