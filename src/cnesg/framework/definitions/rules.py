"""Rules that hold across indicators, derivations between metrics, and profiles."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from cnesg.framework.definitions.base import Definition, Name, Real, Sourced, SourcedNumber
from cnesg.framework.definitions.controversies import Controversies


class Grade(Definition):
    """A letter and the least score it needs."""

    grade: str
    least: Real


class Grades(Sourced):
    """The grade scale, best first."""

    steps: tuple[Grade, ...]


class PointScores(Sourced):
    """Scores of 0 to 100 for 1 to 4 quartile points, worst first."""

    scores: tuple[Real, Real, Real, Real]


_Share = Annotated[Real, Field(ge=0, le=1)]


class InformationFloors(Definition):
    """Of the scores of a level the least share of weight on reported data, 0 to 1, for each kind."""

    level: Literal["total", "dimension"]
    disclosure: _Share
    performance: _Share
    synthetic: _Share


class LeastInformation(Sourced):
    """How much of a score's weight must rest on reported data for the score to be given.

    Scores of levels that are not named, as those of indicators, have no floor: they say what is known of one issue.
    """

    floors: tuple[InformationFloors, ...]

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        levels = [floors.level for floors in self.floors]
        if len({*levels}) < len(levels):
            raise ValueError("a level is named twice")
        return self

    def reached(self, code: str, kind: str, coverage: float) -> bool:
        """Whether enough of a score's weight rests on reported data; sums of shares are rounded to nine decimals."""
        return round(coverage, 9) >= self.floor(code, kind)

    def floor(self, code: str, kind: str) -> float:
        """The least share for the score of a code and kind, 0 to 1; 0 where it has none.

        A controversy-adjusted score is given where the synthetic one is.
        """
        kind = kind if kind in InformationFloors.model_fields else "synthetic"
        level = "dimension" if len(code) == 1 else "total" if code == "TOTAL" else None
        return next((float(getattr(floors, kind)) for floors in self.floors if floors.level == level), 0.0)


class SynthesisWeights(Definition):
    """The weights of a synthesis, each 0 to 1.

    Attributes:
        performance: share of the performance score in synthetic scores; disclosure has the rest, which is the most that
            disclosure alone can reach, in per cent.
        unknown: share of its weight that a figure keeps in performance scores where no value of the company's own is
            known.
    """

    performance: _Share
    unknown: Annotated[Real, Field(gt=0, le=1)]


class Synthesis(Sourced):
    """How the synthetic scores of issues, dimensions and totals are made: of the two other scores of the same code."""

    weights: SynthesisWeights


class MisreadShares(Definition):
    """How often what was read from reports is wrong, each 0 to 1.

    Attributes:
        figures: of the figures read and not confirmed, those that are not the company's.
        found: of the items found and not confirmed, those that are not said.
        missed: of the items not found, those that are said.
    """

    figures: _Share
    found: _Share
    missed: _Share


class Misreading(Sourced):
    """How much what nobody has confirmed widens intervals."""

    shares: MisreadShares


_Factor = Annotated[Real, Field(gt=0)]


class MaterialityFactors(Sourced):
    """How ratings 0, 1, 2 and 3 of the company's industry shift weights.

    The first is the share of its weight that an issue rated 0 keeps; the issues rated higher share the rest in
    proportion to their weight times the factor of their rating.
    """

    factors: tuple[_Factor, _Factor, _Factor, _Factor]


class Criterion(Definition):
    """One question that is put to rows which state the same thing.

    `review`, `boundary`, `basis`, `assurance` and `source` take `order`: groups of values, best first; values that are
    not named come last. `source` is the kind of the document, or `import`. The others need no order: `length` prefers
    the longer period, `restated` what corrects an earlier figure, `available` and `recorded` the later, `confidence`
    the surer reading.
    """

    by: Literal[
        "review",
        "boundary",
        "basis",
        "length",
        "restated",
        "assurance",
        "source",
        "available",
        "recorded",
        "confidence",
    ]
    order: tuple[tuple[str, ...], ...] = ()

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        by_value = self.by in {"review", "boundary", "basis", "assurance", "source"}
        if by_value != bool(self.order):
            raise ValueError(f"{self.by}: {'needs' if by_value else 'takes no'} `order`")
        return self


