"""Worked examples with visible arithmetic: an invented company scored by the engine's own rules.

Peers' values for the relative rule stand in `example-peers.yaml`, by unit. For the absolute rule the value lies within
a middle band; for the item rule the first half of the items is found.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import yaml
from docs.book.blocks import Both, Inline, Text, code, line
from docs.book.figures import number, percent, score
from docs.book.words import DIRECTIONS, FEEDS

from cnesg.companies.quartiles import QUARTILES, quartile_points
from cnesg.framework import Methodology
from cnesg.framework.definitions import DataPoint, Level2, Measure
from cnesg.scoring.placement import band_points

PEERS_FILE = Path(__file__).with_name("example-peers.yaml")
COUNTED = frozenset({"cases", "count", "persons", "years", "grade"})  # units without fractions
_PLACE = 2  # the invented company is third best of its peers


@cache
def example_peers() -> dict[str, tuple[float, ...]]:
    """Invented values of a peer group by unit, ascending."""
    loaded = yaml.safe_load(PEERS_FILE.read_text(encoding="utf-8"))
    return {unit: tuple(sorted(map(float, values))) for unit, values in loaded.items()}


def worked_example(level2: Level2, methodology: Methodology) -> tuple[Inline, ...]:
    """The steps from invented figures to the indicator's synthetic score.

    Raises:
        ValueError: a relative rule for a unit that `example-peers.yaml` does not know.
    """
    steps: list[Inline] = []
    scores: dict[str, float] = {}
    for feeds in ("disclosure", "performance"):
        measures = [measure for measure in level2.measures if measure.feeds == feeds]
        found = []
        for measure in measures:
            words, result = _measured(measure, methodology)
            steps.append(words)
            found.append((measure.weight, result))
        if found:
            scores[feeds] = sum(weight * result for weight, result in found) / sum(weight for weight, _ in found)
        if len(found) > 1:
            terms = " + ".join(f"{percent(weight)} × {score(result)}" for weight, result in found)
            steps.append(line(FEEDS[feeds], f": {terms} = {score(scores[feeds])}"))
    steps.extend(_synthetic(level2, scores))
    return tuple(steps)


def _measured(measure: Measure, methodology: Methodology) -> tuple[Inline, float]:
    points = methodology.data_points
    if measure.rule == "item":
        return _items(measure)
    point = points[measure.data_point or ""]
    return _absolute(measure, point) if measure.rule == "absolute" else _relative(point, methodology)


def _relative(point: DataPoint, methodology: Methodology) -> tuple[Inline, float]:
    values = example_peers().get(point.unit or "")
    if values is None:
        raise ValueError(f"{point.code}: {PEERS_FILE.name} has no peers in {point.unit}")
    lower = point.direction == "lower"
    value = values[_PLACE] if lower else values[-1 - _PLACE]
    quartiles = np.quantile(np.array(values), QUARTILES)
    got = quartile_points(
        np.array([value]), quartiles[np.newaxis, :], lower_is_better=lower, worse_on_boundary=np.array([False])
    )[0]
    result = methodology.rules.quartile_scores.scores[int(got) - 1]
    listed = ", ".join(number(one) for one in values)
    bounds = " / ".join(number(float(one)) for one in quartiles)
    words = line(
        code(point.code),
        f": {number(value)} {point.unit}. ",
        Both("Peers", "同业"),
        f" {listed}; ",
        Both("quartiles", "四分位"),
        f" {bounds}; ",
        DIRECTIONS[point.direction],
        f": {int(got)} of 4 ",
        Both("points", "分"),
        f" = {score(result)}",
    )
    return words, result


def _absolute(measure: Measure, point: DataPoint) -> tuple[Inline, float]:
    bands = measure.bands
    value = _value_within(bands, point.unit or "")
    got = float(band_points(np.array([value]), bands)[0])
    best = max(points for _, points in bands)
    result = 100 * got / best
    reached = max(least for least, _ in bands if least <= value)
    words = line(
        code(point.code),
        f": {number(value)} {point.unit or ''} ≥ {number(reached)}: {number(got)} ",
        Both("points", "分"),
        f", 100 × {number(got)} / {number(best)} = {score(result)}",
    )
    return words, result


def _value_within(bands: Sequence[tuple[float, float]], unit: str) -> float:
    """A value within the band whose points come nearest to two thirds of the best."""
    best = max(points for _, points in bands)
    chosen = min(range(len(bands)), key=lambda n: (abs(bands[n][1] - best * 2 / 3), n))
    least = bands[chosen][0]
    if unit in COUNTED or chosen + 1 == len(bands):
        return least
    return (least + bands[chosen + 1][0]) / 2


def _items(measure: Measure) -> tuple[Inline, float]:
    half = (len(measure.items) + 1) // 2
    found = measure.items[:half]
    got, most = sum(item.points for item in found), sum(item.points for item in measure.items)
    result = 100 * got / most
    named = ", ".join(item.data_point for item in found)
    rest = [item.data_point for item in measure.items[half:]]
    missing = line("; ", Both("not found", "未找到"), f": {', '.join(rest)}") if rest else ()
    words = line(
        Both("Found", "已找到"),
        f": {named}",
        *missing,
        f". {number(got)} of {number(most)} ",
        Both("points", "分"),
        f" = 100 × {number(got)} / {number(most)} = {score(result)}",
    )
    return words, result


def _synthetic(level2: Level2, scores: dict[str, float]) -> Iterator[Inline]:
    if len(scores) == 2:
        share = level2.mix.value
        result = (1 - share) * scores["disclosure"] + share * scores["performance"]
        yield line(
            Both("Synthetic score", "综合得分"),
            f": {percent(1 - share)} × {score(scores['disclosure'])} + {percent(share)} × "
            f"{score(scores['performance'])} = ",
            Text(score(result), "strong"),
        )
    else:
        ((_, only),) = scores.items()
        yield line(
            Both("Synthetic score", "综合得分"),
            ": ",
            Both("the only score there is", "唯一得分"),
            " = ",
            Text(score(only), "strong"),
        )
