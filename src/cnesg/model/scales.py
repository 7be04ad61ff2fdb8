"""What a result of others runs from and to, and whether more of it is better."""

import re
from dataclasses import dataclass
from typing import Literal, Self

SHARE_OF_SCALE = "share of scale"
"""Canonical unit of results on a scale: 0 is the worst value there can be, 1 the best."""

_TOLD = re.compile(r"(?P<least>\S+) to (?P<most>\S+), (?P<better>higher|lower) is better")


@dataclass(frozen=True)
class Scale:
    """A scale.

    Attributes:
        least: the lowest value there can be.
        most: the highest one.
        better: which end is the good one.
    """

    least: float
    most: float
    better: Literal["higher", "lower"]

    def __str__(self) -> str:
        """How it stands in the unit of an observation: `0 to 100, higher is better`."""
        return f"{_plain(self.least)} to {_plain(self.most)}, {self.better} is better"

    @classmethod
    def read(cls, told: str | None) -> Self | None:
        """The scale that a unit tells; None where it tells none."""
        found = _TOLD.fullmatch(told or "")
        if found is None:
            return None
        better: Literal["higher", "lower"] = "higher" if found["better"] == "higher" else "lower"
        return cls(float(found["least"]), float(found["most"]), better)

    def share(self, value: float) -> float:
        """Where a value lies between the worst (0) and the best (1)."""
        part = (value - self.least) / (self.most - self.least)
        return part if self.better == "higher" else 1.0 - part


def _plain(number: float) -> str:
    return f"{number:.0f}" if number.is_integer() else repr(number)
