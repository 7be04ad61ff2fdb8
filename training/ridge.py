"""Ridge regression over runs and nearness to centres, solved in its dual form: one system for all answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix
from sklearn.cluster import MiniBatchKMeans

from cnesg.disclosure.linear import Array
from cnesg.disclosure.radial import Radial

_STEADY = 1e-2
Numbers = NDArray[np.float64]


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


def fit(
    words: csr_matrix, views: Mapping[str, View], labels: Sequence[str], *, softness: float, balance: float
) -> tuple[tuple[str, ...], Fitted]:
    """Answers and weights.

    Args:
        words: sentences by runs, each of length 1.
        views: by name.
        labels: of the sentences.
        softness: of the ridge.
        balance: 0 counts every sentence alike, 1 every answer alike.
    """
    names, wanted = signs(labels)
    return names, solve(words, views, wanted, evened(labels, balance), softness)


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
    kernel = np.asarray((words @ words.T).todense(), dtype=np.float64) + 1.0
    maps = {}
    for name, view in views.items():
        bare = Radial(view.steepness, view.centres, np.zeros((len(view.centres), 0), np.float32))
        near = bare.nearness(view.points).astype(np.float64)
        among = bare.nearness(view.centres).astype(np.float64) + _STEADY * np.eye(len(view.centres))
        carried = view.share * cho_solve(cho_factor(among, lower=True), near.T)
        kernel += near @ carried
        maps[name] = (bare, carried)
    kernel += np.diag(softness / weight)
    solved = cho_solve(cho_factor(kernel, lower=True, overwrite_a=True, check_finite=False), wanted)
    radials = {
        name: Radial(bare.steepness, bare.centres, (carried @ solved).astype(np.float32))
        for name, (bare, carried) in maps.items()
    }
    return Fitted((words.T @ solved).astype(np.float32), solved.sum(axis=0).astype(np.float32), radials)
