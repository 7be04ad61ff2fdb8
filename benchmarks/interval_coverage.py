"""Whether intervals of scores hold what they are to hold: known figures are hidden at random.

    benchmarks/interval_coverage.py WORKSPACE --as-of YYYY-MM-DD [--profile NAME] [--draws 2]

In each draw a third of the companies loses a share of its figures (a quarter, half, three quarters), in all years. The
market is scored, and the interval of each total is held against the score that all figures give. Everybody is rated,
as whole markets seldom have much to hide. The table gives the share that is held, the mean width and the mean
distance of the full score, by kind and by coverage; the last line is one JSON object.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from cnesg.framework import TOTAL
from cnesg.framework.profiles import find_profile
from cnesg.imputation import impute, select_inputs
from cnesg.model import available_instant
from cnesg.model.tables import ADJUSTED
from cnesg.pipeline import Workspace
from cnesg.pipeline.as_of.facts import counting_facts
from cnesg.pipeline.runs.basis import ScoringBasis, scoring_basis
from cnesg.scoring import score

HIDDEN = (0.25, 0.5, 0.75)
_BANDS = 5
_KEY = ("company_id", "concept")


def held(basis: ScoringBasis, facts: pl.DataFrame, draws: int) -> pl.DataFrame:
    """Totals of companies that lost figures, each with the score that all figures give.

    Args:
        basis: what the market is scored by.
        facts: the observations that count.
        draws: how often a third of the companies is drawn, for each share hidden.

    Returns:
        `company_id`, `kind`, `score`, `low`, `high`, `coverage`, `full` and `hidden`.
    """
    full = _totals(basis, facts).select("company_id", "kind", pl.col("score").alias("full"))
    return pl.concat(_hidden(basis, facts, full, draws))


def _hidden(basis: ScoringBasis, facts: pl.DataFrame, full: pl.DataFrame, draws: int) -> Iterator[pl.DataFrame]:
    companies = sorted(facts["company_id"].unique())
    figures = facts.filter(kind="quantity").select(_KEY).unique().sort(_KEY)
    for draw in range(draws):
        for share in HIDDEN:
            chance = np.random.default_rng((draw, int(100 * share)))
            drawn = chance.choice(companies, len(companies) // 3, replace=False).tolist()
            gone = figures.filter(pl.Series(chance.random(figures.height) < share), pl.col("company_id").is_in(drawn))
            left = _totals(basis, facts.join(gone, on=_KEY, how="anti")).filter(pl.col("company_id").is_in(drawn))
            yield left.join(full, on=["company_id", "kind"]).with_columns(hidden=pl.lit(share))


def _totals(basis: ScoringBasis, facts: pl.DataFrame) -> pl.DataFrame:
    rules = basis.methodology.rules.model_copy(update={"least_information": None})
    methodology, year = replace(basis.methodology, rules=rules), basis.fiscal_year
    selected = select_inputs(facts, methodology, year, basis.companies)
    filled = impute(selected, facts, basis.companies, methodology, year, as_of=basis.instant, families=basis.families)
    scores, _ = score(
        filled,
        basis.companies,
        methodology,
        basis.profile,
        fiscal_year=year,
        as_of=basis.instant,
        materiality=basis.materiality,
        families=basis.families,
    )
    # A controversy-adjusted score has the interval of the synthetic one, moved.
    totals = scores.filter(pl.col("code") == TOTAL, pl.col("kind") != ADJUSTED)
    return totals.select("company_id", "kind", "score", "low", "high", "coverage")


def shares_held(found: pl.DataFrame) -> dict[str, Any]:
    """The share of full scores in their intervals: by kind and share hidden, and of the synthesis by coverage."""
    inside = pl.col("full").is_between(pl.col("low") - 1e-9, pl.col("high") + 1e-9)
    figures = (
        pl.len().alias("totals"),
        inside.mean().round(3).alias("held"),
        (pl.col("high") - pl.col("low")).mean().round(1).alias("width"),
        (pl.col("full") - pl.col("score")).mean().round(1).alias("distance"),
    )
    bands = ((pl.col("coverage") * _BANDS).floor().clip(0, _BANDS - 1) / _BANDS).round(2)
    of_synthesis = found.filter(kind="synthetic").with_columns(bands.alias("coverage_from"))
    return {
        "by_kind": found.group_by("kind", "hidden").agg(figures).sort("kind", "hidden").to_dicts(),
        "by_coverage": of_synthesis.group_by("coverage_from").agg(figures).sort("coverage_from").to_dicts(),
    }


def tell(shares: dict[str, Any]) -> None:
    """Print both tables."""
    for rows in shares.values():
        print("  ".join(f"{name:>12}" for name in rows[0]))
        for row in rows:
            print("  ".join(f"{value:>12}" for value in row.values()))
        print()


def measured(workspace: Path, day: date, profile: str, draws: int) -> dict[str, Any]:
    """The shares held in a workspace on a day."""
    with Workspace.open(workspace) as opened:
        chosen = find_profile(opened.methodology, profile)
        basis = scoring_basis(opened, chosen, available_instant(day), opened.store.position)
        facts = counting_facts(opened, basis.methodology, basis.instant)
        return shares_held(held(basis, facts, draws))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, required=True)
    parser.add_argument("--profile", default="default")
    parser.add_argument("--draws", type=int, default=2)
    asked = parser.parse_args()
    shares = measured(asked.workspace, asked.as_of, asked.profile, asked.draws)
    tell(shares)
    print(json.dumps(shares))


if __name__ == "__main__":
    main()
