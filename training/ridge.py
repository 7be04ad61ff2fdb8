"""Ridge regression over runs and nearness to centres, solved in its dual form: one system for all answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix

from cnesg.disclosure.linear import Array
from cnesg.disclosure.radial import Radial

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
    names, numbers = np.unique(np.array(labels), return_inverse=True)
    counts = np.bincount(numbers)
    weight = (len(labels) / (len(names) * counts))[numbers] ** balance
    wanted = np.full((len(labels), len(names)), -1.0)
    wanted[np.arange(len(labels)), numbers] = 1
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
    return tuple(str(n) for n in names), Fitted(
        (words.T @ solved).astype(np.float32), solved.sum(axis=0).astype(np.float32), radials
    )
