"""League tables that say what they know: who outranks whom how surely, and who cannot be told apart."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from cnesg.scoring.matrix import Floats

_ENDS = (0.05, 0.95)


def outranks(totals: Floats, one: int, other: int) -> float:
    """The share of draws in which one company's total is higher than another's; equal ones count by half.

    Args:
        totals: draws by companies.
        one: place of a company.
        other: place of another.
    """
    return float(_above(totals[:, [one]], totals[:, [other]])[0])


def league_table(companies: Sequence[str], scores: pl.DataFrame, totals: Floats, sure: float) -> pl.DataFrame:
    """Companies from best to worst by what they would score if everything estimated were disclosed.

    A tier holds the companies that its first one cannot be told from: the next tier begins with the first company
    further down that the tier's first one outranks in at least `sure` of the draws.

    Args:
        companies: ids, in the order of the draws' columns.
        scores: `company_id` and `score` of the total that the run gave.
        totals: draws by companies, `cnesg.scoring.draws.drawn_totals`.
        sure: 0.5 to 1.

    Returns:
        `place` (1 is best), `tier` (likewise), `company_id`, `score` (the run's), `expected` (mean of the draws),
        `low` and `high` (90 % of the draws), `above_next` (how surely the company outranks the next; null for the
        last).
    """
    expected = totals.mean(axis=0)
    order = np.lexsort((np.array(companies), -np.round(expected, 9)))
    ends = np.quantile(totals, _ENDS, axis=0)
    tiers, first, tier = [], order[0] if order.size else 0, 1
    for company in order:
        if company != first and outranks(totals, first, company) >= sure:
            first, tier = company, tier + 1
        tiers.append(tier)
    above = _above(totals[:, order[:-1]], totals[:, order[1:]]) if order.size > 1 else np.zeros(0)
    table = pl.DataFrame(
        {
            "place": np.arange(1, order.size + 1),
            "tier": tiers,
            "company_id": [companies[place] for place in order],
            "expected": expected[order],
            "low": ends[0][order],
            "high": ends[1][order],
            "above_next": pl.Series([*above.tolist(), None][: order.size], dtype=pl.Float64),
        },
        schema_overrides={"place": pl.Int64, "tier": pl.Int64, "company_id": pl.String},
    )
    joined = table.join(scores.select("company_id", "score"), on="company_id", how="left", maintain_order="left")
    return joined.select("place", "tier", "company_id", "score", "expected", "low", "high", "above_next")


def _above(ones: Floats, others: Floats) -> Floats:
    difference = np.round(ones - others, 9)
    share: Floats = (np.sign(difference) + 1.0).mean(axis=0) / 2.0
    return share
