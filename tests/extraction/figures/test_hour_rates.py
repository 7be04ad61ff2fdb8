"""Rates over the hours that their sentence tells. All is invented."""

import pytest
from tests.extraction.texts import facts

from cnesg.extraction.figures.hour_rates import unit_as_counted

WHOLE = "per million hours"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Our LTIFR was 0.4 per 200,000 hours worked.", "per 200,000 hours"),
        ("Our LTIFR was 0.4 (based on one million working hours).", WHOLE),
        ("Lost-time injuries per 100,000 man-hours fell to 0.4.", "per 100,000 hours"),
        ("Our LTIFR was 0.4. Injuries per 200,000 hours are told elsewhere.", WHOLE),
        ("Our LTIFR was 0.4, and 1.7 million hours were worked.", WHOLE),
    ],
)
def test_a_rate_is_over_the_hours_that_its_sentence_tells(text: str, unit: str) -> None:
    start = text.index("0.4")
    assert unit_as_counted(WHOLE, text, start, start + 3) == unit


def test_a_rate_without_hours_is_over_those_its_name_goes_with() -> None:
    text = "Sustainability report 2021\n\nOur TRIFR was 6.1.\n\nContractors had a TRIR of 0.8.\n"
    assert {(one.value, one.unit) for one in facts(text)} == {(6.1, WHOLE), (0.8, "per 200,000 hours")}
