"""Chance that can be repeated: every draw has a name, so that adding one never moves another."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import exp
from statistics import NormalDist
from typing import TypeVar

Thing = TypeVar("Thing")

_STANDARD_NORMAL = NormalDist()
_STEPS = 2**53


@dataclass(frozen=True)
class Draws:
    """A family of draws under a seed.

    The same seed and names give the same number on every machine: each draw is a hash of them, not the next number of
    a sequence.
    """

    seed: str

    def uniform(self, *name: object) -> float:
        """A number between 0 and 1, both excluded."""
        key = "|".join(map(str, (self.seed, *name)))
        number = int.from_bytes(blake2b(key.encode(), digest_size=8).digest()) >> 11
        return (number + 0.5) / _STEPS

    def normal(self, *name: object) -> float:
        """A number from the standard normal distribution."""
        return _STANDARD_NORMAL.inv_cdf(self.uniform(*name))

    def factor(self, spread: float, *name: object) -> float:
        """A positive factor around 1: log-normal with standard deviation `spread`."""
        return exp(spread * self.normal(*name))

    def chance(self, probability: float, *name: object) -> bool:
        """True with the given probability."""
        return self.uniform(*name) < probability

    def choice(self, things: Sequence[Thing], *name: object) -> Thing:
        """One of the things, each as likely as the others."""
        return things[int(self.uniform(*name) * len(things))]

    def count(self, mean: float, *name: object) -> int:
        """A count of events with the given mean (Poisson by inversion; the mean stays below some hundred)."""
        left = self.uniform(*name)
        number, probability = 0, exp(-mean)
        while left > probability > 0:
            left -= probability
            number += 1
            probability *= mean / number
        return number
