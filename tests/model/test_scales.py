"""Scales of others' results."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.model.scales import Scale

FINITE = st.floats(-1e12, 1e12, allow_nan=False)


@given(FINITE, FINITE, st.sampled_from(["higher", "lower"]))
def test_what_a_unit_tells_is_read_back(least: float, most: float, better: str) -> None:
    scale = Scale(least, most, "lower" if better == "lower" else "higher")
    assert Scale.read(str(scale)) == scale


@pytest.mark.parametrize("unit", [None, "", "t", "0 to 100", "0 to 100, bigger is better"])
def test_other_units_tell_no_scale(unit: str | None) -> None:
    assert Scale.read(unit) is None


@pytest.mark.parametrize(
    ("scale", "value", "share"),
    [(Scale(0, 100, "higher"), 72, 0.72), (Scale(0, 100, "lower"), 72, 0.28), (Scale(-3, 3, "higher"), 0, 0.5)],
)
def test_one_is_the_best_there_can_be(scale: Scale, value: float, share: float) -> None:
    assert scale.share(value) == pytest.approx(share)
