"""Weighted means up the tree, with the weight of missing parts shared out among those present."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cnesg.scoring.matrix import Flags, Floats


@dataclass(frozen=True)
class Figures:
    """What every score and every part carries, one place a company; NaN in `score` means that the part is missing.

    Attributes:
        score: 0 to 100.
        low: lowest score that the estimated inputs allow.
        high: highest.
        coverage: share of weight resting on reported data, 0 to 1.
        confirmed_share: share resting on confirmed or corrected values.
        estimated_share: share resting on estimates.
    """

    score: Floats
    low: Floats
    high: Floats
    coverage: Floats
    confirmed_share: Floats
    estimated_share: Floats

    @property
    def columns(self) -> tuple[Floats, ...]:
        """All six, in the order of the attributes."""
        return self.score, self.low, self.high, self.coverage, self.confirmed_share, self.estimated_share

    def where(self, applies: Flags) -> "Figures":
        """The same figures, missing for the companies to whom they do not apply."""
        return Figures(*(np.where(applies, column, np.nan) for column in self.columns))

    @classmethod
    def missing(cls, size: int) -> "Figures":
        """Figures of a score that nobody has."""
        return cls(*(np.full(size, np.nan) for _ in range(6)))


_MOST = (100.0, 100.0, 100.0, 1.0, 1.0, 1.0)


def weighted_mean(parts: Sequence[Figures], weights: Sequence[Floats], size: int) -> tuple[Figures, list[Floats]]:
    """The parts' mean by weight, and each part's effective weight.

    A part that is missing for a company gives its weight to the others in proportion. Sums run in the order of
    `parts`, one part after the other, so that anybody who adds effective weight times score in that order gets the
    same bits; rounding alone can pass 100, and is cut there. The mean is monotone in every part, hence the ends of
    the interval are exact.

    Args:
        parts: figures of the parts.
        weights: their weights for each company, in any scale.
        size: number of companies.

    Returns:
        The figures, NaN where no part with weight is present; and the effective weights, which add up to 1 there.
    """
    present = [~np.isnan(part.score) for part in parts]
    total = np.zeros(size)
    for there, weight in zip(present, weights, strict=True):
        total += np.where(there, weight, 0.0)
    divisor = np.where(total > 0, total, 1.0)
    effective = [np.where(there, weight / divisor, 0.0) for there, weight in zip(present, weights, strict=True)]
    sums = [np.zeros(size) for _ in _MOST]
    for part, there, share in zip(parts, present, effective, strict=True):
        for position, figure in enumerate(part.columns):
            sums[position] += np.where(there, share * np.where(there, figure, 0.0), 0.0)
    figures = (np.where(total > 0, np.minimum(figure, most), np.nan) for figure, most in zip(sums, _MOST, strict=True))
    return Figures(*figures), effective
