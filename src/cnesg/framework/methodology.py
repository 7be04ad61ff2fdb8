"""The methodology as one typed object: indicators, data points, metrics, rules and reference data by their codes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from importlib.resources.abc import Traversable

from cnesg.framework.definitions import (
    DataPoint,
    Derivation,
    Dimension,
    Factor,
    Industry,
    Level1,
    Level2,
    Metric,
    Profile,
    Rules,
)
from cnesg.framework.definitions.applicability import Applicability
from cnesg.framework.formulas import Reference
from cnesg.model import canonical_breakdown, part_of_company

TOTAL = "TOTAL"
_CODE_LENGTHS = (1, 3, 5, 8)  # E, E01, E0102, E0102-01


@dataclass(frozen=True)
class Versions:
    """Content hashes: the first 16 hexadecimal digits of SHA-256 over the files' names and bytes.

    Attributes:
        methodology: indicators, rules, derivations, weights, profiles.
        extraction: metric vocabulary, wording, units, statement phrases.
        reference: industries and factors.
    """

    methodology: str
    extraction: str
    reference: str


@dataclass(frozen=True)
class Methodology:
    """All of the methodology data, checked. Mappings are in code order; treat them as read-only.

    Attributes:
        label: name of this edition of the methodology.
        folder: where its files lie, for the loaders of wording, units and statement phrases.
        versions: content hashes.
        dimensions: by code, `E`.
        level1: Level I indicators by code, `E01`.
        level2: Level II indicators by code, `E0102`.
        data_points: by code, `E0102-01`.
        metrics: by name, `electricity`.
        rules: numbers and conventions that all indicators share.
        derivations: in file order; of several for one metric the first that can be computed counts.
        factors: by series, each in order of data year and publication.
        industries: by Shenwan code.
        profiles: by name.
    """

    label: str
    folder: Traversable = field(compare=False)
    versions: Versions
    dimensions: Mapping[str, Dimension]
    level1: Mapping[str, Level1]
    level2: Mapping[str, Level2]
    data_points: Mapping[str, DataPoint]
    metrics: Mapping[str, Metric]
    rules: Rules
    derivations: tuple[Derivation, ...]
    factors: Mapping[str, tuple[Factor, ...]]
    industries: Mapping[str, Industry]
    profiles: Mapping[str, Profile]

    def parent(self, code: str) -> str | None:
        """The code one level up: `E0102-01` -> `E0102` -> `E01` -> `E` -> `TOTAL` -> None."""
        if code == TOTAL:
            return None
        shorter = [length for length in _CODE_LENGTHS if length < len(code)]
        return code[: shorter[-1]] if shorter else TOTAL

    def relative_points(self) -> dict[str, str | None]:
        """The data points that are scored relative to peers, sorted, with units; only those that are there."""
        measures = (measure for level2 in self.level2.values() for measure in level2.measures)
        scored = {measure.data_point for measure in measures if measure.rule == "relative" and measure.data_point}
        codes = {code for base in scored for code in self.answers(base)}
        return {code: point.unit for code, point in sorted(self.data_points.items()) if code in codes}

    def measured_points(self) -> set[str]:
        """The data points that performance scores by their value: of relative and absolute measures, with variants."""
        measures = (measure for level2 in self.level2.values() for measure in level2.measures)
        return {
            code
            for measure in measures
            if measure.feeds == "performance" and measure.rule != "item" and measure.data_point is not None
            for code in self.answers(measure.data_point)
        }

    def formula_of(self, code: str) -> str | None:
        """How a data point is computed: its formula, or its count by the company's size; None where it is selected.

        In the rate of an event count the data point's own code is the count.
        """
        point = self.data_points[code]
        rate = self.rules.size_rates.of(code) if self.rules.size_rates else None
        if rate is None:
            return point.formula
        counted = code if point.kind == "event" else f"({point.formula})"
        if point.select is not None:
            counted = Reference(point.select.metric, tuple(sorted(point.select.breakdown.items()))).key
        # Who does not say how large it is must not gain by it.
        size = rate.size if point.direction == "higher" else f"sum({rate.size}, 0)"
        return f"{counted} * {rate.per:.15g} / max({size}, {rate.floor:.15g})"

    def children(self, code: str) -> tuple[str, ...]:
        """The codes one level down, in order; of a Level II indicator its data points; of a data point none."""
        return self._children.get(code, ())

    def answers(self, data_point: str) -> tuple[str, ...]:
        """The data point and its variants, of which each company answers one, in file order."""
        return (data_point, *self._variants.get(data_point, ()))

    @property
    def bases(self) -> tuple[str, ...]:
        """The data points that are no variants, in code order; each company answers as many data points as these."""
        return tuple(code for code, point in self.data_points.items() if point.instead_of is None)

    def conditions(self) -> dict[str, Applicability]:
        """To whom what does not apply to everybody applies, by code: Level II indicators, then data points."""
        of_level2 = {code: entry.applies for code, entry in self.level2.items() if entry.applies is not None}
        of_points = {code: entry.applies for code, entry in self.data_points.items() if entry.applies is not None}
        return of_level2 | of_points

    def level2_of(self, data_point: str) -> str:
        """The Level II indicator that a data point belongs to."""
        return data_point[:5]

    def data_point_of(self, metric: str, breakdown: Mapping[str, str] | None = None) -> str | None:
        """The data point that a fact of this metric and breakdown answers, or None where scoring does not ask for it.

        The breakdown must be the data point's own: a fact on a subsidiary never answers for the company. How the whole
        was measured (boundary, Scope 2 method) does not matter.
        """
        return self._by_selection.get((metric, canonical_breakdown(part_of_company(breakdown))))

    def factor(self, series: str, fiscal_year: int, known_on: date) -> Factor | None:
        """The factor of a series that applies to a fiscal year, among those published by `known_on`.

        The latest data year not after the fiscal year; for years before the series begins, its earliest. Of several
        publications for that data year the latest known. None where nothing had been published. Why:
        `docs/decisions/grid-factor.md`.
        """
        known = [f for f in self.factors.get(series, ()) if f.published <= known_on]
        fitting = [f for f in known if f.data_year is None or f.data_year <= fiscal_year]
        if fitting:
            return fitting[-1]
        earliest = known[0].data_year if known else None
        return next((f for f in reversed(known) if f.data_year == earliest), None)

    @cached_property
    def _children(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for code in self._codes():
            found.setdefault(self.parent(code) or "", []).append(code)
        return {code: tuple(below) for code, below in found.items()}

    def _codes(self) -> Iterator[str]:
        yield from self.dimensions
        yield from self.level1
        yield from self.level2
        yield from self.data_points

    @cached_property
    def _variants(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for code, point in self.data_points.items():
            if point.instead_of is not None:
                found.setdefault(point.instead_of, []).append(code)
        return {base: tuple(variants) for base, variants in found.items()}

    @cached_property
    def _by_selection(self) -> dict[tuple[str, str], str]:
        return {
            (point.select.metric, canonical_breakdown(point.select.breakdown)): code
            for code, point in self.data_points.items()
            if point.select
        }