class Precedence(Sourced):
    """Which of several rows that state the same thing counts: the first question that tells them apart decides."""

    criteria: tuple[Criterion, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _asked_once(self) -> Self:
        asked = [criterion.by for criterion in self.criteria]
        twice = sorted({by for by in asked if asked.count(by) > 1})
        if twice:
            raise ValueError(f"asked twice: {', '.join(twice)}")
        return self


class SizeScale(Definition):
    """Data points that grow with a company, and the metric of its size."""

    size: str
    data_points: tuple[str, ...] = Field(min_length=1)


class AverageSizes(Sourced):
    """Amounts that are averaged per unit of size and scaled to the company's own; all others are averaged plainly."""

    scales: tuple[SizeScale, ...]

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        named = [code for scale in self.scales for code in scale.data_points]
        twice = sorted({code for code in named if named.count(code) > 1})
        if twice:
            raise ValueError(f"named twice: {', '.join(twice)}")
        return self


class SizeRate(Definition):
    """Counts that are divided by the company's size.

    Attributes:
        size: the metric of size.
        per: units of size that the rate is given for.
        floor: least size that is divided by.
        data_points: the counts.
    """

    size: str
    per: Annotated[Real, Field(gt=0)]
    floor: Annotated[Real, Field(gt=0)]
    data_points: tuple[str, ...] = Field(min_length=1)


class SizeRates(Sourced):
    """Counts that grow with the company, as rates by its size; all other counts are scored as they are.

    A company below the floor, and one whose size is unknown, is measured as one of that size. Where more is better, a
    rate needs a known size.
    """

    rates: tuple[SizeRate, ...]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        codes = [code for one in self.rates for code in one.data_points]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise ValueError(f"named twice: {', '.join(twice)}")
        return self

    def of(self, code: str) -> SizeRate | None:
        """The rate that a data point is; None for one that is no rate by size."""
        return next((one for one in self.rates if code in one.data_points), None)


class WholeBreakdown(Definition):
    """When the classes of one kind are all there, so that their sum is the whole.

    Attributes:
        kind: the kind of breakdown, `age`.
        holds: for each of these groups of words, some class must have one of its words in it; lower case.
    """

    kind: str
    holds: tuple[tuple[str, ...], ...] = Field(min_length=1)


class WholeBreakdowns(Sourced):
    """Breakdowns that derivations may add up (`employees[age=*]`); of other kinds they get nothing."""

    kinds: tuple[WholeBreakdown, ...]


class OtherDenominator(Definition):
    """Data points that are divided by another metric where theirs is no measure of the business.

    Attributes:
        metric: what their formulas divide by.
        by: what stands in, times the median ratio of both in the company's industry.
        industries: Shenwan codes whose companies always take it; others take it where they state zero or less.
        data_points: whose formulas are meant.
    """

    metric: str
    by: str
    industries: tuple[str, ...] = ()
    data_points: tuple[str, ...] = Field(min_length=1)


class OtherDenominators(Sourced):
    """Which denominators others stand in for; all other formulas divide by what they name, or by nothing."""

    instead: tuple[OtherDenominator, ...]

    @model_validator(mode="after")
    def _told_once(self) -> Self:
        named = [(other.metric, code) for other in self.instead for code in other.data_points]
        twice = sorted({code for pair in named if named.count(pair) > 1 for code in pair[1:]})
        if twice:
            raise ValueError(f"named twice: {', '.join(twice)}")
        return self


class WorstReporterCap(Sourced):
    """Origins of values that count at most as the worst reporter does: what a company did not state for the year."""

    origins: tuple[Literal["derived", "carried", "industry", "market"], ...]


class CutOver(Definition):
    """From a calendar year on: the first day of which month the fiscal year that ended last year begins to count."""

    since: int = Field(ge=1900, le=2200)
    month: int = Field(ge=1, le=12)


class Season(Sourced):
    """Which fiscal year is ranked in which month: of the cut-overs the latest that has begun; the first before it."""

    cut_overs: tuple[CutOver, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _dated(self) -> Self:
        years = [step.since for step in self.cut_overs]
        if years != sorted(set(years)):
            raise ValueError("the years of `since` must rise")
        return self


class Rules(Definition):
    """The numbers and conventions that all indicators share. Each is described in its decision page."""

    quartile_scores: PointScores
    least_peers: SourcedNumber
    rank_tolerance: SourcedNumber | None = None  # editions before 2026-12 told all values apart
    grades: Grades
    least_information: LeastInformation | None = None  # editions before 2026-12 rated everybody
    synthesis: Synthesis | None = None  # None, as in editions before 2026-12: means of the synthetic scores below
    undisclosed_score: SourcedNumber
    worst_reporter_cap: WorstReporterCap
    carry_years: SourcedNumber
    carry_penalty: SourcedNumber
    carry_interval: SourcedNumber
    average_penalty: SourcedNumber
    least_average_peers: SourcedNumber
    average_sizes: AverageSizes
    size_rates: SizeRates | None = None  # editions before 2026-12 scored counts as they are
    average_stretch: SourcedNumber
    interval_level: SourcedNumber
    boundary_interval: SourcedNumber
    other_denominators: OtherDenominators
    whole_breakdowns: WholeBreakdowns
    season: Season
    year_end_month: SourcedNumber
    estimate_correlation: SourcedNumber
    own_level: SourcedNumber | None = None  # editions before 2026-12 expected of nobody what it does elsewhere
    misreading: Misreading | None = None  # editions before 2026-12 took what was read for right
    controversies: Controversies | None = None  # None, as in editions before 2026-12: no controversy-adjusted score
    tier_confidence: SourcedNumber
    precedence: Precedence
    same_figure: SourcedNumber
    subsidiary_share: SourcedNumber
    materiality_factors: MaterialityFactors

    @property
    def tolerance(self) -> float:
        """The share of a quartile boundary by which a value may miss it and be on it."""
        return float(self.rank_tolerance.value) if self.rank_tolerance else 0.0


class Derivation(Sourced):
    """A metric computed from other metrics and factors where the company gives none (the source's step 1).

    `factors` gives each factor name in the formula its series (`grid: grid-national`). Where several derivations give
    the same metric, the first whose inputs are all there is used.
    """

    metric: str
    breakdown: dict[str, str] = Field(default_factory=dict)
    name: Name
    formula: str
    factors: dict[str, str] = Field(default_factory=dict)
    spread: Real = Field(ge=0, le=1, description="relative half-width of the interval the method allows")

    @property
    def exact(self) -> bool:
        """Whether the metric is by definition what the formula gives: then stating the inputs is stating it."""
        return self.spread == 0 and not self.factors


class Profile(Definition):
    """A choice of Level II indicators with own weights; empty means all of them and the methodology's own weights.

    `indicators` names Level II indicators, or issues and dimensions for all below them; `standards` adds those whose
    data points answer an item of the standards.

    `without` leaves out Level II indicators, or all below an issue or dimension, whatever else the profile says.

    `weights` replaces the weight of single codes (dimension, Level I or Level II); weights count in proportion among
    the siblings that the profile has. `mix` replaces the share of performance in the synthetic score of single Level II
    indicators. `industry_weights` says whether the materiality ratings of a company's industry shift the weights of
    issues. `numbers` says which numbers that were read from reports count: those that a person confirmed or corrected,
    or all as they were read; imported ones count as they are. `overrides` replaces any other assumed value by its place
    (`rules.least_peers: 5`; see `cnesg.framework.overrides`).
    """

    name: str = Field(pattern=r"^[a-z0-9-]+$")
    title: Name
    indicators: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    weights: dict[str, Real] = Field(default_factory=dict)
    mix: dict[str, Real] = Field(default_factory=dict)
    industry_weights: bool = True
    numbers: Literal["confirmed", "as-read"] = "confirmed"
    overrides: dict[str, Any] = Field(default_factory=dict)
