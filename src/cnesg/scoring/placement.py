"""The three scoring rules: from a data point's values to points, and from points to scores of 0 to 100."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl

from cnesg.companies.quartiles import quartile_points
from cnesg.framework.definitions import DataPoint, ItemPoint, Level, Rules
from cnesg.scoring.matrix import LEVEL_RANKS, Column, Flags, Floats
from cnesg.scoring.peers import Boundaries
from cnesg.scoring.plan import Leaf
from cnesg.scoring.rollup import Figures


@dataclass(frozen=True)
class Placement:
    """A data point scored for all companies.

    Attributes:
        figures: score, interval and shares.
        rule: relative, absolute or item.
        points: 1 to 4, a band's points, or the item's points; NaN where nothing was disclosed or estimated.
        value: what was scored; NaN where there is none.
        boundaries: quartiles or thresholds, one list a company; null where there is none.
        group: the peers' industry, null for rules that have no peers.
        count: how many peers.
        source: where the boundaries come from if not from the companies that are scored.
    """

    figures: Figures
    rule: str
    points: Floats
    value: Floats
    boundaries: pl.Series | None = field(default=None)
    group: pl.Series | None = field(default=None)
    count: pl.Series | None = field(default=None)
    source: pl.Series | None = field(default=None)

    def where(self, applies: Flags) -> "Placement":
        """The same placement, missing for the companies to whom the indicator does not apply."""
        mask = pl.Series(applies)

        def kept(column: pl.Series | None) -> pl.Series | None:
            return None if column is None else column.zip_with(mask, pl.Series([None] * len(mask), dtype=column.dtype))

        return Placement(
            self.figures.where(applies),
            self.rule,
            np.where(applies, self.points, np.nan),
            np.where(applies, self.value, np.nan),
            kept(self.boundaries),
            kept(self.group),
            kept(self.count),
            kept(self.source),
        )


def place(leaf: Leaf, point: DataPoint, column: Column, rules: Rules, peers: Boundaries | None) -> Placement:
    """Scores one data point of all companies by its measure's rule.

    Args:
        leaf: the data point in its measure.
        point: its definition.
        column: its values.
        rules: scores for quartile points, score of silence.
        peers: quartile boundaries, for the relative rule.
    """
    match leaf.measure.rule:
        case "relative":
            if peers is None:
                raise ValueError("the relative rule needs boundaries")
            return _place_relative(leaf, point, column, rules, peers)
        case "absolute":
            return _place_absolute(leaf, point, column, rules)
        case "item":
            if leaf.item is None:
                raise ValueError("an item measure without its step")
            return _place_item(leaf.item, point, column)


def band_points(value: Floats, bands: Sequence[tuple[float, float]]) -> Floats:
    """Points of the last band whose threshold the value reaches, or of what lies below the first; NaN for no value."""
    thresholds = np.array([threshold for threshold, _ in bands])
    points = np.array([_below_first(bands), *(band for _, band in bands)])
    found: Floats = points[np.searchsorted(thresholds, value, side="right")]
    found[np.isnan(value)] = np.nan
    return found


def worst_band(bands: Sequence[tuple[float, float]]) -> float:
    """The fewest points that any value gets, which is what the worst reporter gets."""
    return min(_below_first(bands), *(points for _, points in bands))


def _below_first(bands: Sequence[tuple[float, float]]) -> float:
    """Points below the first threshold: none; below 0 there should be no value, and one counts as the worst band."""
    first, _ = bands[0]
    return 0.0 if first > 0 else min(points for _, points in bands)


def band_range(low: Floats, high: Floats, bands: Sequence[tuple[float, float]]) -> tuple[Floats, Floats]:
    """Fewest and most points that any value between `low` and `high` gets; bands need not rise."""
    fewest, most = band_points(low, bands), band_points(low, bands)
    for threshold, points in [*bands, (None, None)]:
        if threshold is None or points is None:
            candidate, inside = band_points(high, bands), np.ones_like(low, dtype=np.bool_)
        else:
            candidate, inside = np.full_like(low, points), (low <= threshold) & (threshold <= high)
        fewest = np.where(inside, np.minimum(fewest, candidate), fewest)
        most = np.where(inside, np.maximum(most, candidate), most)
    return fewest, most


def _place_relative(leaf: Leaf, point: DataPoint, column: Column, rules: Rules, peers: Boundaries) -> Placement:
    def points_at(value: Floats, worse_on_boundary: Flags) -> Floats:
        return quartile_points(
            value, peers.quartiles, lower_is_better=point.direction == "lower", worse_on_boundary=worse_on_boundary
        )

    scale = np.array([np.nan, *rules.quartile_scores.scores])

    def score_of(points: Floats) -> Floats:
        return scale[np.nan_to_num(points, nan=0.0).astype(np.int64)]

    disclosed = np.zeros_like(column.average)  # at its ends the interval is what the company might have said
    points = points_at(column.value, column.average)
    one_end, other_end = points_at(column.low, disclosed), points_at(column.high, disclosed)
    ends = score_of(np.fmin(one_end, other_end)), score_of(np.fmax(one_end, other_end))
    worst = min(rules.quartile_scores.scores)
    silence = _silence(leaf, rules, worst)
    figures = _figures(score_of(points), *ends, column, silence=silence, worst=worst, scorable=peers.large_enough)
    ranked = np.isfinite(peers.quartiles[:, 0])
    boundaries = pl.Series(values=peers.quartiles, dtype=pl.Array(pl.Float64, 3)).arr.to_list()
    boundaries = boundaries.zip_with(pl.Series(ranked), pl.Series([None] * len(ranked), dtype=boundaries.dtype))
    return Placement(figures, "relative", points, column.value, boundaries, peers.group, peers.count, peers.source)


def _place_absolute(leaf: Leaf, point: DataPoint, column: Column, rules: Rules) -> Placement:
    bands = leaf.measure.bands
    scale = 100.0 / max(points for _, points in bands)
    points = band_points(column.value, bands)
    fewest, most = band_range(column.low, column.high, bands)
    # Lists, events and analyses come from others: where nobody collected them, the company has not been silent.
    own_to_tell = np.full_like(column.reported, point.kind in ("quantity", "item"))
    scorable = own_to_tell | ~np.isnan(points)
    ends = scale * fewest, scale * most
    worst = scale * worst_band(bands)
    silence = _silence(leaf, rules, worst)
    unlimited = replace(column, most=np.full_like(column.most, np.nan))  # thresholds are the same every year
    figures = _figures(scale * points, *ends, unlimited, silence=silence, worst=worst, scorable=scorable)
    thresholds = [threshold for threshold, _ in bands]
    boundaries = pl.Series([thresholds], dtype=pl.List(pl.Float64)).new_from_index(0, len(points))
    return Placement(figures, "absolute", points, column.value, boundaries)


def _silence(leaf: Leaf, rules: Rules, worst: float) -> float:
    """What a company that says nothing gets: no more than the worst reporter does.

    Nothing, where a word of its own would take the indicator out of its score: taking that word back would raise the
    scores of a company whose other parts count less than silence does.
    """
    return 0.0 if leaf.excusable else min(rules.undisclosed_score.value, worst)


def _figures(
    placed: Floats,
    low: Floats,
    high: Floats,
    column: Column,
    *,
    silence: float,
    worst: float,
    scorable: Flags,
) -> Figures:
    """What a placement counts, and what that rests on.

    Estimates of capped origins count at most as the worst reporter does, others where they stand and a carried value no
    more than in its own year; each less its penalty, and no less than silence, which never counts more than the worst
    reporter. The interval is what the score would be if the estimate
    were disclosed: neither capped nor penalised.

    Args:
        placed: score of 0 to 100 of the value's place; NaN where there is no value or nothing to hold it against.
        low: the same at the worse end of the interval.
        high: at the better end.
        column: the values.
        silence: score of silence.
        worst: score of the worst reporter under the rule.
        scorable: whether the part exists; where it does, no value is silence.
    """
    has_value = ~np.isnan(column.value) & scorable
    # With nothing to hold it against, what is stated counts as the worst: saying it must not cost more than silence.
    place = np.where(np.isnan(placed), worst, placed)
    limited = np.where(column.capped, np.minimum(place, worst), np.fmin(place, column.most))
    estimate = np.maximum(limited - column.penalty, silence)
    score = np.where(scorable, np.where(has_value, np.where(column.estimated, estimate, place), silence), np.nan)
    return Figures(
        score,
        np.fmin(score, np.where(has_value, low, np.nan)),
        np.fmax(score, np.where(has_value, high, np.nan)),
        (column.reported & has_value).astype(np.float64),
        (column.confirmed & has_value).astype(np.float64),
        (column.estimated & has_value).astype(np.float64),
    )


def _place_item(item: ItemPoint, point: DataPoint, column: Column) -> Placement:
    """The step's points where its data point is found. Only what a company or an import says counts."""
    stated = column.reported & ~np.isnan(column.value)
    if point.kind == "quantity":
        found = stated  # that a number is given is what the item asks; zero is a number
    elif item.least_level is not None:
        found = stated & _reaches(column.level, item.least_level)
    else:
        found = stated & (column.value > 0)
    score = np.where(found, 100.0, 0.0)
    shares = stated.astype(np.float64), (column.confirmed & stated).astype(np.float64), np.zeros_like(score)
    figures = Figures(score, score, score, *shares)
    points, value = np.where(found, item.points, 0.0), np.where(stated, column.value, np.nan)
    placement = Placement(figures, "item", points, value)
    # A list on which nobody stands was not collected: whoever is not on it has failed nothing.
    collected = point.kind != "list" or column.collected
    return placement if collected else placement.where(np.zeros_like(found))


def _reaches(level: Floats, least: Level) -> Flags:
    """Whether ranks of levels reach a level; a target to have a system is no system."""
    reached: Flags = level >= LEVEL_RANKS[least]
    return reached & (level != LEVEL_RANKS["target"]) if least == "system" else reached
