"""Ratings in a style: how leaves become issues and issues become totals, under any mix of our rules and another's.

A rating is three things (Berg, Kölbel and Rigobon, "Aggregate Confusion", Review of Finance 2022): what is looked at
(scope), how it is measured, and how it is weighed. Each can be taken from either side, so that eight worlds lie between
two ratings.
"""

from dataclasses import dataclass

import numpy as np

from cnesg.framework.rating_styles import RatingStyle
from cnesg.scoring import ranking
from cnesg.scoring.market import Market, Places
from cnesg.scoring.matrix import Flags, Floats

_TOP = 100.0


@dataclass(frozen=True)
class Rating:
    """A market rated.

    Attributes:
        totals: 0 to 100, one a company; NaN where nothing counts.
        contributions: companies by issues: share of weight times score, before totals were spread; 0 where an issue
            does not count.
    """

    totals: Floats
    contributions: Floats


def rate(
    market: Market, style: RatingStyle, *, scope: bool = True, measurement: bool = True, weights: bool = True
) -> Rating:
    """Rates a market by a style, or by our own rules where a flag is false.

    With all three false the totals are the run's own synthetic totals.

    Args:
        market: a run's arrays.
        style: the other rater's rules.
        scope: look at what the style looks at.
        measurement: measure as the style does.
        weights: weigh as the style does.
    """
    leaf_scores = _leaf_scores(market, style) if measurement else market.scores
    counts = ~np.isnan(leaf_scores) & (market.weights > 0)
    if scope:
        counts &= _in_scope(market, style)
    leaf_weights = np.where(counts, 1.0 if weights else market.weights, 0.0)
    by_issue = np.eye(len(market.issues))[market.issue_of]  # leaves by issues
    inside = leaf_weights @ by_issue
    with np.errstate(invalid="ignore", divide="ignore"):
        scores = (leaf_weights * np.where(counts, leaf_scores, 0.0)) @ by_issue / inside
    if measurement:
        scores = _issue_scores(scores, market, style)
    issue_weights = np.where(inside > 0, _issue_weights(market, style) if weights else inside, 0.0)
    whole = issue_weights.sum(axis=1)
    shares = issue_weights / np.where(whole > 0, whole, 1.0)[:, np.newaxis]
    contributions = shares * np.where(inside > 0, scores, 0.0)
    totals = np.where(whole > 0, contributions.sum(axis=1), np.nan)
    if measurement and style.measurement.total == "industry-range":
        totals = _spread(totals, market.peers, style.measurement.range)
    return Rating(totals, contributions)


def percentiles(values: Floats) -> Floats:
    """(worse + same / 2) / n x 100 among the values that are there, the value itself being one of the same."""
    return _TOP * ranking.percentiles(values, np.zeros(len(values), dtype=np.int64))


def percentiles_among(values: Floats, peers: Places) -> Floats:
    """Percentiles of each column among the peers of each row; who is alone in a group gets 50."""
    found: Floats = np.full(values.shape, np.nan)
    for column in range(values.shape[1]):
        found[:, column] = _TOP * ranking.percentiles(values[:, column], peers)
    return found


def _in_scope(market: Market, style: RatingStyle) -> Flags:
    issues = np.ones(market.ratings.shape, dtype=np.bool_)
    rated = ~np.isnan(market.ratings)
    issues &= ~rated | (market.ratings >= style.scope.least_rating)
    if style.scope.key_issues is not None:
        # The most material first; among equals the order of codes.
        order = np.argsort(np.where(rated, -market.ratings, np.inf), axis=1, kind="stable")
        place = np.argsort(order, axis=1, kind="stable")
        issues &= ~rated | (place < style.scope.key_issues)
    leaves: Flags = issues[:, market.issue_of]
    return leaves & market.stated if style.scope.unstated == "left-out" else leaves


def _leaf_scores(market: Market, style: RatingStyle) -> Floats:
    """Scores of data points by the style; what is not stated is not measured, or nothing."""
    empty = np.nan if style.scope.unstated == "left-out" else 0.0
    if style.measurement.leaf == "own":
        return np.where(market.stated | np.isnan(market.scores), market.scores, empty)
    ranked = np.where(market.stated, market.oriented, np.nan)
    in_market = np.array([market.issues[place][0] in style.measurement.whole_market for place in market.issue_of])
    scores = percentiles_among(ranked, market.peers)
    scores[:, in_market] = percentiles_among(ranked[:, in_market], np.zeros_like(market.peers))
    return np.where(np.isnan(scores) & ~np.isnan(market.scores), empty, scores)


