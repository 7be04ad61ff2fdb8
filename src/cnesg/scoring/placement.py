"""The three scoring rules: from a data point's values to points, and from points to scores of 0 to 100."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
import polars as pl

from cnesg.companies.quartiles import quartile_points
from cnesg.framework.definitions import DataPoint, ItemPoint, Level, Rules
from cnesg.scoring.matrix import LEVEL_RANKS, Column, Flags, Floats, reach_of
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
            return _place_item(leaf, leaf.item, point, column, rules)


def band_points(value: Floats, bands: Sequence[tuple[float, float]]) -> Floats:
    """Points of the last band whose threshold the value reaches, or of what lies below the first; NaN for no value."""
    thresholds = np.array([threshold for threshold, _ in bands])
    points = np.array([_below_first(bands), *(band for _, band in bands)])
    found: Floats = points[np.searchsorted(thresholds, value, side="right")]
    found[np.isnan(value)] = np.nan
    return found


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
            value,
            peers.quartiles,
            lower_is_better=point.direction == "lower",
            worse_on_boundary=worse_on_boundary,
            tolerance=rules.tolerance,
        )

    scale = np.array([np.nan, *rules.quartile_scores.scores])

    def score_of(points: Floats) -> Floats:
        return scale[np.nan_to_num(points, nan=0.0).astype(np.int64)]

    disclosed = np.zeros_like(column.average)  # at its ends the interval is what the company might have said
    points = points_at(column.value, column.average)
    one_end, other_end = points_at(column.low, disclosed), points_at(column.high, disclosed)
    ends = score_of(np.fmin(one_end, other_end)), score_of(np.fmax(one_end, other_end))
    counts = _Counts.of(leaf, rules, rules.quartile_scores.scores)
    figures = _figures(score_of(points), ends, column, counts, peers.large_enough)
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
    unlimited = replace(column, most=np.full_like(column.most, np.nan))  # thresholds are the same every year
    counts = _Counts.of(leaf, rules, [scale * points for points in {_below_first(bands), *(p for _, p in bands)}])
    figures = _figures(scale * points, ends, unlimited, counts, scorable)
    thresholds = [threshold for threshold, _ in bands]
    boundaries = pl.Series([thresholds], dtype=pl.List(pl.Float64)).new_from_index(0, len(points))
    return Placement(figures, "absolute", points, column.value, boundaries)


@dataclass(frozen=True)
class _Counts:
    """What counts in a leaf for whoever says nothing, and how far wrong what is said may be.

    Attributes:
        worst: score of the worst reporter under the rule.
        silence: score of silence: no more than the worst reporter's.
        expected: score that is expected of whoever says nothing, were it known.
        spread: standard deviation around that.
        shared: how much of an error the company's figures share, 0 to 1.
        misread: share of what was read, and not confirmed, that is not the company's.
        unknown: share of its weight that the leaf keeps where nothing is known.
        end: how many standard deviations the ends of an estimate's interval are apart from its middle.
    """

    worst: float
    silence: float
    expected: float
    spread: float
    shared: float
    misread: float
    unknown: float
    end: float

    @classmethod
    def of(cls, leaf: Leaf, rules: Rules, scores: Iterable[float]) -> Self:
        """From the scores that the rule can give, which are all as likely for whoever says nothing."""
        possible = np.array(sorted(scores))
        worst = float(possible[0])
        # Nothing, where a word of the company's own would take the indicator out of its score: taking that word back
        # would raise the scores of a company whose other parts count less than silence does.
        silence = 0.0 if leaf.excusable else min(rules.undisclosed_score.value, worst)
        return cls(
            worst=worst,
            silence=silence,
            expected=float(possible.mean()),
            spread=float(possible.std()),
            shared=rules.estimate_correlation.value,
            misread=rules.misreading.shares.figures if rules.misreading else 0.0,
            unknown=_unknown(leaf, rules),
            end=reach_of(rules.interval_level.value),
        )


def _unknown(leaf: Leaf, rules: Rules) -> float:
    """The share of its weight that a leaf keeps among others where nothing of the company's own is known."""
    if rules.synthesis is None or leaf.measure.feeds != "performance":
        return 1.0
    return rules.synthesis.weights.unknown


