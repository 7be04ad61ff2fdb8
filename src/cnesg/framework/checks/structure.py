"""Codes nest, nothing stands empty, and weights sum to 1 among siblings."""

import math
from collections.abc import Iterator

from cnesg.errors import Problem
from cnesg.framework.checks.draft import Draft
from cnesg.framework.methodology import TOTAL


def codes_nest(draft: Draft) -> Iterator[Problem]:
    """E0102-01 stands under E0102, E0102 under E01, E01 under E."""
    methodology = draft.methodology
    above = {**methodology.dimensions, **methodology.level1, **methodology.level2}
    for code in (*methodology.level1, *methodology.level2):
        parent = methodology.parent(code) or ""
        if parent not in above and not draft.is_broken(parent):
            yield draft.problem("orphan", code, parent=parent)
    for indicator in methodology.level2.values():
        for point in indicator.data_points:
            if not point.code.startswith(f"{indicator.code}-"):
                yield draft.problem("wrong_place", point.code, parent=indicator.code)


def nothing_is_empty(draft: Draft) -> Iterator[Problem]:
    """Dimensions and Level I indicators have something below them, Level II indicators have measures."""
    methodology = draft.methodology
    for code in (*methodology.dimensions, *methodology.level1):
        if not methodology.children(code) and not any(name.startswith(code) for name in draft.broken):
            yield draft.problem("childless", code)
    for indicator in methodology.level2.values():
        if not indicator.measures:
            yield draft.problem("unmeasured", indicator.code)


def weights_sum(draft: Draft) -> Iterator[Problem]:
    """Weights of siblings are positive shares that sum to 1."""
    methodology = draft.methodology
    for parent in (TOTAL, *methodology.dimensions, *methodology.level1):
        codes = methodology.children(parent)
        if not codes or any(methodology.parent(name) == parent for name in draft.broken if _is_code(name)):
            continue
        weights = [_weight(draft, code) for code in codes]
        for code, weight in zip(codes, weights, strict=True):
            if not 0 < weight <= 1:
                yield draft.problem("weight_range", code, weight=f"{weight:g}")
        total = math.fsum(weights)
        if not math.isclose(total, 1.0, abs_tol=1e-6):
            yield draft.problem(
                "weights_sum", parent if parent != TOTAL else codes[0], codes=", ".join(codes), total=f"{total:.6g}"
            )


def _weight(draft: Draft, code: str) -> float:
    methodology = draft.methodology
    entry = methodology.dimensions.get(code) or methodology.level1.get(code) or methodology.level2[code]
    return entry.weight.value


def _is_code(name: str) -> bool:
    return name[0] in "ESG" and (len(name) == 1 or name[1:].replace("-", "").isdigit())
