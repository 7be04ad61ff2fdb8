"""League tables of a stored run: tiers, and how surely one company outranks another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from cnesg.companies.applicability import inapplicable
from cnesg.companies.issuer_groups import compared_groups
from cnesg.companies.peer_groups import industry_chain
from cnesg.errors import InputError
from cnesg.framework.methodology import TOTAL
from cnesg.pipeline.runs.reading import latest_run
from cnesg.pipeline.runs.running import ScoringBasis, basis_of
from cnesg.pipeline.workspace import Workspace
from cnesg.scoring.draws import Evidence, drawn_totals
from cnesg.scoring.information import rated
from cnesg.scoring.league import league_table, outranks
from cnesg.scoring.market import scored_market
from cnesg.scoring.matrix import Floats

_SEED = 20221101
_NO_RATINGS = pl.DataFrame(schema={"company_id": pl.String, "code": pl.String, "rating": pl.Int64})


@dataclass(frozen=True)
class League:
    """A run's companies, best first, in tiers.

    Attributes:
        run_id: the run.
        table: `cnesg.scoring.league.league_table`, with `own_share`: how much of the total rests on what the company
            itself reported.
        totals: draws by companies, for questions about two of them.
        companies: the order of `totals`.
    """

    run_id: str
    table: pl.DataFrame
    totals: Floats
    companies: tuple[str, ...]

    def outranks(self, one: str, other: str) -> float:
        """How surely one company outranks another, by their ids.

        Raises:
            InputError: a company is not in the table.
        """
        for company in (one, other):
            if company not in self.companies:
                raise InputError.of("pipeline.not_in_league", company=company)
        return outranks(self.totals, self.companies.index(one), self.companies.index(other))


def league(
    workspace: Workspace,
    as_of: date | None = None,
    profile: str | None = None,
    *,
    industry: str | None = None,
    draws: int = 1000,
) -> League:
    """The league table of the latest run up to a day, of the companies that it rates.

    Args:
        workspace: where the run is.
        as_of: as for `latest_run`.
        profile: as for `latest_run`.
        industry: only companies of this Shenwan industry (code) or of industries below it; None for all.
        draws: how many worlds are drawn.

    Raises:
        InputError: there is no run, or it rates no company in the industry.
    """
    run = latest_run(workspace, as_of, profile)
    basis = basis_of(workspace, run)
    scores, parts, inputs = (
        workspace.store.read(table, runs=[run["run_id"]]) for table in ("scores", "parts", "inputs")
    )
    market = scored_market(scores, parts, inputs, _NO_RATINGS, basis.methodology)
    evidence = _evidence(basis, parts, inputs)
    totals = drawn_totals(market, evidence, basis.methodology, draws=draws, seed=_SEED)
    with_total = rated(scores)
    kept = _members([company for company in market.companies if company in with_total], basis, industry)
    if not kept:
        raise InputError.of("pipeline.nobody_in_industry", industry=industry or "-")
    places = [market.companies.index(company) for company in kept]
    own = scores.filter((pl.col("code") == TOTAL) & (pl.col("kind") == "synthetic"))
    table = league_table(kept, own, totals[:, places], basis.methodology.rules.tier_confidence.value)
    shares = own.select("company_id", pl.col("coverage").alias("own_share"), "estimated_share")
    joined = table.join(shares, on="company_id", how="left", maintain_order="left")
    return League(run["run_id"], joined, totals[:, places], kept)


def _evidence(basis: ScoringBasis, parts: pl.DataFrame, inputs: pl.DataFrame) -> Evidence:
    outside = inapplicable(basis.companies, inputs, basis.methodology, basis.fiscal_year)
    groups = compared_groups(basis.companies, basis.methodology.industries, basis.families)
    return Evidence(inputs, outside, groups, parts)


def _members(companies: Sequence[str], basis: ScoringBasis, industry: str | None) -> tuple[str, ...]:
    if industry is None:
        return tuple(companies)
    codes = dict(basis.companies.select("company_id", "industry").iter_rows())
    industries = basis.methodology.industries
    return tuple(c for c in companies if codes.get(c) and industry in industry_chain(codes[c], industries))
