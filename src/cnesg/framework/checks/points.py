"""Data points say in full what they are, and each is used."""

from collections.abc import Iterator

from cnesg.errors import Problem
from cnesg.framework.checks.draft import Draft
from cnesg.framework.definitions import DataPoint
from cnesg.framework.formulas import FormulaError, parse_formula
from cnesg.model import canonical_breakdown

_WITH_UNIT = ("quantity", "event", "analysis")


def points_are_complete(draft: Draft) -> Iterator[Problem]:
    """A quantity has one way to its value and a unit, an item a least level, an analysis a scale; others have none.

    A quantity may have a scale.
    """
    for point in draft.methodology.data_points.values():
        ways = (point.select is not None) + (point.formula is not None)
        if ways != (point.kind == "quantity"):
            yield draft.problem("ways_to_value", point.code, kind=point.kind, ways=ways)
        if (point.unit is not None) != (point.kind in _WITH_UNIT):
            yield draft.problem("unit_of_kind", point.code, kind=point.kind)
        if (point.least_level is not None) != (point.kind == "item"):
            yield draft.problem("level_of_kind", point.code, kind=point.kind)
        if (
            (point.scale is None)
            if point.kind == "analysis"
            else (point.scale is not None and point.kind != "quantity")
        ):
            yield draft.problem("scale_of_kind", point.code, kind=point.kind)


def selections_fit(draft: Draft) -> Iterator[Problem]:
    """A selected metric exists, has the data point's unit and period, and answers no other data point."""
    metrics = draft.methodology.metrics
    taken: dict[tuple[str, str], str] = {}
    for point in draft.methodology.data_points.values():
        if point.select is None:
            continue
        name = point.select.metric
        if name not in metrics:
            if not draft.is_broken(name):
                yield draft.problem("unknown_metric", point.code, metric=name)
            continue
        yield from _fit(draft, point, name)
        key = (name, canonical_breakdown(point.select.breakdown))
        if key in taken:
            yield draft.problem("selected_twice", point.code, metric=name, other=taken[key])
        taken.setdefault(key, point.code)


def _fit(draft: Draft, point: DataPoint, name: str) -> Iterator[Problem]:
    metric, rates = draft.methodology.metrics[name], draft.methodology.rules.size_rates
    is_rate = rates is not None and rates.of(point.code) is not None
    counted = point.unit.partition("/")[0] if is_rate and point.unit else point.unit
    if counted is not None and counted != metric.unit:
        yield draft.problem("unit_of_metric", point.code, unit=counted, metric=name, other=metric.unit)
    if point.period != metric.period:
        yield draft.problem("period_of_metric", point.code, period=point.period, metric=name, other=metric.period)


def every_point_is_used(draft: Draft) -> Iterator[Problem]:
    """Each data point is scored, by itself or as a variant, is an input to another, or decides what applies."""
    methodology = draft.methodology
    used: set[str] = set()
    for indicator in methodology.level2.values():
        if indicator.applies:
            used.update(case.data_point for case in indicator.applies.cases if case.data_point)
        for measure in indicator.measures:
            used.update(step.data_point for step in measure.items)
            used.update({measure.data_point} if measure.data_point else ())
    used.update(variant for code in frozenset(used) for variant in methodology.answers(code))
    for point in methodology.data_points.values():
        try:
            used.update(parse_formula(point.formula).names if point.formula else ())
        except FormulaError:
            continue  # reported by the check of formulas
    for code in methodology.data_points:
        if code not in used:
            yield draft.problem("unused", code)
