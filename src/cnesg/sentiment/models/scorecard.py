"""Scorecards: numbers cut into bins, each bin with its weight, added up to log odds."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnesg.sentiment.models.views import Array

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Scorecard:
    """Log odds as a sum of a weight for the bin of each number.

    Attributes:
        bounds: of each number's bins, ascending; a number equal to a bound stands in the bin above it.
        weights: of all bins, those of the first number first; one more bin than bounds for each number.
        bias: added to the sum.
    """

    bounds: tuple[Array, ...]
    weights: Array
    bias: float

    def log_odds(self, numbers: Floats) -> Floats:
        """One for each row of numbers."""
        total: Floats = self.weights[bins(numbers, self.bounds)].sum(axis=1) + self.bias
        return total


def bins(numbers: Floats, bounds: tuple[Array, ...]) -> NDArray[np.int64]:
    """Rows by numbers: the bin of each, counted over all numbers."""
    columns, start = [], 0
    for column, own in enumerate(bounds):
        columns.append(np.searchsorted(own, numbers[:, column].astype(np.float32), side="right") + start)
        start += len(own) + 1
    return np.stack(columns, axis=1)


def quantile_bounds(numbers: Floats, most: int) -> tuple[Array, ...]:
    """Bounds that put about as many rows into each of so many bins, for each column."""
    shares = np.linspace(0, 1, most + 1)[1:-1]
    single = numbers.astype(np.float32)
    return tuple(
        np.unique(np.quantile(single[:, column], shares)).astype(np.float32) for column in range(single.shape[1])
    )
