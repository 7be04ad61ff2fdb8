"""A hidden layer learns what no sum of weights can, and is given as weights of n-grams."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from cnesg.sentiment.models.views import Array
from cnesg.sentiment.training.hidden_layer import HiddenLayer, fit_hidden_layers

ROWS = np.array([[1, 0, 1, 0], [1, 0, 0, 1], [0, 1, 1, 0], [0, 1, 0, 1]] * 160, np.float32)
# the first label where both n-grams are of the first kind, or both of the other
WANTED = np.array([[1, 0], [0, 1], [0, 1], [1, 0]] * 160, np.float32)


def fitted(rows: Array, seed: int = 0) -> HiddenLayer:
    weights = np.ones(len(rows), np.float32)
    return fit_hidden_layers(csr_matrix(rows), WANTED, weights, dimensions=4, units=16, rounds=80, seeds=(seed,))[0]


def scores(layer: HiddenLayer, rows: Array) -> Array:
    given: Array = np.maximum(rows @ layer.units + layer.unit_bias, 0) @ layer.shares + layer.share_bias
    return given


def test_labels_that_hang_on_two_ngrams_together_are_learnt() -> None:
    assert (scores(fitted(ROWS), ROWS).argmax(axis=1) == WANTED.argmax(axis=1)).all()


def test_the_same_seed_gives_the_same_layer_and_another_another() -> None:
    first, again, other = fitted(ROWS), fitted(ROWS), fitted(ROWS, seed=1)

    assert (first.units == again.units).all()
    assert (first.shares == again.shares).all()
    assert scores(first, ROWS) != pytest.approx(scores(other, ROWS))


def test_rows_that_are_all_alike_are_no_error() -> None:
    layer = fitted(np.ones_like(ROWS))

    assert np.isfinite(scores(layer, ROWS)).all()
