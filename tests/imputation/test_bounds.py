"""Intervals end where a data point can be no more and no less."""

from typing import Any

import pytest
from tests.small_methodology import (
    AS_OF,
    YEAR,
    companies,
    level2,
    methodology,
    name,
    observations,
    quantity,
    relative,
    rules,
)

from cnesg.framework import load_methodology
from cnesg.framework.definitions import Derivation
from cnesg.imputation import impute, select_inputs

RATE = "S0301-01"
COUNT = "S0302-01"
NINETEEN = [f"P{number:02}" for number in range(19)]


def filled(
    rows: list[tuple[str, str, float, int]], scale: tuple[float, float] | None = (0.0, 100.0), **changes: float
) -> dict[tuple[str, str], dict[str, Any]]:
    """A pass rate with a scale, and a number computed from another with a spread of half."""
    rate = quantity(RATE, "rate").model_copy(update={"scale": scale})
    count = quantity(COUNT, "count")
    by = methodology(
        [level2("S0301", [rate], [relative(RATE)]), level2("S0302", [count], [relative(COUNT)])],
        derivations=(
            Derivation(
                metric="count", name=name("count"), formula="heads", spread=0.5, basis="assumed", reference="tests"
            ),
        ),
        rules=rules(**changes),
    )
    stated = observations(
        [{"company_id": c, "concept": concept, "canonical_value": v, "fiscal_year": y} for c, concept, v, y in rows]
    )
    peers = companies(dict.fromkeys(["A", *NINETEEN], "110101"))
    found = impute(select_inputs(stated, by, YEAR), stated, peers, by, YEAR, as_of=AS_OF)
    return {(row["company_id"], row["data_point"]): row for row in found.iter_rows(named=True)}


@pytest.mark.parametrize(
    ("scale", "low", "high"),
    [
        ((0.0, 100.0), 89.1, 100.0),  # 99 less 10 % of it; 99 and 10 % are 108.9, but no share is above 100
        (None, 89.1, 108.9),
        ((90.0, 100.0), 90.0, 100.0),
        ((0.0, 95.0), 89.1, 99.0),  # the value itself stays in its interval
    ],
)
def test_a_carried_share_is_no_more_than_the_whole(scale: tuple[float, float] | None, low: float, high: float) -> None:
    row = filled([("A", "rate", 99.0, YEAR - 1)], scale, carry_interval=0.1)["A", RATE]
    assert (row["origin"], row["value"]) == ("carried", 99.0)
    assert (row["low"], row["high"]) == pytest.approx((low, high))


def test_the_range_of_a_small_group_ends_at_the_scale() -> None:
    # Median 96 of 92, 96, 99; distances 4 and 3 taken three times: 84 and 105.
    rows = [(NINETEEN[n], "rate", v, YEAR) for n, v in enumerate((92.0, 96.0, 99.0))]
    row = filled(rows, least_average_peers=3, average_stretch=3)
    assert (row["A", RATE]["low"], row["A", RATE]["high"]) == pytest.approx((84.0, 100.0))


def test_what_is_computed_does_not_fall_below_zero_where_the_method_misses_by_more_than_the_whole() -> None:
    """Nineteen companies state a count far below what is computed for them."""
    rows = [(one, "heads", 10.0, YEAR) for one in ("A", *NINETEEN)]
    rows += [(one, "count", -100.0, YEAR) for one in NINETEEN]
    row = filled(rows, interval_level=0.9)["A", COUNT]
    # Stated less computed is -110 of 10, eleven times the value: 10 - 110 = -100, were it not for zero.
    assert (row["origin"], row["value"], row["low"], row["high"]) == ("derived", 10.0, 0.0, 15.0)


def test_shares_of_the_shipped_methodology_have_their_scale() -> None:
    shares = [point for point in load_methodology().data_points.values() if point.unit == "%"]
    unbounded = {point.code for point in shares if point.scale is None}
    # Of revenue, profit, market value or last year's staff, growth, debt: these can be more than the whole.
    of_companies = {"E0502-03", "S0102-02", "S0501-01", "S0501-04", "E0501-04", "G0705-02", "G1001-01", "G1002-02"}
    assert unbounded == of_companies | {"G0705-03", "G1001-04"}
    assert {point.scale for point in shares if point.scale is not None} == {(0.0, 100.0)}
