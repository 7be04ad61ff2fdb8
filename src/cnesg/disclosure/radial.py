"""Scores by nearness to centres: what a sum of weights over words can't tell apart."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cnesg.disclosure.holdings import Array, times


@dataclass(frozen=True)
class Radial:
    """Weighted nearness to centres.

    Attributes:
        steepness: how fast nearness falls with the squared distance.
        centres: centres by dimensions.
        weights: centres by labels.
    """

    steepness: float
    centres: Array
    weights: Array

    @cached_property
    def _squares(self) -> Array:
        squares: Array = (self.centres * self.centres).sum(axis=1)
        return squares

    def nearness(self, points: Array) -> Array:
        """exp(-steepness * squared distance) of points (points by dimensions) to the centres."""
        distance = (points * points).sum(axis=1)[:, None] + self._squares - 2 * times(points, self.centres.T)
        near: Array = np.exp(-self.steepness * np.maximum(distance, 0)).astype(np.float32)
        return near

    def scores(self, point: Array) -> Array:
        """A score for each label."""
        scores: Array = self.scores_of(point[None, :])[0]
        return scores

    def scores_of(self, points: Array) -> Array:
        """Scores of many points (points by labels)."""
        return times(self.nearness(points), self.weights)
