"""Counts by the company's size: worked cases, the floor, news that stay news, and silence about the headcount."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small_methodology import absolute, level2, methodology, observations, quantity, rules

from cnesg.framework import load_methodology
from cnesg.framework.definitions import DataPoint
from cnesg.framework.definitions.rules import SizeRates
from cnesg.framework.methodology import Methodology
from cnesg.imputation import select_inputs

FLOOR = 5_000.0
COUNT, EVENT, PRIZES = "S0103-01", "S0103-02", "S0103-03"
BANDS = ((0.0, 4.0), (0.2, 1.0))


def small() -> Methodology:
    changed = {"kind": "event", "select": None, "unit": "cases/1000 employees"}
    event = DataPoint.model_validate(quantity(EVENT, direction="lower").model_dump() | changed)
    points = [quantity(COUNT, "accidents", "lower"), event, quantity(PRIZES, "prizes")]
    rate = {"size": "employees_total", "per": 1000, "floor": FLOOR, "data_points": (COUNT, EVENT, PRIZES)}
    return methodology(
        [level2("S0103", points, [absolute(COUNT, BANDS)])],
        rules=rules().model_copy(update={"size_rates": SizeRates(rates=(rate,), basis="assumed", reference="tests")}),
    )


def rate_of(code: str, **stated: float) -> dict[str, Any] | None:
    """The data point of one company that states some facts."""
    rows = [
        {"company_id": "A", "concept": name, "canonical_value": value, "kind": "event" if name == EVENT else "quantity"}
        for name, value in ((EVENT if name == "events" else name, value) for name, value in stated.items())
    ]
    found = select_inputs(observations(rows), small(), 2023)
    return next((row for row in found.to_dicts() if row["data_point"] == code), None)


@pytest.mark.parametrize(
    ("stated", "expected", "why"),
    [
        ({"accidents": 3.0, "employees_total": 10_000.0}, 0.3, "3 x 1,000 / 10,000"),
        ({"accidents": 1.0, "employees_total": 50.0}, 0.2, "fewer than the floor: 1 x 1,000 / 5,000"),
        ({"accidents": 1.0}, 0.2, "no headcount is known: the floor"),
        ({"accidents": 0.0, "employees_total": 400_000.0}, 0.0, "none is none at any size"),
        ({"accidents": 0.0}, 0.0, "none is none, whatever the size"),
    ],
)
def test_a_count_is_divided_by_headcount_or_its_floor(stated: dict[str, float], expected: float, why: str) -> None:
    row = rate_of(COUNT, **stated)
    assert row is not None
    assert row["value"] == expected, why
    assert row["method"] == "accidents * 1000 / max(sum(employees_total, 0), 5000)"
    assert row["sources"] == [name for name in ("accidents", "employees_total") if name in stated]


def test_events_are_divided_too() -> None:
    row = rate_of(EVENT, events=2.0, employees_total=20_000.0)
    assert row is not None
    assert (row["value"], row["sources"]) == (0.1, [EVENT, "employees_total"])
    assert rate_of(EVENT, employees_total=20_000.0) is None, "nothing imported is missing, not zero"


def test_where_more_is_better_the_headcount_must_be_known() -> None:
    assert rate_of(PRIZES, prizes=4.0) is None
    row = rate_of(PRIZES, prizes=4.0, employees_total=100.0)
    assert row is not None
    assert row["value"] == 0.8


@given(st.floats(1, 1e6), st.floats(1, 1e6), st.integers(1, 500))
def test_no_company_gains_by_being_small_or_by_silence_on_its_size(one: float, other: float, cases: int) -> None:
    smaller, larger = sorted((one, other))
    stated: tuple[dict[str, float], ...] = ({"employees_total": smaller}, {"employees_total": larger}, {})
    rows = [rate_of(COUNT, accidents=float(cases), **size) for size in stated]
    of_small, of_large, silent = (row["value"] for row in rows if row is not None)
    assert silent >= of_small >= of_large


def test_the_shipped_bands_give_a_company_at_the_floor_what_counts_gave() -> None:
    """One case in a company of the floor's size stands on the band that one case stood on; more staff may do better."""
    shipped = load_methodology()
    assert shipped.rules.size_rates is not None
    bands = {
        measure.data_point: measure.bands
        for level in shipped.level2.values()
        for measure in level.measures
        if measure.rule == "absolute"
    }
    for rate in shipped.rules.size_rates.rates:
        for code in rate.data_points:
            point = shipped.data_points[code]
            if code not in bands or point.direction != "lower":
                continue
            one_case = rate.per / rate.floor
            points = [given for least, given in bands[code] if least <= one_case][-1]
            assert bands[code][0] == (0, 4), "none is best"
            assert points <= 3, f"{code}: a case in a small company is not as good as none"
            assert bands[code][-1][1] == 0
