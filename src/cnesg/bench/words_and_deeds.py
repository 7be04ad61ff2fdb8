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
                found.update(dict.fromkeys((item.data_point for item in measure.items), (1.0, 0.0)))
            elif measure.data_point is not None and measure.data_point not in found:
                found[measure.data_point] = _ends(measure, methodology, extremes)
    return found


def _ends(measure: Measure, methodology: Methodology, extremes: Extremes) -> tuple[float, float]:
    assert measure.data_point is not None
    if measure.rule == "relative":
        least, most = extremes(measure.data_point)
        return (least, most) if methodology.data_points[measure.data_point].direction == "lower" else (most, least)
    bands = [(-1.0, 0.0), *measure.bands] if measure.bands[0][0] > 0 else list(measure.bands)
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
