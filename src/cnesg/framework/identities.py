"""What the figures of one report must satisfy among themselves (`methodology/identities.yaml`)."""

from collections.abc import Iterator
from importlib.resources.abc import Traversable

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Definition, Sourced
from cnesg.framework.methodology import Methodology
from cnesg.framework.yaml_files import mapping_file, of_folder

FILE = "identities.yaml"
Tolerance = Field(ge=0, lt=1)


class Quotient(Definition):
    """A metric that is a part divided by a whole; as a percentage where its unit is %.

    `whole_of_company`: the whole is the company's even where value and part are of a class.
    """

    value: str
    part: str
    whole: str
    whole_of_company: bool = False
    tolerance: float = Tolerance


class Sum(Definition):
    """A metric that is the sum of others; the optional ones may be counted in or not."""

    total: str
    parts: tuple[str, ...] = Field(min_length=2)
    optional: tuple[str, ...] = ()
    tolerance: float = Tolerance


class AtMost(Definition):
    """A metric that is part of another."""

    part: str
    whole: str


class ClassRules(Definition):
    """How classes of one dimension relate to the whole.

    Attributes:
        exhaustive: sets of classes to which nothing can be missing.
        shares: metrics whose classes add up to 100 %.
        rates: metrics whose whole lies between its classes.
        nearly: further off than this share of the whole, the classes are no partition of it.
        missing: less than this share can't be a class that the report leaves out.
        tolerance: slack of shares, as a share of 100 %.
    """

    exhaustive: tuple[tuple[str, ...], ...]
    shares: tuple[str, ...]
    rates: tuple[str, ...]
    nearly: float = Tolerance
    missing: float = Tolerance
    tolerance: float = Tolerance


class Jumps(Definition):
    """Slips of the scale word: factors between two years, how near to them, and the least value looked at.

    The smallest factor is looked for in `steady` metrics only, for the whole company: other figures do grow tenfold.
    """

    factors: tuple[float, ...]
    steady: tuple[str, ...]
    within: float = Tolerance
    least: float


class Contradiction(Definition):
    """One fact printed twice: how near the two values are at most for a slip; further apart they are two facts."""

    nearly: float = Tolerance


class Fuel(Definition):
    """A fuel, and the carbon dioxide that a unit of it gives at the least."""

    metric: str
    unit: str
    factor: float = Field(gt=0)


class FuelFloors(Definition):
    """A total of emissions that can't be below what the fuels printed beside it give."""

    total: str
    least: float = Field(gt=0, le=1)
    fuels: tuple[Fuel, ...]


class Range(Definition):
    """Below or above which a value, in the metric's own unit, can't be one of the metric."""

    below: float = float("-inf")
    above: float = float("inf")


class Identities(Sourced):
    """The whole of `identities.yaml`."""

    quotients: tuple[Quotient, ...]
    sums: tuple[Sum, ...]
    at_most: tuple[AtMost, ...]
    classes: ClassRules
    above_hundred: tuple[str, ...]
    rates_above_hundred: tuple[str, ...]
    no_percentage_above: float
    impossible: dict[str, Range]
    jumps: Jumps
    contradiction: Contradiction
    fuel_floors: FuelFloors
    wholes: dict[str, str] = Field(default_factory=dict)  # metrics that have another name for the whole company

    def can_be(self, metric: str, value: float, unit: str) -> bool:
        """Whether a value can be one of the metric at all.

        Args:
            metric: name in the vocabulary.
            value: in the metric's own unit, or as printed where it can't be converted.
            unit: the unit it is printed in.
        """
        if unit == "%" and abs(value) > self.no_percentage_above:
            return False
        limits = self.impossible.get(metric)
        return limits is None or value == 0 or limits.below <= value <= limits.above

    def metrics(self) -> Iterator[str]:
        """Every metric that an identity names."""
        for quotient in self.quotients:
            yield from (quotient.value, quotient.part, quotient.whole)
        for one in self.sums:
            yield from (one.total, *one.parts, *one.optional)
        for pair in self.at_most:
            yield from (pair.part, pair.whole)
        yield from (
            *self.classes.shares,
            *self.classes.rates,
            *self.jumps.steady,
            *self.above_hundred,
            *self.rates_above_hundred,
            *self.impossible,
        )
        yield from (*self.wholes, *self.wholes.values())
        yield from (self.fuel_floors.total, *(fuel.metric for fuel in self.fuel_floors.fuels))


def load_identities(folder: Traversable | None = None) -> Identities:
    """The identities of a methodology folder, or of the package.

    Raises:
        MethodologyError: every problem of the file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> Identities:
    data, problems = mapping_file(folder, FILE, Identities)
    if data is None:
        raise MethodologyError(*problems)
    return data


def check_identities(identities: Identities, methodology: Methodology) -> Iterator[Problem]:
    """Every metric that an identity names is in the vocabulary."""
    for name in sorted(set(identities.metrics()) - set(methodology.metrics)):
        yield Problem.of("identities.no_metric", file=FILE, entry=name)
