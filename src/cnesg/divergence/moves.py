"""How far ratings agree, which companies move between them, and how much of each move each cause makes."""

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import polars as pl
from scipy.stats import kendalltau, spearmanr

from cnesg.divergence.ratings import percentiles, rate
from cnesg.explanation.shapley import Coalition, shapley_values
from cnesg.framework.rating_styles import RatingStyle
from cnesg.scoring.market import Market
from cnesg.scoring.matrix import Floats

CAUSES = ("scope", "measurement", "weights")
OWN = "cnesg"
_LEAST = 3


def moves(market: Market, style: RatingStyle) -> pl.DataFrame:
    """Every company's place by our rules and by a style's, and what moves it.

    The change of percentile is split by Shapley values over the three causes: each cause's mean effect over all orders
    in which the causes can be brought in, so that the three add up to the change whatever the order.

    Returns:
        `style`, `company_id`, `percentile` (ours, 0 to 100), `style_percentile`, `change`, `scope`, `measurement`,
        `weights` (percentile points each), `cause` (the largest), `issue` (the Level I indicator whose share of the
        total changed most in the direction of the move); sorted by the size of the change. Companies that one side
        does not rate are left out.
    """
    worlds: dict[Coalition, Floats] = {}

    def places(chosen: Coalition) -> dict[str, float]:
        """By company; kept, as companies that some world does not rate are left out."""
        worlds[chosen] = percentiles(rate(market, style, **{cause: cause in chosen for cause in CAUSES}).totals)
        return dict(zip(market.companies, worlds[chosen].tolist(), strict=True))

    parts = shapley_values(CAUSES, places)
    ours, theirs = worlds[frozenset()], worlds[frozenset(CAUSES)]
    effects = {cause: np.array([parts[cause][company] for company in market.companies]) for cause in CAUSES}
    before, after = rate(market, style, scope=False, measurement=False, weights=False), rate(market, style)
    shift = (after.contributions - before.contributions) * np.sign(theirs - ours)[:, np.newaxis]
    frame = pl.DataFrame(
        {
            "style": [style.style] * len(ours),
            "company_id": market.companies,
            "percentile": ours,
            "style_percentile": theirs,
            "change": theirs - ours,
            **effects,
            "cause": np.array(CAUSES)[np.argmax(np.abs(np.stack(list(effects.values()))), axis=0)],
            "issue": np.array(market.issues)[np.argmax(shift, axis=1)],
        },
        schema_overrides={"style": pl.String, "company_id": pl.String, "cause": pl.String, "issue": pl.String},
    )
    there = np.isfinite(np.stack(list(worlds.values()))).all(axis=0)
    return frame.filter(pl.Series(there)).sort(-pl.col("change").abs(), "company_id")


def causes(moved: pl.DataFrame) -> pl.DataFrame:
    """How much of all movement each cause makes: mean absolute effect, and its share of the three.

    Args:
        moved: rows of `moves`, of one style or more.

    Returns:
        `style`, `cause`, `points` (mean absolute effect in percentile points) and `share`.
    """
    mean = moved.group_by("style").agg(pl.col(cause).abs().mean() for cause in CAUSES)
    long = mean.unpivot(on=list(CAUSES), index="style", variable_name="cause", value_name="points")
    whole = pl.col("points").sum().over("style")
    share = pl.when(whole > 0).then(pl.col("points") / whole).otherwise(0.0)
    return long.with_columns(share.alias("share")).sort("style", -pl.col("points"), "cause")


def agreement(ratings: Mapping[str, Floats]) -> pl.DataFrame:
    """Rank correlations of every two ratings of the same companies.

    Args:
        ratings: figures by name of rating, one a company in the same order; NaN where a company has none.

    Returns:
        `rating`, `other`, `spearman`, `kendall` (tau-b) and `companies` that both rate; correlations are null where
        fewer than three have both or one side gives all the same.
    """
    rows = [(one, other, *_correlations(ratings[one], ratings[other])) for one, other in combinations(ratings, 2)]
    schema = {"rating": pl.String, "other": pl.String, "spearman": pl.Float64, "kendall": pl.Float64}
    return pl.DataFrame(rows, schema={**schema, "companies": pl.Int64}, orient="row")


def _correlations(one: Floats, other: Floats) -> tuple[float | None, float | None, int]:
    both = ~np.isnan(one) & ~np.isnan(other)
    a, b = np.round(one[both], 9), np.round(other[both], 9)
    if both.sum() < _LEAST or np.ptp(a) == 0 or np.ptp(b) == 0:
        return None, None, int(both.sum())
    return float(spearmanr(a, b).statistic), float(kendalltau(a, b).statistic), int(both.sum())
