"""Dimensions, Level I and Level II indicators, data points, and the rules that turn data points into points."""

from typing import Literal, get_args

from pydantic import Field

from cnesg.framework.definitions.applicability import Applicability
from cnesg.framework.definitions.base import Definition, Name, Real, Sourced, SourcedNumber

ScoreKind = Literal["disclosure", "performance"]
Level = Literal["none", "mention", "policy", "system", "target", "action", "result", "assurance"]
LEVELS: tuple[Level, ...] = get_args(Level)  # in the order in which `least_level` compares, lowest first


class Dimension(Sourced):
    """E, S or G."""

    code: str = Field(pattern=r"^[ESG]$")
    name: Name
    weight: SourcedNumber


class Level1(Sourced):
    """A Level I indicator (key issue), `E01`."""

    code: str = Field(pattern=r"^[ESG]\d{2}$")
    name: Name
    weight: SourcedNumber


class Selection(Definition):
    """Which fact answers a data point: the metric, and the breakdown it must carry."""

    metric: str
    breakdown: dict[str, str] = Field(default_factory=dict)


class ItemPoint(Definition):
    """One step of an item rule: points for a data point that is found.

    An item is found when a statement reaches its least level (`least_level` here overrides the data point's own); a
    quantity when a reported number is there; a list entry when the company stands on the list.
    """

    data_point: str
    points: Real = Field(default=1.0, gt=0)
    least_level: Level | None = None


class Measure(Sourced):
    """A scoring rule of a Level II indicator.

    `relative`: the data point's quartile among peers, 1 worst to 4 best. `absolute`: `bands` give points from fixed
    thresholds, each `(from, points)` with the threshold included, ascending; the score is the band's points as a share
    of the best band's. `item`: points for each item found; the score is their sum as a share of all points there are.
    Weights of the measures that feed the same kind of score sum to 1.
    """

    rule: Literal["relative", "absolute", "item"]
    feeds: ScoreKind
    weight: Real = Field(default=1.0, gt=0, le=1)
    data_point: str | None = None
    bands: tuple[tuple[Real, Real], ...] = ()
    items: tuple[ItemPoint, ...] = ()


class Mix(SourcedNumber):
    """Share of the performance score in the synthetic score; the rest is the disclosure score's. 0 to 1."""


class DataPoint(Sourced):
    """One of the data points that scoring asks for, `E0102-01`.

    A quantity is selected from facts (`select`) or computed from metrics and other data points (`formula`, in the
    grammar of `cnesg.framework.formulas`). An item is decided from statements at `least_level` or above. A list entry
    (1 where the company stands on an official list), an event count and an analysis result are observations of the
    data point itself, under its code; where nothing was imported they are missing, not zero. An analysis says what its
    results run from and to (`scale`); a value outside is another measure. A quantity that can't be beyond some values,
    as a share of a whole, says so likewise: intervals of its estimates end there.

    A count that becomes a rate by size (`size_rates` of the rules) has the rate's unit, `cases/1000 employees`.

    A variant (`instead_of`) takes the place of another data point of the same indicator, in each of its measures, for
    the companies that it `applies` to; so each company answers the same number of data points. Under an absolute
    measure it has thresholds of its own (`bands`). Why: `docs/decisions/variants.md`.
    """

    code: str = Field(pattern=r"^[ESG]\d{4}-\d{2}$")
    name: Name
    definition: Name
    kind: Literal["quantity", "item", "list", "event", "analysis"]
    unit: str | None = None
    direction: Literal["higher", "lower", "none"] = "none"
    period: Literal["flow", "stock"] = "flow"
    select: Selection | None = None
    formula: str | None = None
    least_level: Level | None = None
    scale: tuple[Real, Real] | None = None
    instead_of: str | None = None
    applies: Applicability | None = None
    bands: tuple[tuple[Real, Real], ...] = ()
    reported_in: tuple[Literal["esg", "annual", "list", "import"], ...] = ()

    @property
    def observed_unit(self) -> str | None:
        """The unit of observations under the data point's own code: events are counted, rates of them as well."""
        return self.unit.partition("/")[0] if self.unit and self.kind == "event" else self.unit


class ChinaSpecific(Definition):
    """Why a Level II indicator is specific to China: the policy that it comes from.

    Attributes:
        policy: short title of the policy, in our words.
        reference: its id among the Chinese policies, `CN034`, or its number as printed (an order, a law and its year).
    """

    policy: Name
    reference: str = Field(min_length=1)


class Level2(Sourced):
    """A Level II indicator (core ESG issue), `E0102`."""

    code: str = Field(pattern=r"^[ESG]\d{4}$")
    name: Name
    why: Name
    weight: SourcedNumber
    mix: Mix
    china_specific: ChinaSpecific | None = None
    applies: Applicability | None = None
    measures: tuple[Measure, ...]
    data_points: tuple[DataPoint, ...]

    @property
    def excusable(self) -> bool:
        """Whether something found in a company's own reports decides if it is asked at all."""
        return self.applies is not None and any(case.data_point for case in self.applies.cases)
