"""Training: the dual solution is the ridge regression it stands for."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from training.ridge import View, evened, signs, solve

WORDS = np.eye(4)[[0, 0, 1, 1, 2, 3]]
LABELS = ["E", "E", "G", "G", "E", "G"]


def test_without_views_it_is_a_ridge_regression_with_a_penalised_bias() -> None:
    names, wanted = signs(LABELS)

    fitted = solve(csr_matrix(WORDS), {}, wanted, evened(LABELS, 0.0), 0.5)

    assert names == ("E", "G")
    design = np.hstack([WORDS, np.ones((6, 1))])
    solved = np.linalg.solve(design.T @ design + 0.5 * np.eye(5), design.T @ wanted)
    assert np.vstack([fitted.weights, fitted.bias]) == pytest.approx(solved, abs=1e-5)


def test_a_view_tells_apart_what_words_do_not() -> None:
    points = np.array([[0], [0.1], [1], [1.1], [0.05], [1.05]], np.float32)
    view = View(points, np.array([[0], [1]], np.float32), 2.0, 1.0)
    names, wanted = signs(LABELS)

    fitted = solve(csr_matrix(np.ones((6, 1))), {"place": view}, wanted, evened(LABELS, 0.5), 0.1)

    scores = fitted.radials["place"].nearness(points) @ fitted.radials["place"].weights
    scores += fitted.bias + fitted.weights[0]
    assert [names[best] for best in scores.argmax(axis=1)] == LABELS
