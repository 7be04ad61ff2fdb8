"""Lines of headers that go on head by head in the line below, and such that span what is below."""

import pytest

from cnesg.extraction.tables.fragments import kind_of
from cnesg.extraction.tables.geometry.wrapped_heads import wrapped
from cnesg.extraction.tables.model import Fragment


def head(text: str, x0: float, x1: float, top: float = 100.0) -> Fragment:
    return Fragment(text, text, (x0, top, x1, top + 10), 10.0, 1, 0, kind_of(text))


def test_a_bracket_below_goes_on_with_its_head() -> None:
    first, second = head("Rate of new hires", 400, 540), head("(Percentage)", 440, 500, 111)
    assert wrapped([first], [head("Workforce (#)", 300, 360, 111), second]) == {id(second): first}


@pytest.mark.parametrize(
    ("first", "second", "goes_on"),
    [
        (head("GHG emissions", 152, 223), head("intensity (tCO2e", 143, 232, 111), True),  # a small letter
        (head("GHG emissions per", 152, 223), head("Employee", 143, 232, 111), True),  # an open end
        (head("Emissions (tonnes", 152, 223), head("CO2e)", 143, 232, 111), True),
        (head("Corruption", 180, 231), head("Lawsuits", 191, 231, 111), True),  # one edge
        (head("Emissions", 152, 223), head("Scope 2", 165, 210, 111), False),  # spans what stands beside it too
        (head("GHG emissions", 152, 223), head("intensity (tCO2e", 143, 232, 118), False),  # too far off
        (head("Corruption", 180, 231), head("2023", 200, 231, 111), False),
        (head("Base year", 180, 231), head("(2019)", 200, 231, 111), True),  # a year, and no head of its own
        (head("Change", 180, 231), head("2024/2023", 176, 231, 111), True),
    ],
)
def test_what_says_that_a_head_goes_on(first: Fragment, second: Fragment, goes_on: bool) -> None:
    assert bool(wrapped([first], [second, head("Other", 400, 440, 111)])) is goes_on


def test_a_line_of_which_one_head_spans_several_goes_on_nowhere() -> None:
    below = [head("(number)", 100, 150, 111), head("(share)", 160, 210, 111), head("(tonnes)", 300, 350, 111)]
    assert wrapped([head("Staff", 100, 210), head("Waste", 300, 350)], below) == {}
