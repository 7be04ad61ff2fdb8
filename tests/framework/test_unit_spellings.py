"""Units as reports spell them: over a year, or with what they are the mean of."""

import pytest

from cnesg.framework.unit_spellings import respelled
from cnesg.framework.units import load_units

UNITS = load_units()


@pytest.mark.parametrize(
    ("text", "unit", "kind"),
    [
        ("m3/tonne/yr", "m3/t", "intensity"),
        ("kWh/m2 per year", "kWh/m2", "intensity"),
        ("kWh/m2/year", "kWh/m2", "intensity"),
        ("kWh/m2 p.a.", "kWh/m2", "intensity"),
        ("tCO2e per FTE per annum", "tCO2e/employee", "intensity"),
        ("avr. training hours", "hours", "hours"),
        ("avr. training hour", "hours", "hours"),
        ("Average training hours", "hours", "hours"),
        ("mean hrs", "hours", "hours"),
    ],
)
def test_the_year_of_an_intensity_and_the_word_for_a_mean_are_no_part_of_a_unit(
    text: str, unit: str, kind: str
) -> None:
    found = UNITS.whole(text)
    assert found is not None
    assert (found.unit, found.kinds) == (unit, frozenset({kind}))


def test_a_unit_over_nothing_but_a_year_keeps_it() -> None:
    found = UNITS.whole("t/yr")
    assert found is not None
    assert found.unit == "t/year"
    assert respelled("average price") == "average price"
