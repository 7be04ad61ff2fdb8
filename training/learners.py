"""Learners of sums of weights in their dual form: ridge regression, squared margins and sides, and likelihood.

Each finds how much every sentence speaks for every answer; what runs or centres weigh follows from that in the same way
for all. So the mean of learners is one table of weights again, no larger and no slower than that of one.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve, solve_triangular
from scipy.optimize import minimize

Numbers = NDArray[np.float64]
Singles = NDArray[np.float32]
Loss = Callable[[Singles, Singles], tuple[Singles, Singles]]
MARGINS_COUNT = 0.5
LIKELIHOOD_COUNTS = 10.0
SIDES_COUNT = 1.0
DOUBT = 0.1
STEPS = 30
_STEADY = 1e-3
_KEPT = 8


def mean_of_learners(kernel: Numbers, wanted: Numbers, weight: Numbers, softness: float) -> Numbers:
    """How much each sentence speaks for each answer, by the mean of four learners whose scores are spread alike.

    Args:
        kernel: likeness of each sentence with each.
        wanted: sentences by answers, 1 at the right one and -1 at the others.
        weight: what each sentence counts.
        softness: of the ridge.
    """
    answers = [
        ridge(kernel, wanted, weight, softness),
        *least_losses(
            kernel,
            wanted > 0,
            weight,
            (
                (squared_margins, MARGINS_COUNT),
                (unlikelihood, LIKELIHOOD_COUNTS),
                (squared_sides, SIDES_COUNT),
            ),
        ),
    ]
    found: Numbers = np.mean([answer / (kernel @ answer).std() for answer in answers], axis=0)
    return found


def ridge(kernel: Numbers, wanted: Numbers, weight: Numbers, softness: float) -> Numbers:
    """Ridge regression."""
    stiff = kernel + np.diag(softness / weight)
    found: Numbers = cho_solve(cho_factor(stiff, lower=True, overwrite_a=True, check_finite=False), wanted)
    return found


def least_losses(
    kernel: Numbers, right: NDArray[np.bool_], weight: Numbers, losses: tuple[tuple[Loss, float], ...]
) -> list[Numbers]:
    """Of each loss, times what it counts, the least sum with half the square of the weights, by limited-memory BFGS."""
    root = np.linalg.cholesky(kernel + _STEADY * np.eye(len(kernel)))
    single, target = root.astype(np.float32), right.astype(np.float32)
    found = []
    for loss, counts in losses:
        counted = (counts * weight).astype(np.float32)[:, None]
        start = np.zeros(right.shape[1] * len(kernel))
        options = {"maxiter": STEPS, "maxcor": _KEPT}
        least = minimize(_of_weights, start, (single, target, counted, loss), "L-BFGS-B", jac=True, options=options)
        weights = least.x.reshape(right.shape)
        found.append(solve_triangular(root, weights, lower=True, trans="T", check_finite=False))
    return found


def _of_weights(flat: Numbers, root: Singles, target: Singles, counted: Singles, loss: Loss) -> tuple[float, Numbers]:
    """The sum to be made least, and its slope."""
    weights = flat.reshape(target.shape).astype(np.float32)
    lost, slope = loss(root @ weights, target)
    total = float((counted[:, 0] * lost).sum(dtype=np.float64)) + float((weights * weights).sum(dtype=np.float64)) / 2
    return total, (root.T @ (counted * slope) + weights).astype(np.float64).ravel()


def squared_margins(scores: Singles, target: Singles) -> tuple[Singles, Singles]:
    """Squares of what the right answer's score lacks to be 1 above each other (Weston and Watkins 1999), and slopes."""
    lack = np.maximum(1 - ((scores * target).sum(axis=1, keepdims=True) - scores), 0) * (1 - target)
    slopes = 2 * (lack - target * lack.sum(axis=1, keepdims=True))
    return (lack * lack).sum(axis=1), slopes


def squared_sides(scores: Singles, target: Singles) -> tuple[Singles, Singles]:
    """Squares of what each answer's score lacks to be 1 on its side of nothing (support vectors), and slopes."""
    side = 2 * target - 1
    lack = np.maximum(1 - side * scores, 0)
    return (lack * lack).sum(axis=1), -2 * side * lack


def unlikelihood(scores: Singles, target: Singles) -> tuple[Singles, Singles]:
    """Cross entropy with a little doubt of the labels, and slopes."""
    doubted = target * np.float32(1 - DOUBT) + np.float32(DOUBT / target.shape[1])
    above = scores - scores.max(axis=1, keepdims=True)
    raised = np.exp(above)
    sums = raised.sum(axis=1, keepdims=True)
    return np.log(sums)[:, 0] - (doubted * above).sum(axis=1), raised / sums - doubted
