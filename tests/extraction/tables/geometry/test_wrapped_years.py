"""Years at the edge of the labels: the second line of a label, or the first of a row."""

import pytest

from cnesg.extraction.tables.geometry.wrapped_years import with_years_in_labels
from cnesg.extraction.tables.model import Fragment


def piece(text: str, kind: str, x: float, top: float, line: int) -> Fragment:
    return Fragment(text, text, (x, top, x + 6.0 * len(text), top + 9), 9.0, line, 0, kind)


@pytest.mark.parametrize(("above", "kind"), [("Reduction against", "text"), ("Emissions (tonnes)", "year")])
def test_a_year_goes_on_with_a_label_that_asks_for_one(above: str, kind: str) -> None:
    lines = [[piece(above, "text", 50, 100, 0)], [piece("2021", "year", 50, 111, 1), piece("3", "number", 300, 111, 1)]]

    assert with_years_in_labels(lines)[1][0].kind == kind
