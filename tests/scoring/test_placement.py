import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnesg.companies.quartiles import quartile_points
from cnesg.scoring.placement import band_points, band_range

BANDS = [(0.0, 1.0), (10.0, 4.0), (20.0, 2.0), (30.0, 3.0)]
NO_AVERAGE = np.array([False])


@pytest.mark.parametrize(
    ("value", "points"), [(-0.1, 1.0), (0.0, 1.0), (9.9, 1.0), (10.0, 4.0), (25.0, 2.0), (30.0, 3.0), (1e9, 3.0)]
)
def test_a_threshold_belongs_to_its_band(value: float, points: float) -> None:
    assert band_points(np.array([value]), BANDS).tolist() == [points]


def test_no_value_has_no_points() -> None:
    assert np.isnan(band_points(np.array([np.nan]), BANDS)).all()
    assert np.isnan(
        quartile_points(np.array([np.nan]), np.ones((1, 3)), lower_is_better=False, worse_on_boundary=NO_AVERAGE)
    )


@given(st.integers(-20, 60), st.integers(0, 60))
@settings(derandomize=True, deadline=None)
def test_the_range_of_an_interval_is_that_of_all_its_values(low: int, width: int) -> None:
    """Bands change at whole tens, so halves between the ends are all that there is to try."""
    inside = np.arange(2 * low, 2 * (low + width) + 1) / 2
    points = band_points(inside, BANDS)
    fewest, most = band_range(np.array([float(low)]), np.array([float(low + width)]), BANDS)
    assert (fewest.item(), most.item()) == (points.min(), points.max())


@pytest.mark.parametrize(
    ("value", "lower_is_better", "average", "points"),
    [
        (99.0, False, False, 2.0),  # a hundredth below the first boundary
        (98.9, False, False, 1.0),
        (99.0, False, True, 1.0),
        (101.0, True, False, 4.0),  # the best quarter is below 100
        (101.1, True, False, 3.0),
        (1.0, False, False, 1.0),
    ],
)
def test_what_misses_a_boundary_by_the_tolerance_is_on_it(
    value: float, lower_is_better: bool, average: bool, points: float
) -> None:
    bounds = np.array([[100.0, 200.0, 300.0]])
    found = quartile_points(
        np.array([value]),
        bounds,
        lower_is_better=lower_is_better,
        worse_on_boundary=np.array([average]),
        tolerance=0.01,
    )
    assert found.tolist() == [points]


@given(st.lists(st.integers(-5, 5), min_size=3, max_size=3).map(sorted), st.integers(-6, 6), st.booleans())
@settings(derandomize=True, deadline=None)
def test_turning_the_scale_mirrors_the_points(quartiles: list[int], value: int, average: bool) -> None:
    bounds = np.array([quartiles], dtype=float)
    flag = np.array([average])
    up = quartile_points(np.array([float(value)]), bounds, lower_is_better=False, worse_on_boundary=flag)
    down = quartile_points(np.array([-float(value)]), -bounds[:, ::-1], lower_is_better=True, worse_on_boundary=flag)
    assert up.tolist() == down.tolist()
