"""How much of a made-up report's truth an extraction finds."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.extraction.synthetic.content import Fact

from cnesg.framework.units import UnitTable
from cnesg.model import Quantity

_NEAR = 0.005


@dataclass(frozen=True)
class Score:
    """Counts of one or more reports."""

    facts: int = 0
    rows: int = 0
    found: int = 0

    def __add__(self, other: "Score") -> "Score":
        """Both together."""
        return Score(self.facts + other.facts, self.rows + other.rows, self.found + other.found)

    @property
    def recall(self) -> float:
        """Share of facts found."""
        return self.found / self.facts if self.facts else 1.0

    @property
    def precision(self) -> float:
        """Share of rows that are facts."""
        return self.found / self.rows if self.rows else 1.0


def score(facts: Sequence[tuple[int, Fact]], rows: Sequence[Quantity], units: UnitTable) -> Score:
    """Facts and rows paired one to one by metric, year, value in one unit, and number of classes."""
    left = list(rows)
    found = 0
    for page, fact in facts:
        match = next((row for row in left if row.page == page and _same(fact, row, units)), None)
        if match is not None:
            left.remove(match)
            found += 1
    return Score(len(facts), len(rows), found)


def _same(fact: Fact, row: Quantity, units: UnitTable) -> bool:
    if (fact.metric, fact.year) != (row.metric, row.year) or row.value is None:
        return False
    value = units.convert(row.value, row.unit, fact.unit, fact.metric)
    if value is None:
        value = row.value
    return abs(value - fact.value) <= max(1e-9, _NEAR * abs(fact.value))
