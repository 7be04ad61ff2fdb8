"""A doer and a talker: one who does best and says nothing beyond figures, one who does worst and says everything."""

from collections.abc import Callable, Iterator
from typing import Any

from cnesg.framework.definitions import Measure
from cnesg.framework.methodology import Methodology

Extremes = Callable[[str], tuple[float, float]]
"""Of a data point that is placed among peers the values below and above all of theirs."""


def best_and_worst(methodology: Methodology, extremes: Extremes) -> dict[str, tuple[float, float]]:
    """The best and the worst value of each data point that a performance measure scores, by its first such measure.

    Args:
        methodology: the measures.
        extremes: of data points that are placed among peers.
    """
    found: dict[str, tuple[float, float]] = {}
    for level2 in methodology.level2.values():
        for measure in level2.measures:
            if measure.feeds != "performance":
                continue
            if measure.rule == "item":
                codes = (code for item in measure.items for code in methodology.answers(item.data_point))
                found.update(dict.fromkeys(codes, (1.0, 0.0)))
            elif measure.data_point is not None:
                for code in methodology.answers(measure.data_point):
                    found.setdefault(code, _ends(measure, code, methodology, extremes))
    return found


def _ends(measure: Measure, code: str, methodology: Methodology, extremes: Extremes) -> tuple[float, float]:
    if measure.rule == "relative":
        least, most = extremes(code)
        return (least, most) if methodology.data_points[code].direction == "lower" else (most, least)
    steps = methodology.data_points[code].bands or measure.bands
    bands = [(-1.0, 0.0), *steps] if steps[0][0] > 0 else list(steps)
    best, worst = (choose(bands, key=lambda band: band[1])[0] for choose in (max, min))
    return max(best, 0.0), max(worst, 0.0)


def doer(company: str, methodology: Methodology, extremes: Extremes) -> Iterator[dict[str, Any]]:
    """Inputs with every figure at its best and no item but those that figures tick."""
    for code, (best, _) in best_and_worst(methodology, extremes).items():
        yield {"company_id": company, "data_point": code, "value": best, "text": "result"}


def talker(company: str, methodology: Methodology, extremes: Extremes) -> Iterator[dict[str, Any]]:
    """Inputs with every figure at its worst and every item found, at the highest level."""
    figures = best_and_worst(methodology, extremes)
    lists = {code for code, point in methodology.data_points.items() if point.kind == "list"}
    for code, (_, worst) in figures.items():
        if code not in lists:
            yield {"company_id": company, "data_point": code, "value": worst, "text": "result"}
    for code in methodology.data_points:
        if code not in figures:
            yield {"company_id": company, "data_point": code, "value": 1.0, "text": "assurance"}