def _issue_scores(scores: Floats, market: Market, style: RatingStyle) -> Floats:
    rules = style.measurement
    if rules.issue == "percentile":
        in_market = np.isin(np.array(market.dimensions), rules.whole_market)
        ranked = percentiles_among(scores, market.peers)
        ranked[:, in_market] = percentiles_among(scores[:, in_market], np.zeros_like(market.peers))
        return ranked
    if rules.issue == "exposure":
        exposure = _exposures(market, style)
        return _TOP - _TOP / 10.0 * exposure * (1.0 - rules.manageable * scores / _TOP)
    return scores


def _exposures(market: Market, style: RatingStyle) -> Floats:
    """0 to 10 by the industry's rating; issues of companies without ratings have the mean of the scale."""
    steps = np.array(style.measurement.exposures)
    by_rating = steps[np.clip(np.nan_to_num(market.ratings), 0, len(steps) - 1).astype(np.int64)]
    exposure = np.where(np.isnan(market.ratings), steps.mean(), by_rating)
    exposure[:, np.array(market.dimensions) == "G"] = style.measurement.governance_exposure
    return exposure


def _issue_weights(market: Market, style: RatingStyle) -> Floats:
    rules = style.weights
    if rules.issues == "equal":
        return np.ones(market.ratings.shape)
    if rules.issues == "magnitude":
        return _magnitudes(market, style)
    governance = np.array(market.dimensions) == "G"
    ratings = np.nan_to_num(market.ratings, nan=1.0)
    ratings[:, governance] = 0.0
    share = ratings / np.where(ratings.sum(axis=1) > 0, ratings.sum(axis=1), 1.0)[:, np.newaxis]
    weights = np.clip(share * (1.0 - rules.governance), rules.least, rules.most)
    weights[:, governance] = rules.governance / max(governance.sum(), 1)
    return weights


def _magnitudes(market: Market, style: RatingStyle) -> Floats:
    """1 to 10 for each industry and issue: the mean decile, over the issue's data points, of the industry among all.

    An item's decile is by the share of companies that have it, a number's by the industry's median.
    """
    groups = np.unique(market.peers)
    is_item = (market.leaves["rule"] == "item").to_numpy()
    figures: Floats = np.full((len(groups), market.scores.shape[1]), np.nan)
    for place, group in enumerate(groups):
        rows = market.peers == group
        said = np.where(market.stated[rows], market.oriented[rows], np.nan)
        there = ~np.isnan(said).all(axis=0)
        figures[place, there] = np.where(
            is_item[there],
            np.nanmean(np.where(is_item, market.scores[rows], 0.0)[:, there], axis=0),
            np.nanmedian(-said[:, there], axis=0),  # more of what burdens is more of the issue
        )
    deciles = np.ceil(percentiles_among(figures, np.zeros(len(groups), dtype=np.int64)) / 10.0)
    by_issue = np.full((len(groups), len(market.issues)), np.nan)
    for issue in range(len(market.issues)):
        of_issue = deciles[:, market.issue_of == issue]
        some = ~np.isnan(of_issue).all(axis=1)
        by_issue[some, issue] = np.nanmean(of_issue[some], axis=1)
    by_issue = np.where(np.isnan(by_issue), 5.5, by_issue)
    constant = np.isin(np.array(market.dimensions), style.weights.constant)
    by_issue[:, constant] = by_issue[:, constant].mean() if constant.any() else 0.0
    return by_issue[np.searchsorted(groups, market.peers)]


def _spread(totals: Floats, peers: Places, ends: tuple[float, float]) -> Floats:
    """Totals spread between two quantiles of the industry and cut outside; 50 where all are alike."""
    spread: Floats = np.full(totals.shape, np.nan)
    for group in np.unique(peers):
        rows = np.flatnonzero((peers == group) & ~np.isnan(totals))
        if rows.size == 0:
            continue
        low, high = np.quantile(totals[rows], ends)
        width = high - low
        spread[rows] = np.clip((totals[rows] - low) / width, 0.0, 1.0) * _TOP if width > 0 else _TOP / 2
    return spread
