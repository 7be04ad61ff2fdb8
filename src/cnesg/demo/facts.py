"""One true figure of a fictional company, and the sheet on which a year's figures are collected."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from math import floor, log10

from cnesg.model import canonical_breakdown


@dataclass(frozen=True)
class Fact:
    """A figure: metric, class, value and unit, and which document tells it (financial: annual report; esg)."""

    metric: str
    breakdown: str
    value: float
    unit: str
    kind: str


@cache
def _canonical(classes: tuple[tuple[str, str], ...]) -> str:
    return canonical_breakdown(dict(classes))


@dataclass
class Sheet:
    """The figures of one company and year, each once."""

    facts: dict[tuple[str, str], Fact] = field(default_factory=dict)

    def add(self, metric: str, value: float, unit: str, kind: str = "esg", **breakdown: str) -> float:
        """Write a figure down and give it back, so that later figures can build on it."""
        key = (metric, _canonical(tuple(breakdown.items())))
        self.facts[key] = Fact(metric, key[1], value, unit, kind)
        return value

    def value(self, metric: str, **breakdown: str) -> float:
        """A figure written before.

        Raises:
            KeyError: it was not.
        """
        return self.facts[metric, _canonical(tuple(breakdown.items()))].value

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts.values())


def rounded(value: float, digits: int = 5) -> float:
    """The value to so many significant digits, as reports print it."""
    if value == 0:
        return 0.0
    return round(value, digits - 1 - floor(log10(abs(value))))


def share(part: float, whole: float) -> float:
    """A percentage to two decimals; zero of nothing is zero."""
    return round(100 * part / whole, 2) if whole else 0.0
