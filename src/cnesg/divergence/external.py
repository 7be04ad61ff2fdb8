"""Our scores against ratings that a user brings."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.stats import bootstrap, spearmanr

from cnesg.divergence.moves import agreement
from cnesg.divergence.ratings import percentiles
from cnesg.scoring.matrix import Floats

_SEED = 20221101
_DRAWS = 2000
_LEAST_FOR_INTERVAL = 5


@dataclass(frozen=True)
class Validation:
    """How far an outside rating and ours agree.

    Attributes:
        companies: that both rate.
        spearman: rank correlation of totals; None where there are fewer than three companies or no differences.
        low: lower end of its 95 % interval, by seeded bootstrap over companies; None for fewer than five.
        high: upper end.
        kendall: tau-b.
        ratings: table of `rating` (`cnesg`, dimensions, styles), `spearman` and `kendall` against the outside rating.
        disagreements: `company_id`, `percentile` (ours), `external_percentile`, `difference`, `nearest` (of our totals,
            dimensions and styles the one that places the company nearest to where the outsider does) and
            `nearest_percentile`; largest differences first.
    """

    companies: int
    spearman: float | None
    low: float | None
    high: float | None
    kendall: float | None
    ratings: pl.DataFrame
    disagreements: pl.DataFrame


def validate(external: pl.DataFrame, ratings: dict[str, Floats], companies: tuple[str, ...], own: str) -> Validation:
    """Compares an outside rating with ours and with every other reading of the same data.

    Args:
        external: `company_id` and `rating`, more is better, one row a company.
        ratings: figures by name, one a company in the order of `companies`; must hold `own`.
        companies: ids.
        own: the name of our totals in `ratings`.
    """
    known = dict(external.select("company_id", "rating").iter_rows())
    theirs = np.array([known.get(company, np.nan) for company in companies], dtype=np.float64)
    both = ~np.isnan(theirs) & ~np.isnan(ratings[own])
    theirs = np.where(both, theirs, np.nan)
    table = agreement({"external": theirs, **ratings}).filter(pl.col("rating") == "external")
    first = table.filter(pl.col("other") == own).row(0, named=True)
    low, high = _interval(ratings[own][both], theirs[both]) if first["spearman"] is not None else (None, None)
    places = {name: percentiles(np.where(both, figures, np.nan)) for name, figures in ratings.items()}
    return Validation(
        companies=int(both.sum()),
        spearman=first["spearman"],
        low=low,
        high=high,
        kendall=first["kendall"],
        ratings=table.drop("rating", "companies").rename({"other": "rating"}),
        disagreements=_disagreements(percentiles(theirs), places, companies, own),
    )


def _interval(ours: Floats, theirs: Floats) -> tuple[float | None, float | None]:
    if len(ours) < _LEAST_FOR_INTERVAL:
        return None, None

    def correlation(a: Floats, b: Floats) -> float:
        # A draw in which one side is all alike says nothing about order.
        return 0.0 if np.ptp(a) == 0 or np.ptp(b) == 0 else float(spearmanr(a, b).statistic)

    found = bootstrap(
        (ours, theirs),
        correlation,
        paired=True,
        vectorized=False,
        n_resamples=_DRAWS,
        method="percentile",
        rng=np.random.default_rng(_SEED),
    ).confidence_interval
    return float(found.low), float(found.high)


def _disagreements(theirs: Floats, places: dict[str, Floats], companies: tuple[str, ...], own: str) -> pl.DataFrame:
    names = list(places)
    stacked = np.stack([places[name] for name in names])
    distance = np.where(np.isnan(stacked), np.inf, np.abs(stacked - theirs))
    nearest = np.argmin(np.where(np.isnan(theirs), 0.0, distance), axis=0)
    frame = pl.DataFrame(
        {
            "company_id": companies,
            "percentile": places[own],
            "external_percentile": theirs,
            "difference": places[own] - theirs,
            "nearest": [names[place] for place in nearest],
            "nearest_percentile": stacked[nearest, np.arange(len(companies))],
        },
        schema_overrides={"company_id": pl.String, "nearest": pl.String},
    )
    return frame.filter(pl.col("difference").is_not_nan()).sort(-pl.col("difference").abs(), "company_id")
