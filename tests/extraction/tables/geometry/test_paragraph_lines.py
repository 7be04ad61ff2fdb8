"""Lines of paragraphs that look like figures."""

import pytest

from cnesg.extraction.tables.geometry.paragraph_lines import with_paragraphs_as_text
from cnesg.extraction.tables.model import Fragment


def line(text: str, top: float, x0: float, kind: str) -> Fragment:
    return Fragment(text, text, (x0, top, x0 + 4.0 * len(text), top + 8), 8.0, int(top), 0, kind)


ABOVE = line("Measured at all sites with", 100, 300, "text")


@pytest.mark.parametrize(
    ("text", "top", "x0", "expected"),
    [
        ("more than 50 employees", 110, 300, "text"),
        ("more than 50 employees", 130, 300, "number"),  # a row further down
        ("more than 50 employees", 110, 330, "number"),  # at another edge
        ("1,250", 110, 300, "number"),  # no words
    ],
)
def test_a_figure_with_words_below_a_long_line_is_one_of_its_lines(
    text: str, top: float, x0: float, expected: str
) -> None:
    found = with_paragraphs_as_text([[ABOVE], [line(text, top, x0, "number")]])
    assert found[1][0].kind == expected
