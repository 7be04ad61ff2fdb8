"""The figures of one report, looked up by metric, year and classes, with what their printed digits leave open."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cnesg.model import Quantity, canonical_breakdown

_COUNTED = {"persons", "person-times", "count", "cases"}
_LARGE = 1000.0  # a round number this large may have been rounded to its zeros


@dataclass(frozen=True)
class Figure:
    """A row with its number as an interval.

    Attributes:
        index: its place in the list of rows.
        row: the row.
    """

    index: int
    row: Quantity

    @property
    def value(self) -> float:
        """The value in the row's unit."""
        return self.row.value

    @cached_property
    def half_step(self) -> float:
        """Half of the last digit printed, in the row's unit."""
        digits = self.row.raw_value.replace(",", "").replace(" ", "").strip("()-+")
        try:
            printed = float(digits)
        except ValueError:
            return 0.0
        if not printed:
            return 0.5
        decimals = len(digits.partition(".")[2])
        if not decimals and self.row.unit in _COUNTED and printed == self.value and printed % 100:
            return 0.0  # counted, not measured
        step = 10.0**-decimals
        if not decimals and abs(printed) >= _LARGE:
            step = 10.0 ** (len(digits) - len(digits.rstrip("0")))
        return abs(self.value / printed) * step / 2

    def span(self) -> tuple[float, float]:
        """The least and the largest value that would be printed so."""
        return self.value - self.half_step, self.value + self.half_step

    def shown(self) -> str:
        """The value as it stands in an equation."""
        return number(self.value)


def number(value: float) -> str:
    """A number without a needless tail: 7, 0.41, 51,226."""
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.6g}" if abs(value) < _LARGE else f"{value:,.2f}"


Key = tuple[str, int, str]


class Figures:
    """All actual figures of a report."""

    def __init__(self, rows: Sequence[Quantity], wholes: Mapping[str, str]) -> None:
        self._wholes = wholes
        self.all = [
            Figure(index, row)
            for index, row in enumerate(rows)
            if row.value_kind == "actual" and "period" not in row.breakdown and "status" not in row.breakdown
        ]
        self.by_key: dict[Key, list[Figure]] = defaultdict(list)
        for figure in self.all:
            row = figure.row
            self.by_key[row.metric, row.year, canonical_breakdown(row.breakdown)].append(figure)

    def one(self, metric: str, year: int, breakdown: Mapping[str, str]) -> Figure | None:
        """The only figure of a fact; None where there is none, or where the report gives several."""
        if not breakdown:
            metric = self._wholes.get(metric, metric)
        found = self.by_key.get((metric, year, canonical_breakdown(breakdown)), [])
        return found[0] if len(found) == 1 else None

    def of(self, metric: str) -> Iterator[Figure]:
        """Every figure of a metric."""
        return (figure for figure in self.all if figure.row.metric == metric)
