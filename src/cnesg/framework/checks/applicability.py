"""Cases of applicability can be decided, and name what exists."""

from collections import Counter
from collections.abc import Iterator

from cnesg.errors import Problem
from cnesg.framework.checks.draft import Draft
from cnesg.framework.definitions import Level2
from cnesg.framework.definitions.applicability import Case


def cases_can_be_decided(draft: Draft) -> Iterator[Problem]:
    """Every case has a key of its own, a condition, a span that holds some day, and industries and items that exist."""
    for indicator in draft.methodology.level2.values():
        if indicator.applies is None:
            continue
        cases = indicator.applies.cases
        if not cases:
            yield draft.problem("no_case", indicator.code)
        for key, times in Counter(case.key for case in cases).items():
            if times > 1:
                yield draft.problem("case_twice", indicator.code, key=key)
        for case in cases:
            yield from _decidable(draft, indicator, case)


def _decidable(draft: Draft, indicator: Level2, case: Case) -> Iterator[Problem]:
    if not case.decides:
        yield draft.problem("case_empty", indicator.code, key=case.key)
    if case.since and case.until and case.since > case.until:
        yield draft.problem("case_never", indicator.code, key=case.key, since=case.since, until=case.until)
    for code in case.industries:
        if code not in draft.methodology.industries and not draft.is_broken(code):
            yield draft.problem("case_industry", indicator.code, key=case.key, code=code)
    if case.data_point is None or draft.is_broken(case.data_point):
        return
    point = draft.methodology.data_points.get(case.data_point)
    if point is None:
        yield draft.problem("unknown_point", indicator.code, point=case.data_point)
    elif point.kind not in ("item", "list"):
        yield draft.problem("case_point", indicator.code, key=case.key, point=point.code, kind=point.kind)