def _figures(placed: Floats, ends: tuple[Floats, Floats], column: Column, counts: _Counts, scorable: Flags) -> Figures:
    """What a placement counts, what that rests on, and where it may lie once all is known.

    Estimates of capped origins count at most as the worst reporter does, others where they stand and a carried value no
    more than in its own year; each less its penalty, and no less than silence, which never counts more than the worst
    reporter. What is expected is neither capped nor penalised.

    Args:
        placed: score of 0 to 100 of the value's place; NaN where there is no value or nothing to hold it against.
        ends: the same at the worse and at the better end of the value's interval.
        column: the values.
        counts: what else counts.
        scorable: whether the part exists; where it does, no value is silence.
    """
    has_value = ~np.isnan(column.value) & scorable
    # With nothing to hold it against, what is stated counts as the worst: saying it must not cost more than silence.
    place = np.where(np.isnan(placed), counts.worst, placed)
    limited = np.where(column.capped, np.minimum(place, counts.worst), np.fmin(place, column.most))
    estimate = np.maximum(limited - column.penalty, counts.silence)
    score = np.where(has_value, np.where(column.estimated, estimate, place), counts.silence)
    ranked = has_value & ~np.isnan(placed)
    middle = np.where(column.estimated, (ends[0] + ends[1]) / 2.0, placed)
    expected = np.where(ranked, middle, counts.expected)
    spread = np.where(ranked, (ends[1] - ends[0]) / (2.0 * counts.end), counts.spread)
    doubt = np.where(column.read & ranked, counts.misread * ((expected - counts.expected) ** 2 + counts.spread**2), 0.0)
    known = has_value & ~column.average
    supposed = ~(known & ranked)
    figures = Figures(
        score,
        expected,
        (1.0 - counts.shared) * spread**2 + doubt,
        np.sqrt(counts.shared) * spread,
        (column.reported & has_value).astype(np.float64),
        (column.confirmed & has_value).astype(np.float64),
        (column.estimated & has_value).astype(np.float64),
        supposed.astype(np.float64),
        np.where(supposed, expected, 0.0),
        np.where(known, 1.0, counts.unknown),
    )
    return figures.where(scorable)


def _place_item(leaf: Leaf, item: ItemPoint, point: DataPoint, column: Column, rules: Rules) -> Placement:
    """The step's points where its data point is found. Only what a company or an import says counts."""
    stated = column.reported & ~np.isnan(column.value)
    if point.kind == "quantity":
        found = stated  # that a number is given is what the item asks; zero is a number
    elif item.least_level is not None:
        found = stated & _reaches(column.level, item.least_level)
    else:
        found = stated & (column.value > 0)
    score, nothing = np.where(found, 100.0, 0.0), np.zeros(len(found))
    # Of a list that was collected it is known who is on it and who is not.
    known = stated | (point.kind == "list")
    figures = Figures(
        score,
        score,
        *_doubt(found, known & ~column.read, rules),
        stated.astype(np.float64),
        (column.confirmed & stated).astype(np.float64),
        nothing,
        nothing,
        nothing,
        np.where(known, 1.0, _unknown(leaf, rules)),
    )
    points, value = np.where(found, item.points, 0.0), np.where(stated, column.value, np.nan)
    placement = Placement(figures, "item", points, value)
    # A list on which nobody stands was not collected: whoever is not on it has failed nothing.
    collected = point.kind != "list" or column.collected
    return placement if collected else placement.where(np.zeros_like(found))


def _doubt(found: Flags, sure: Flags, rules: Rules) -> tuple[Floats, Floats]:
    """The variance of an item's score, and the deviation that it shares with the company's other figures.

    Of what nobody has confirmed some is not said; and of what was not found some is said, in a report that is read
    badly more than in another.
    """
    if rules.misreading is None:
        return np.zeros(len(found)), np.zeros(len(found))
    wrong = np.where(found, rules.misreading.shares.found, rules.misreading.shares.missed)
    variance = np.where(sure, 0.0, 100.0**2 * wrong * (1.0 - wrong))
    share = np.where(found, 0.0, rules.estimate_correlation.value)
    return (1.0 - share) * variance, np.sqrt(share * variance)


def _reaches(level: Floats, least: Level) -> Flags:
    """Whether ranks of levels reach a level; a target to have a system is no system."""
    reached: Flags = level >= LEVEL_RANKS[least]
    return reached & (level != LEVEL_RANKS["target"]) if least == "system" else reached
