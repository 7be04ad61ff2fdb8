"""Cases of applicability can be decided, and name what exists; variants take a place that there is."""

from collections import Counter
from collections.abc import Iterator

from cnesg.errors import Problem
from cnesg.framework.checks.draft import Draft
from cnesg.framework.checks.measures import NUMERIC, bands_rise
from cnesg.framework.definitions import DataPoint
from cnesg.framework.definitions.applicability import Applicability, Case


def cases_can_be_decided(draft: Draft) -> Iterator[Problem]:
    """Every case has a key of its own, a condition, a span that holds some day, and industries and items that exist."""
    for code, applies in draft.methodology.conditions().items():
        if not applies.cases:
            yield draft.problem("no_case", code)
        for key, times in Counter(case.key for case in applies.cases).items():
            if times > 1:
                yield draft.problem("case_twice", code, key=key)
        for case in applies.cases:
            yield from _decidable(draft, code, case)


def _decidable(draft: Draft, code: str, case: Case) -> Iterator[Problem]:
    if not case.decides:
        yield draft.problem("case_empty", code, key=case.key)
    if case.since and case.until and case.since > case.until:
        yield draft.problem("case_never", code, key=case.key, since=case.since, until=case.until)
    for industry in case.industries:
        if industry not in draft.methodology.industries and not draft.is_broken(industry):
            yield draft.problem("case_industry", code, key=case.key, code=industry)
    if case.data_point is None or draft.is_broken(case.data_point):
        return
    point = draft.methodology.data_points.get(case.data_point)
    if point is None:
        yield draft.problem("unknown_point", code, point=case.data_point)
    elif point.kind not in ("item", "list"):
        yield draft.problem("case_point", code, key=case.key, point=point.code, kind=point.kind)


def variants_take_a_place(draft: Draft) -> Iterator[Problem]:
    """A variant replaces a data point of its own indicator, for companies chosen by what they are, under its rules."""
    for point in draft.methodology.data_points.values():
        if point.instead_of is None and point.applies is None and not point.bands:
            continue
        if point.instead_of is None or point.applies is None:
            yield draft.problem("variant_whom", point.code)
            continue
        yield from _placed(draft, point, point.instead_of, point.applies)


def _placed(draft: Draft, point: DataPoint, base: str, applies: Applicability) -> Iterator[Problem]:
    for case in applies.cases:
        if case.data_point is not None:
            yield draft.problem("variant_case", point.code, key=case.key, point=case.data_point)
    indicator = draft.methodology.level2.get(draft.methodology.level2_of(point.code))
    replaced = draft.methodology.data_points.get(base)
    if draft.is_broken(base) or indicator is None:
        return
    rules = {
        measure.rule
        for measure in indicator.measures
        if base in (measure.data_point, *(step.data_point for step in measure.items))
    }
    if replaced not in indicator.data_points or replaced.instead_of is not None or not rules:
        yield draft.problem("variant_place", point.code, point=base)
    if rules - {"item"} and (point.kind not in NUMERIC or point.direction == "none"):
        yield draft.problem("variant_rule", point.code, point=base)
    if ("absolute" in rules) != bool(point.bands):
        yield draft.problem("variant_bands", point.code, point=base)
    else:
        yield from bands_rise(draft, point.code, point.code, point.bands)
