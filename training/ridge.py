"""Sums of weights of runs and of nearness to centres, learnt in their dual form: one system for all answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import cholesky, solve_triangular
from scipy.sparse import csr_matrix
from sklearn.cluster import MiniBatchKMeans

from cnesg.disclosure.linear import Array
from cnesg.disclosure.radial import Radial
from training.learners import Numbers, ridge

_STEADY = 1e-2


@dataclass(frozen=True)
class Fitted:
    """Weights of runs, bias, and radials by name."""

    weights: Array
    bias: Array
    radials: Mapping[str, Radial]


@dataclass(frozen=True)
class View:
    """Points of the sentences, the centres they are held against, how steep, and how much it counts."""

    points: Array
    centres: Array
    steepness: float
    share: float


def centres(points: Array, most: int) -> Array:
    """Points in the midst of others, at most so many, in the precision they are kept in."""
    fitted = MiniBatchKMeans(min(most, len(points) // 2), random_state=0, n_init=1, batch_size=2048).fit(points)
    found: Array = fitted.cluster_centers_.astype(np.float16).astype(np.float32)
    return found


def signs(labels: Sequence[str]) -> tuple[tuple[str, ...], Numbers]:
    """The answers in order, and for each sentence 1 at its answer and -1 at the others."""
    names, numbers = np.unique(np.array(labels), return_inverse=True)
    wanted: Numbers = np.where(numbers[:, None] == np.arange(len(names)), 1.0, -1.0)
    return tuple(str(name) for name in names), wanted


def evened(labels: Sequence[str], balance: float) -> Numbers:
    """What each sentence counts: with a balance of 0 all alike, with 1 as if each answer were as frequent."""
    names, numbers = np.unique(np.array(labels), return_inverse=True)
    weight: Numbers = (len(labels) / (len(names) * np.bincount(numbers)))[numbers] ** balance
    return weight


def solve(words: csr_matrix, views: Mapping[str, View], wanted: Numbers, weight: Numbers, softness: float) -> Fitted:
    """The weights that come nearest to what is wanted.

    Args:
        words: sentences by features.
        views: by name.
        wanted: sentences by scores.
        weight: what each sentence counts.
        softness: of the ridge.
    """
    return learn(words, views, lambda kernel: ridge(kernel, wanted, weight, softness))


def learn(words: csr_matrix, views: Mapping[str, View], learner: Callable[[Numbers], Numbers]) -> Fitted:
    """The weights that follow from how much each sentence speaks for each answer, which the learner finds."""
    kernel = np.asarray((words @ words.T).todense(), dtype=np.float64) + 1.0
    maps = {}
    for name, view in views.items():
        bare = Radial(view.steepness, view.centres, np.zeros((len(view.centres), 0), np.float32))
        near = bare.nearness(view.points).astype(np.float64)
        among = bare.nearness(view.centres).astype(np.float64) + _STEADY * np.eye(len(view.centres))
        root: Numbers = cholesky(among, lower=True, check_finite=False)
        half = solve_triangular(root, near.T, lower=True, check_finite=False)
        kernel += view.share * (half.T @ half)
        maps[name] = (bare, root, view.share * half)
    solved = learner(kernel)
    radials = {
        name: Radial(bare.steepness, bare.centres, _weights(root, half @ solved))
        for name, (bare, root, half) in maps.items()
    }
    return Fitted((words.T @ solved).astype(np.float32), solved.sum(axis=0).astype(np.float32), radials)


def _weights(root: Numbers, halves: Numbers) -> Array:
    """Weights of the centres, of their half-way sums."""
    solved: Array = solve_triangular(root, halves, lower=True, trans="T", check_finite=False).astype(np.float32)
    return solved
