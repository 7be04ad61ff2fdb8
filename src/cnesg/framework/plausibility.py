"""What a figure can be: bounds by unit and by metric, read from `methodology/plausibility.yaml`."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from importlib.resources.abc import Traversable

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Basis, Definition, Real, Sourced
from cnesg.framework.methodology import Methodology
from cnesg.framework.yaml_files import mapping_file, of_folder

FILE = "plausibility.yaml"
_MONEY = "CNY"


class Bounds(Definition):
    """From where to where figures go, both ends included.

    Attributes:
        least: the smallest that can be.
        most: the greatest that can be.
        usual: from where to where nearly all lie; None where all that is possible is usual.
        basis: where it differs from the file's.
        reference: why no figure can lie beyond.
    """

    least: Real
    most: Real
    usual: tuple[Real, Real] | None = None
    basis: Basis | None = None
    reference: str = Field(min_length=1)

    def possible(self, value: float) -> bool:
        """Whether a figure can be so; zero always can."""
        return value == 0 or self.least <= value <= self.most

    def probable(self, value: float) -> bool:
        """Whether a figure lies where nearly all do."""
        low, high = self.usual or (self.least, self.most)
        return value == 0 or low <= value <= high

    def widened(self, factor: float) -> "Bounds":
        """The same, so many times as far from zero; of what is usual nothing is said then."""
        return self.model_copy(update={"least": self.least * factor, "most": self.most * factor, "usual": None})


class UnitBounds(Bounds):
    """Bounds of all metrics and data points in some units that have none of their own."""

    units: tuple[str, ...] = Field(min_length=1)


class MetricBounds(Bounds):
    """Bounds of some metrics or data points, instead of their unit's."""

    metrics: tuple[str, ...] = Field(min_length=1)


class Plausibility(Sourced):
    """The whole of `plausibility.yaml`.

    Attributes:
        other_currencies: by which factor bounds of amounts in another currency than renminbi are wider.
        units: bounds by unit.
        metrics: bounds by metric or data point.
    """

    other_currencies: Real = Field(ge=1)
    units: tuple[UnitBounds, ...]
    metrics: tuple[MetricBounds, ...] = ()

    @cached_property
    def _by_unit(self) -> dict[str, Bounds]:
        return {unit: entry for entry in self.units for unit in entry.units}

    @cached_property
    def _by_metric(self) -> dict[str, Bounds]:
        return {name: entry for entry in self.metrics for name in entry.metrics}

    def bounds(self, concept: str, unit: str | None) -> Bounds | None:
        """The bounds of a metric or data point whose unit that is; None where it is bound by nothing."""
        return self._by_metric.get(concept) or self._by_unit.get(unit or "")

    def passed(self, concept: str, unit: str | None, value: float, canonical: float | None) -> Bounds | None:
        """The bounds that a figure passes, so that it can't be; None where it can.

        Args:
            concept: its metric or data point.
            unit: the unit of the metric.
            value: the figure as given.
            canonical: the figure in that unit; None where it does not convert, as amounts in another currency.
        """
        bounds = self.bounds(concept, unit)
        if bounds is not None and canonical is None:
            bounds = bounds.widened(self.other_currencies) if (unit or "").startswith(_MONEY) else None
        if bounds is None or bounds.possible(value if canonical is None else canonical):
            return None
        return bounds

    def named(self) -> Iterator[str]:
        """Every metric and data point that has an entry."""
        for entry in self.metrics:
            yield from entry.metrics


def load_plausibility(folder: Traversable | None = None) -> Plausibility:
    """The bounds of a methodology folder, or of the package (read once a process).

    Raises:
        MethodologyError: every problem of the file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> Plausibility:
    found, problems = mapping_file(folder, FILE, Plausibility)
    if found is None:
        raise MethodologyError(*problems)
    return found


def check_plausibility(plausibility: Plausibility, methodology: Methodology) -> Iterator[Problem]:
    """Bounds in order, each metric and unit once, only known metrics and data points, and no figure without bounds."""
    for entry in (*plausibility.units, *plausibility.metrics):
        names = (
            entry.units if isinstance(entry, UnitBounds) else entry.metrics if isinstance(entry, MetricBounds) else ()
        )
        low, high = entry.usual or (entry.least, entry.most)
        if not (entry.least < entry.most and entry.least <= low < high <= entry.most):
            yield Problem.of("framework.bounds_order", file=FILE, entry=", ".join(names))
    for counted in (
        Counter(unit for entry in plausibility.units for unit in entry.units),
        Counter(plausibility.named()),
    ):
        for name in sorted(name for name, times in counted.items() if times > 1):
            yield Problem.of("framework.bounds_twice", file=FILE, entry=name)
    known = {*methodology.metrics, *methodology.data_points}
    for name in sorted(set(plausibility.named()) - known):
        yield Problem.of("identities.no_metric", file=FILE, entry=name)
    for concept, unit in quantities(methodology):
        if plausibility.bounds(concept, unit) is None:
            yield Problem.of("framework.no_bounds", file=FILE, entry=concept, unit=unit)


def quantities(methodology: Methodology) -> Iterator[tuple[str, str | None]]:
    """Every metric and every data point of kind quantity, each with its unit."""
    for name, metric in methodology.metrics.items():
        yield name, metric.unit
    for code, point in methodology.data_points.items():
        if point.kind == "quantity":
            yield code, point.unit
