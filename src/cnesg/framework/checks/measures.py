"""Measures have what their rule needs, and kinds of score and mix agree."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cnesg.errors import Problem
from cnesg.framework.checks.draft import Draft
from cnesg.framework.definitions import Level2, Measure

NUMERIC = ("quantity", "event", "analysis")


def measures_are_complete(draft: Draft) -> Iterator[Problem]:
    """Relative and absolute rules have a numeric data point, absolute ones bands, item rules items; nothing else."""
    for indicator in draft.methodology.level2.values():
        for measure in indicator.measures:
            if measure.rule == "item":
                yield from _item_rule(draft, indicator, measure)
            else:
                yield from _numeric_rule(draft, indicator, measure)


def _item_rule(draft: Draft, indicator: Level2, measure: Measure) -> Iterator[Problem]:
    if not measure.items or measure.data_point or measure.bands:
        yield draft.problem("item_rule", indicator.code)
    for code, times in Counter(step.data_point for step in measure.items).items():
        if times > 1:
            yield draft.problem("item_twice", indicator.code, point=code)
    for step in measure.items:
        point = draft.methodology.data_points.get(step.data_point)
        if point is None:
            yield from _unknown(draft, indicator, step.data_point)
        elif step.least_level and point.kind != "item":
            yield draft.problem("level_of_step", indicator.code, point=point.code, kind=point.kind)


def _numeric_rule(draft: Draft, indicator: Level2, measure: Measure) -> Iterator[Problem]:
    if measure.data_point is None or measure.items or bool(measure.bands) != (measure.rule == "absolute"):
        yield draft.problem("numeric_rule", indicator.code, rule=measure.rule)
        return
    point = draft.methodology.data_points.get(measure.data_point)
    if point is None:
        yield from _unknown(draft, indicator, measure.data_point)
        return
    if point.kind not in NUMERIC:
        yield draft.problem("not_numeric", indicator.code, point=point.code, kind=point.kind, rule=measure.rule)
    if measure.rule == "relative" and point.direction == "none":
        yield draft.problem("no_direction", point.code)
    if measure.rule == "absolute":
        yield from bands_rise(draft, indicator.code, measure.data_point, measure.bands)


def bands_rise(draft: Draft, entry: str, data_point: str, bands: Sequence[tuple[float, float]]) -> Iterator[Problem]:
    """Thresholds ascend, and points differ and are not negative."""
    if any(before >= after for (before, _), (after, _) in pairwise(bands)):
        yield draft.problem("bands_order", entry, point=data_point)
    points = [points for _, points in bands]
    if points and (min(points) < 0 or len(set(points)) < 2):
        yield draft.problem("bands_points", entry, point=data_point)


def _unknown(draft: Draft, indicator: Level2, code: str) -> Iterator[Problem]:
    if not draft.is_broken(code):
        yield draft.problem("unknown_point", indicator.code, point=code)


def kinds_agree(draft: Draft) -> Iterator[Problem]:
    """Weights sum to 1 within a kind of score, and the mix gives no share to a kind that has no measure."""
    for indicator in draft.methodology.level2.values():
        weights: dict[str, list[float]] = {}
        for measure in indicator.measures:
            weights.setdefault(measure.feeds, []).append(measure.weight)
        for kind, shares in weights.items():
            if not math.isclose(math.fsum(shares), 1.0, abs_tol=1e-6):
                yield draft.problem("measures_sum", indicator.code, kind=kind, total=f"{math.fsum(shares):.6g}")
        share = indicator.mix.value
        if not 0 <= share <= 1:
            yield draft.problem("mix_range", indicator.code, mix=f"{share:g}")
        elif weights and _mix_misfits(share, set(weights)):
            yield draft.problem("mix_kinds", indicator.code, mix=f"{share:g}", kinds=", ".join(sorted(weights)))


def _mix_misfits(share: float, kinds: set[str]) -> bool:
    """A mix of 0 goes with disclosure alone, 1 with performance alone, anything between with both."""
    return (share > 0) != ("performance" in kinds) or (share < 1) != ("disclosure" in kinds)
