"""What a run is computed from: the rules, companies and facts that stand at an instant, and the inputs made of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from cnesg import telemetry
from cnesg.companies import universe
from cnesg.errors import InputError
from cnesg.framework.definitions import Profile
from cnesg.framework.issuer_groups import IssuerGroups, load_issuer_groups
from cnesg.framework.materiality import load_materiality
from cnesg.framework.materiality_ratings import Materiality
from cnesg.framework.methodology import Methodology
from cnesg.framework.overrides import with_profile
from cnesg.framework.profiles import find_profile
from cnesg.imputation import (
    MarketWide,
    counted_in,
    impute,
    in_ranked_years,
    may_count,
    ranked_year,
    select_inputs,
    that_count,
    with_entries_of_subsidiaries,
    with_told_events,
)
from cnesg.model.periods import SHANGHAI
from cnesg.pipeline.as_of.facts import counting_facts
from cnesg.pipeline.as_of.industries import with_industries
from cnesg.pipeline.as_of.peers import given_quartiles
from cnesg.pipeline.news.told_events import effect_rules, told_events
from cnesg.pipeline.workspace import Workspace


@dataclass(frozen=True)
class ScoringBasis:
    """What a run is computed from beside its facts.

    Attributes:
        instant: nothing published later is used.
        position: nothing stored later is used.
        fiscal_year: the year that is scored.
        profile: the profile.
        methodology: as the profile sees it, with the industry tree of the instant.
        companies: table COMPANIES as known then, one row a company.
        materiality: ratings of issues by industry; None where the profile wants none.
        families: peer groups of issuers without listed shares.
        given: imported quartile boundaries.
    """

    instant: datetime
    position: int
    fiscal_year: int
    profile: Profile
    methodology: Methodology
    companies: pl.DataFrame
    materiality: Materiality | None
    families: tuple[IssuerGroups, ...]
    given: pl.DataFrame | None


def scoring_basis(
    workspace: Workspace, chosen: Profile, instant: datetime, position: int, fiscal_year: int | None = None
) -> ScoringBasis:
    """What stands at an instant and a position, and the rules for it; arguments and errors as for `compute`."""
    methodology = with_industries(workspace, with_profile(workspace.methodology, chosen), instant, position)
    listings = workspace.store.read("listings", at=position)
    companies = universe(workspace.store.read("companies", at=position), listings, instant)
    if companies.is_empty():
        raise InputError.of("pipeline.no_companies", as_of=instant.astimezone(SHANGHAI).date())
    year = fiscal_year or ranked_year(instant, methodology.rules)
    return ScoringBasis(
        instant,
        position,
        year,
        chosen,
        methodology,
        companies,
        load_materiality(methodology.folder) if chosen.industry_weights else None,
        load_issuer_groups(methodology.folder),
        given_quartiles(workspace, year, instant, position),
    )


def profile_of(workspace: Workspace, run: Mapping[str, Any]) -> Profile:
    """The profile of a stored run as it was then; of runs from before it was kept, today's of that name.

    Args:
        workspace: where the run is.
        run: its row of RUNS.

    Raises:
        InputError: the profile was not kept, and there is none of that name.
    """
    content = run["profile_content"]
    return Profile.model_validate_json(content) if content else find_profile(workspace.methodology, run["profile"])


def basis_of(workspace: Workspace, run: Mapping[str, Any]) -> ScoringBasis:
    """What a stored run was computed from; arguments and errors as for `profile_of` and `scoring_basis`."""
    chosen = profile_of(workspace, run)
    return scoring_basis(workspace, chosen, run["as_of"], run["store_position"], run["fiscal_year"])


def computed_inputs(workspace: Workspace, facts: ScoringBasis, rules: ScoringBasis | None = None) -> pl.DataFrame:
    """Table INPUTS, estimates included, of the facts that stand at an instant.

    Args:
        workspace: where the facts are.
        facts: whose instant, position, fiscal year and companies count.
        rules: whose methodology selects and estimates, with the factors published by its instant; None takes `facts`.
    """
    return estimated_inputs(counted_facts(workspace, facts, rules), facts, rules)


@telemetry.stage("facts")
def counted_facts(
    workspace: Workspace,
    facts: ScoringBasis,
    rules: ScoringBasis | None = None,
    concepts: Collection[str] | None = None,
) -> pl.DataFrame:
    """The observations that inputs are selected from: those that count, with entries of subsidiaries and told events.

    The other arguments as for `computed_inputs`; of `concepts`, where they are given, all rows are there, of others
    some may be missing.
    """
    by = rules or facts
    where = may_count(facts.fiscal_year, by.methodology.rules)
    if concepts is not None:
        where &= pl.col("concept").is_in(concepts)
    observations = counting_facts(workspace, by.methodology, facts.instant, facts.position, where=where)
    observations = in_ranked_years(that_count(observations, by.profile), by.methodology.rules)
    relations = workspace.store.read("relations", at=facts.position)
    year, instant = facts.fiscal_year, facts.instant
    observations = with_entries_of_subsidiaries(observations, relations, by.methodology, year, instant)
    effect = effect_rules(by.methodology)
    if effect is None or not (concepts is None or counted_in(effect, by.methodology) & set(concepts)):
        return observations
    told = told_events(workspace, by.methodology, effect, year, instant, facts.position)
    return with_told_events(observations, told, effect, by.methodology, year)


@telemetry.stage("inputs")
def estimated_inputs(
    observations: pl.DataFrame,
    facts: ScoringBasis,
    rules: ScoringBasis | None = None,
    market: MarketWide | None = None,
) -> pl.DataFrame:
    """Table INPUTS, estimates included, of the observations of `counted_facts`.

    The other arguments as there; `market` and errors as for `cnesg.imputation.impute`.
    """
    by = rules or facts
    inputs = select_inputs(observations, by.methodology, facts.fiscal_year, facts.companies, by.families, market)
    return impute(
        inputs,
        observations,
        facts.companies,
        by.methodology,
        facts.fiscal_year,
        as_of=by.instant,
        families=by.families,
        market=market,
    )
