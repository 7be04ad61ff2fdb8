"""League tables of a stored run: tiers, and how surely one company outranks another."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from cnesg.companies.peer_groups import industry_chain
from cnesg.errors import InputError
from cnesg.framework.methodology import TOTAL
from cnesg.pipeline.runs.basis import ScoringBasis, basis_of
from cnesg.pipeline.runs.reading import latest_run
from cnesg.pipeline.workspace import Workspace
from cnesg.scoring.league import deviation, league_table, outranks


@dataclass(frozen=True)
class League:
    """A run's rated companies, best first, in tiers.

    Attributes:
        run_id: the run.
        table: `cnesg.scoring.league.league_table`, with `own_share`: how much of the total rests on what the company
            itself reported, and `estimated_share`.
        level: how surely an interval holds the score of whoever says everything.
    """

    run_id: str
    table: pl.DataFrame
    level: float

    def outranks(self, one: str, other: str) -> float:
        """How surely one company outranks another, by their ids.

        Raises:
            InputError: a company is not in the table.
        """
        return outranks(self._place(one), self._place(other))

    def _place(self, company: str) -> tuple[float, float]:
        found = self.table.filter(company_id=company).select("score", deviation(self.level))
        if found.is_empty():
            raise InputError.of("pipeline.not_in_league", company=company)
        score, around = found.row(0)
        return score, around


def league(
    workspace: Workspace,
    as_of: date | None = None,
    profile: str | None = None,
    *,
    industry: str | None = None,
    kind: str = "synthetic",
) -> League:
    """The league table of the latest run up to a day, of the companies that it rates.

    Args:
        workspace: where the run is.
        as_of: as for `latest_run`.
        profile: as for `latest_run`.
        industry: only companies of this Shenwan industry (code) or of industries below it; None for all.
        kind: of the totals: synthetic or controversy_adjusted.

    Raises:
        InputError: there is no run, or it rates no company in the industry.
    """
    run = latest_run(workspace, as_of, profile)
    basis = basis_of(workspace, run)
    of_totals = (pl.col("code") == TOTAL) & (pl.col("kind") == kind)
    scores = workspace.store.read("scores", where=of_totals, runs=[run["run_id"]])
    scores = _members(scores.filter(pl.col("score").is_not_null()), basis, industry)
    if scores.is_empty():
        raise InputError.of("pipeline.nobody_in_industry", industry=industry or "-")
    rules = basis.methodology.rules
    table = league_table(scores, rules.interval_level.value, rules.tier_confidence.value)
    shares = scores.select("company_id", pl.col("coverage").alias("own_share"), "estimated_share")
    joined = table.join(shares, on="company_id", how="left", maintain_order="left")
    return League(run["run_id"], joined, rules.interval_level.value)


def _members(scores: pl.DataFrame, basis: ScoringBasis, industry: str | None) -> pl.DataFrame:
    if industry is None:
        return scores
    industries, codes = basis.methodology.industries, dict(basis.companies.select("company_id", "industry").iter_rows())
    within = [c for c, code in codes.items() if code and industry in industry_chain(code, industries)]
    return scores.filter(pl.col("company_id").is_in(within))
