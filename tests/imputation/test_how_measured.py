"""Figures of the whole company, measured in different ways: one of them answers, by precedence."""

import json
from typing import Any

import pytest
from tests.small_methodology import YEAR, level2, methodology, observations, quantity

from cnesg.imputation import select_inputs

SCOPE2 = methodology([level2("E0401", [quantity("E0401-02", "ghg_scope2")], [])])


def measured(value: float, *, scope2: str | None = None, boundary: str | None = None, **more: Any) -> dict[str, Any]:
    breakdown = {k: v for k, v in (("scope2", scope2), ("boundary", boundary)) if v}
    return {
        "company_id": "A",
        "concept": "ghg_scope2",
        "breakdown": json.dumps(breakdown | more, sort_keys=True, separators=(",", ":")),
        "canonical_value": value,
        "basis": (scope2 or "unknown").split("-")[0],
        "boundary": boundary or "reporting company",
    }


def chosen(*rows: dict[str, Any]) -> float | None:
    table = select_inputs(observations(rows), SCOPE2, YEAR)
    return next(iter(table["value"]), None)


MARKET = measured(30.0, scope2="market-based")
LOCATION = measured(20.0, scope2="location-based")
PLAIN = measured(10.0)
CONTROL = measured(50.0, boundary="operational control")
EQUITY = measured(40.0, boundary="equity share")


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ([MARKET], 30.0),
        ([MARKET, LOCATION], 20.0),
        ([LOCATION, MARKET, PLAIN], 10.0),
        ([EQUITY], 40.0),
        ([EQUITY, CONTROL], 50.0),
        ([EQUITY, CONTROL, MARKET], 30.0),
    ],
)
def test_the_way_of_measuring_makes_no_part_of_the_company(rows: list[dict[str, Any]], value: float) -> None:
    assert chosen(*rows) == value
    assert chosen(*reversed(rows)) == value


def test_a_part_of_the_company_still_answers_for_nobody_else() -> None:
    assert chosen(measured(5.0, scope2="market-based", site="shenzhen")) is None


def test_a_share_of_electricity_is_no_share_of_all_energy() -> None:
    shares = methodology([level2("E0103", [quantity("E0103-02", "renewable_energy_share")], [])])

    def share(value: float, **breakdown: str) -> dict[str, Any]:
        return measured(value, **breakdown) | {"concept": "renewable_energy_share"}

    of_electricity, of_energy = share(62.0, carrier="electricity"), share(19.0)
    for rows, values in (([of_electricity], []), ([of_electricity, of_energy], [19.0])):
        assert list(select_inputs(observations(rows), shares, YEAR)["value"]) == values
