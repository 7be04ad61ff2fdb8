"""A planted error is always an error, of a kind that machines make, and the same whenever it is drawn."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cnesg.verification.planted import plant

NUMBERS = st.floats(min_value=1e-6, max_value=1e12).map(lambda number: float(f"{number:.6g}"))


def row(value: float | None, number: int = 1) -> dict[str, Any]:
    return {"observation_id": f"o{number}", "value": value, "unit": "t", "fiscal_year": 2023, "concept": "water_total"}


@given(NUMBERS, st.integers(0, 50), st.lists(NUMBERS, max_size=4))
def test_what_is_shown_differs_in_exactly_one_field(value: float, number: int, neighbours: list[float]) -> None:
    true = row(value, number)
    found = plant(true, "seed", neighbours, ["kg"])
    assert found is not None
    changed = {name for name in true if found.row[name] != true[name]}
    of_kind = {"scale": "value", "digits": "value", "neighbour": "value", "year": "fiscal_year", "unit": "unit"}
    assert changed == {of_kind[found.kind]}
    assert found == plant(true, "seed", neighbours, ["kg"])


def test_every_kind_is_drawn() -> None:
    kinds = {found.kind for number in range(100) if (found := plant(row(1234.5, number), "seed", [7.0], ["kg"]))}
    assert kinds == {"scale", "digits", "neighbour", "year", "unit"}


def test_nothing_is_planted_in_what_is_no_number() -> None:
    assert plant(row(None), "seed") is None
    assert plant(row(0.0), "seed") is None


def test_a_kind_that_would_change_nothing_is_not_taken() -> None:
    found = [plant(row(11.0, number), "seed", [11.0], ["t"]) for number in range(100)]
    assert {one.kind for one in found if one} == {"scale", "year"}
