"""Weighted means up the tree, with the weight of missing parts shared out among those present."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from cnesg.scoring.matrix import Flags, Floats, reach_of


@dataclass(frozen=True)
class Figures:
    """What every score and every part carries, one place a company; NaN in `score` means that the part is missing.

    Attributes:
        score: 0 to 100.
        expected: what it is expected to be once everything is known.
        variance: how far it may be from that for reasons of each figure's own, squared.
        shared: how far for the one reason that all figures of the company share.
        coverage: share of weight resting on reported data, 0 to 1.
        confirmed_share: share resting on confirmed or corrected values.
        estimated_share: share resting on estimates.
        unknown: share of weight on figures of which nothing is known.
        supposed: what of `expected` comes from these.
        kept: share of its weight that it keeps in a performance score above: 1 where all is known, less where nothing
            of the company's own is.
    """

    score: Floats
    expected: Floats
    variance: Floats
    shared: Floats
    coverage: Floats
    confirmed_share: Floats
    estimated_share: Floats
    unknown: Floats
    supposed: Floats
    kept: Floats

    @property
    def columns(self) -> tuple[Floats, ...]:
        """All of them, in the order of the attributes."""
        shares = self.coverage, self.confirmed_share, self.estimated_share, self.unknown, self.supposed, self.kept
        return self.score, self.expected, self.variance, self.shared, *shares

    def settled(self, own: float) -> "Figures":
        """The same, what is expected of the unknown moved towards what is known: by a share `own` of the distance."""
        known = 1.0 - self.unknown
        some = known > _LEAST_KNOWN
        level = (self.expected - self.supposed) / np.where(some, known, 1.0)
        moved = own * np.where(some, self.unknown * level - self.supposed, 0.0)
        return replace(
            self,
            expected=self.expected + moved,
            unknown=np.zeros_like(self.unknown),
            supposed=np.zeros_like(self.supposed),
        )

    def ends(self, level: float) -> tuple[Floats, Floats]:
        """The ends of the interval that holds the score of whoever says everything with a probability of `level`.

        The score itself, which counts silence for little, is never outside.
        """
        reach = reach_of(level) * np.sqrt(self.variance + self.shared**2)
        low, high = np.maximum(self.expected - reach, 0.0), np.minimum(self.expected + reach, 100.0)
        return np.minimum(low, self.score), np.maximum(high, self.score)

    def where(self, applies: Flags) -> "Figures":
        """The same figures, missing for the companies to whom they do not apply."""
        return Figures(*(np.where(applies, column, np.nan) for column in self.columns))

    @classmethod
    def missing(cls, size: int) -> "Figures":
        """Figures of a score that nobody has."""
        return cls(*(np.full(size, np.nan) for _ in fields(cls)))


_MOST = (100.0, 100.0, np.inf, np.inf, 1.0, 1.0, 1.0, 1.0, 100.0, 1.0)
_VARIANCE = 2  # its place
_LEAST_KNOWN = 1e-9  # shares sum to 1 but for rounding


def weighted_mean(
    parts: Sequence[Figures], weights: Sequence[Floats], size: int, *, of_known: bool = False
) -> tuple[Figures, list[Floats]]:
    """The parts' mean by weight, and each part's effective weight.

    A part that is missing for a company gives its weight to the others in proportion; where the mean is `of_known`, so
    does what is not known with the weight that it does not keep. All else is made by the weights before that: once
    known, a figure weighs in full. Sums run in the order of `parts`, one part after the
    other, so that anybody who adds effective weight times score in that order gets the same bits; rounding alone can
    pass 100, and is cut there.

    Args:
        parts: figures of the parts.
        weights: their weights for each company, in any scale.
        size: number of companies.
        of_known: whether parts count in their score by what they keep of their weight, as in performance scores.

    Returns:
        The figures, NaN where no part with weight is present; and the effective weights, which add up to 1 there.
    """
    present = [~np.isnan(part.score) for part in parts]
    shares, some = _shared_out(weights, present, size)
    effective = shares
    if of_known:
        kept = [
            weight * np.where(there, part.kept, 0.0) for part, there, weight in zip(parts, present, shares, strict=True)
        ]
        effective, _ = _shared_out(kept, present, size)
    sums = [np.zeros(size) for _ in _MOST]
    for part, there, share, own in zip(parts, present, shares, effective, strict=True):
        for position, figure in enumerate(part.columns):
            weight = own if position == 0 else share**2 if position == _VARIANCE else share
            sums[position] += np.where(there, weight * np.where(there, figure, 0.0), 0.0)
    figures = (np.where(some, np.minimum(figure, most), np.nan) for figure, most in zip(sums, _MOST, strict=True))
    return Figures(*figures), effective


def _shared_out(weights: Sequence[Floats], present: Sequence[Flags], size: int) -> tuple[list[Floats], Flags]:
    """Weights as shares of those that are present, and whether there are any."""
    total = np.zeros(size)
    for there, weight in zip(present, weights, strict=True):
        total += np.where(there, weight, 0.0)
    divisor = np.where(total > 0, total, 1.0)
    return [np.where(there, weight / divisor, 0.0) for there, weight in zip(present, weights, strict=True)], total > 0
