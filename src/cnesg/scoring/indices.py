"""Which groups of choices move ranks: Sobol indices of groups of inputs.

First-order indices after Saltelli et al. (2010, Computer Physics Communications 181, 259-270, estimator b of table 2),
total ones after Jansen (1999, same journal, 117, 35-43); of several outputs their variances are added up (Gamboa et
al. 2014, Electronic Journal of Statistics 8, 575-603).
"""

from dataclasses import dataclass

import numpy as np

from cnesg.scoring.matrix import Floats


@dataclass(frozen=True)
class Indices:
    """Sobol indices of every group, in the order of the draws; 0 where nothing varies.

    Attributes:
        first: share of variance that the group explains alone, with its ends by bootstrap over base draws (3 figures).
        total: share that goes when all but the group is known, likewise.
        moved: mean absolute move of an output when the group alone is drawn anew.
    """

    first: Floats
    total: Floats
    moved: Floats


def sobol(a: Floats, b: Floats, ab: Floats, *, level: float = 0.9, resamples: int = 1000, seed: int = 0) -> Indices:
    """Indices of groups from Saltelli's design.

    Args:
        a: outputs of the first base draws, draws by outputs.
        b: of the second.
        ab: of the first with one group taken from the second, groups by draws by outputs.
        level: share that the ends hold.
        resamples: of base draws, for the ends.
        seed: of the resamples.
    """
    both = np.concatenate([a, b])
    centre = both.mean(axis=0)
    one, two, mixed = a - centre, b - centre, ab - centre
    spread = (one**2 + two**2).sum(axis=1) / 2.0
    alone = (two * (mixed - one)).sum(axis=2)
    whole = ((one - mixed) ** 2).sum(axis=2) / 2.0
    picks = np.random.default_rng(seed).integers(0, len(a), (resamples, len(a)))
    tails = ((1.0 - level) / 2.0, (1.0 + level) / 2.0)

    def index(parts: Floats) -> Floats:
        if not spread.any():
            return np.zeros((3, len(parts)))
        drawn = parts[:, picks].mean(axis=2) / np.maximum(spread[picks].mean(axis=1), np.finfo(float).tiny)
        ends = np.quantile(drawn, tails, axis=1)
        return np.array([parts.mean(axis=1) / spread.mean(), *ends])

    return Indices(index(alone), index(whole), np.abs(one - mixed).mean(axis=(1, 2)))
