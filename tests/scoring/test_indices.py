"""Sobol indices of groups on functions whose indices are known, and percentiles."""

from collections.abc import Callable

import numpy as np
import pytest

from cnesg.scoring.indices import sobol
from cnesg.scoring.matrix import Floats
from cnesg.scoring.ranking import percentiles

DRAWS = 4000


def designed(function: Callable[[Floats], Floats], groups: int) -> tuple[Floats, Floats, Floats]:
    """Outputs of a function of uniform inputs by Saltelli's design."""
    a, b = np.random.default_rng(3).uniform(-1, 1, (2, DRAWS, groups))
    mixed = np.array([np.where(np.arange(groups) == group, b, a) for group in range(groups)])
    return function(a), function(b), np.array([function(one) for one in mixed])


def test_where_one_group_matters_it_has_all() -> None:
    found = sobol(*designed(lambda x: np.stack([x[:, 0], 3 * x[:, 0] ** 2], axis=1), 3))
    assert found.total[0] == pytest.approx([1, 0, 0], abs=0.05)
    assert found.first[0] == pytest.approx([1, 0, 0], abs=0.05)
    assert found.moved[1:] == pytest.approx([0, 0])
    assert found.moved[0] > 0


def test_of_a_sum_each_has_its_share_of_variance() -> None:
    # Variances of 2x and y: 4/3 and 1/3.
    found = sobol(*designed(lambda x: (2 * x[:, 0] + x[:, 1])[:, None], 2))
    assert found.first[0] == pytest.approx([0.8, 0.2], abs=0.05)
    assert found.total[0] == pytest.approx([0.8, 0.2], abs=0.05)


def test_of_a_product_nothing_is_explained_alone() -> None:
    found = sobol(*designed(lambda x: (x[:, 0] * x[:, 1])[:, None], 2))
    assert found.first[0] == pytest.approx([0, 0], abs=0.05)
    assert found.total[0] == pytest.approx([1, 1], abs=0.05)


def test_intervals_hold_the_index() -> None:
    found = sobol(*designed(lambda x: (2 * x[:, 0] + x[:, 1])[:, None], 2))
    for index in (found.first, found.total):
        assert (index[1] < index[0]).all()
        assert (index[0] < index[2]).all()
        assert (index[1] <= [0.8, 0.2]).all()
        assert (index[2] >= [0.8, 0.2]).all()


def test_where_nothing_varies_nothing_matters() -> None:
    found = sobol(*designed(lambda x: np.zeros((len(x), 2)), 2))
    assert not found.first.any()
    assert not found.total.any()


def test_percentiles_share_ties_and_leave_out_who_has_no_score() -> None:
    # Group 1: 10, 20, 20 and nobody: (0 + 1/2)/3, (1 + 2/2)/3. Group 2: alone.
    scores = np.array([10.0, 20.0, 20.0 + 1e-12, np.nan, 5.0])
    found = percentiles(scores, np.array([1, 1, 1, 1, 2]))
    assert found[[0, 1, 2, 4]] == pytest.approx([1 / 6, 2 / 3, 2 / 3, 0.5])
    assert np.isnan(found[3])
