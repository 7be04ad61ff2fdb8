"""What runs gave: scores, and the explanation of one."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import ValidationError

from cnesg.companies import companies_as_of
from cnesg.companies.peer_groups import industry_chain
from cnesg.errors import InputError, MethodologyError
from cnesg.explanation import Explanation, explain
from cnesg.framework import TOTAL, Methodology
from cnesg.framework.definitions import Profile
from cnesg.framework.issuer_groups import load_issuer_groups
from cnesg.framework.materiality import load_materiality
from cnesg.framework.overrides import with_profile
from cnesg.framework.profiles import find_profile, run_label
from cnesg.imputation import fact_name, facts_behind, in_ranked_years, is_waiting
from cnesg.model import OBSERVATIONS, available_instant
from cnesg.model.tables import ADJUSTED
from cnesg.pipeline.as_of.industries import with_industries
from cnesg.pipeline.checking.confirmed import ConfirmedNumbers, confirmed_numbers
from cnesg.pipeline.news.controversies import has_news
from cnesg.pipeline.news.told_events import news_evidence
from cnesg.pipeline.runs.replaying import find_run
from cnesg.pipeline.workspace import Workspace

_CODE_LENGTHS = {"dimension": 1, "level1": 3, "level2": 5}


def latest_run(workspace: Workspace, as_of: date | None, profile: str | None = None) -> dict[str, Any]:
    """The run that counts for a day: of those with `as_of` not after it the latest, then the one stored last.

    Args:
        workspace: where the runs are.
        as_of: the day; any if None.
        profile: only runs with this profile, a name or a YAML file; if None the default profile's, or any where it has
            none.

    Raises:
        InputError: there is none.
    """
    runs = workspace.store.read("runs")
    wanted = profile or ("default" if "default" in runs["profile"].to_list() else None)
    if profile and Path(profile).suffix in {".yaml", ".yml"}:
        wanted = run_label(find_profile(workspace.methodology, profile), workspace.methodology)
    if wanted is not None:
        # A user's own profile carries a hash of its content behind its name.
        runs = runs.filter((pl.col("profile") == wanted) | pl.col("profile").str.starts_with(wanted + "@"))
    if as_of is not None:
        runs = runs.filter(pl.col("as_of") <= available_instant(as_of))
    if runs.is_empty():
        raise InputError.of("pipeline.no_run", as_of=as_of or "-", profile=wanted or "-")
    return runs.sort("as_of", "position").row(-1, named=True)


def read_scores(
    workspace: Workspace,
    company_id: str | None,
    as_of: date | None,
    level: str | None,
    kind: str | None,
    profile: str | None = None,
) -> pl.DataFrame:
    """Rows of the table `scores` of the latest run up to `as_of`, best first, then in code order.

    Args:
        workspace: where the run is.
        company_id: only this company.
        as_of: the latest run up to this day; the newest of all if None.
        level: total, dimension, level1 or level2; all if None.
        kind: disclosure, performance, synthetic or controversy_adjusted; all if None.
        profile: as for `latest_run`.
    """
    run_id = latest_run(workspace, as_of, profile)["run_id"]
    rows = workspace.store.read("scores", runs=[run_id])
    if company_id:
        rows = rows.filter(pl.col("company_id") == company_id)
    if level == "total":
        rows = rows.filter(pl.col("code") == TOTAL)
    elif level:
        rows = rows.filter((pl.col("code") != TOTAL) & (pl.col("code").str.len_chars() == _CODE_LENGTHS[level]))
    if kind:
        rows = rows.filter(pl.col("kind") == kind)
    rows = rows.drop("recorded_at", "position")
    # E, S, G, as everyone says it, not in the order of the alphabet.
    place = pl.col("code").str.slice(0, 1).replace_strict({"T": 0, "E": 1, "S": 2, "G": 3}, return_dtype=pl.Int8)
    best_first = [] if company_id else [-pl.col("score"), pl.col("company_id")]
    return rows.sort(place, "code", "kind", *best_first, nulls_last=True)


def read_confirmed(
    workspace: Workspace, company_id: str | None, as_of: date | None, profile: str | None = None
) -> ConfirmedNumbers:
    """How much of what was read from reports had been confirmed for the latest run; arguments as for `read_scores`."""
    run = latest_run(workspace, as_of, profile)
    scores = read_scores(workspace, company_id, as_of, "dimension", "synthetic", profile)
    return confirmed_numbers(workspace, scores, run["fiscal_year"], run["as_of"], run["store_position"])


def read_explanation(
    workspace: Workspace,
    company_id: str,
    code: str,
    as_of: date | None,
    kind: str = "synthetic",
    profile: str | None = None,
    *,
    run_id: str | None = None,
) -> Explanation:
    """Why a company has a score, from the run's own inputs and the observations it could see.

    Of the latest run up to `as_of`, or of the one with `run_id`.

    Raises:
        InputError: no run, no such code, or the company has no such score.
    """
    run = find_run(workspace, run_id) if run_id else latest_run(workspace, as_of, profile)
    methodology = _methodology_of(workspace, run)
    mine, runs = pl.col("company_id") == company_id, [run["run_id"]]
    inputs = workspace.store.read("inputs", where=mine, runs=runs)
    observations = _observations(workspace, company_id, run, inputs["observations"].explode().drop_nulls().unique())
    parts = workspace.store.read("parts", where=mine, runs=runs)
    is_rated = parts["materiality"].is_not_null().any()
    events, collected = None, None
    if kind == ADJUSTED:
        seen = run["run_id"], run["as_of"], run["store_position"]
        events, collected = severe_events_of(workspace, methodology, company_id, *seen)
    as_known = with_industries(workspace, methodology, run["as_of"], run["store_position"])
    return explain(
        workspace.store.read("scores", where=mine, runs=runs),
        parts,
        inputs,
        observations,
        workspace.store.read("documents", where=mine),
        as_known,
        company_id=company_id,
        code=code.upper(),
        kind=kind,
        materiality=load_materiality(methodology.folder) if is_rated else None,
        industry=_level1_industry(workspace, company_id, run, as_known),
        families=load_issuer_groups(methodology.folder),
        waiting=_waiting(observations, run, methodology),
        news=news_evidence(workspace, company_id, inputs["observations"], run["as_of"], run["store_position"]),
        controversies=events,
        news_collected=collected,
    )


def severe_events_of(
    workspace: Workspace, methodology: Methodology, company_id: str, run_id: str, as_of: datetime, at: int
) -> tuple[pl.DataFrame, bool | None]:
    """The severe events of a company that a run looked at, and whether any news of it were collected.

    None for the latter where the methodology has no rule of them.
    """
    events = workspace.store.read("controversies", where=pl.col("company_id") == company_id, runs=[run_id])
    rule = methodology.rules.controversies
    if rule is None:
        return events, None
    return events, has_news(workspace, company_id, as_of - timedelta(days=rule.terms.days.none), as_of, at)


def _observations(workspace: Workspace, company_id: str, run: Mapping[str, Any], used: pl.Series) -> pl.DataFrame:
    """What the run could see of the company's observations, and of others' those that its inputs rest on."""
    seen = {"as_of": run["as_of"], "at": run["store_position"]}
    own = workspace.store.read("observations", **seen, where=pl.col("company_id") == company_id)
    # What a subsidiary's list entry says is evidence too; looking through all ids is dear, and mostly there is none.
    elsewhere = used.filter(~used.is_in(own["observation_id"].implode()))
    if elsewhere.is_empty():
        return own
    others = workspace.store.read("observations", **seen, where=pl.col("observation_id").is_in(elsewhere.implode()))
    return pl.concat([own, others]).sort(OBSERVATIONS.sort_by)


def _waiting(observations: pl.DataFrame, run: Mapping[str, Any], methodology: Methodology) -> dict[str, int]:
    """How many figures for each data point a run left out because nobody has confirmed them."""
    if json.loads(run["profile_content"] or "{}").get("numbers") != "confirmed":
        return {}
    replaced = observations["supersedes"].drop_nulls().implode()
    rows = in_ranked_years(observations.filter(is_waiting()), methodology.rules).filter(
        (pl.col("fiscal_year") == run["fiscal_year"])
        & (pl.col("review") != "rejected")
        & ~pl.col("observation_id").is_in(replaced)
    )
    stated = rows.select("concept", "breakdown").iter_rows()
    facts = Counter(fact_name(concept, json.loads(breakdown)) for concept, breakdown in stated)
    if not facts:
        return {}
    return {code: sum(facts[name] for name in facts_behind(code, methodology)) for code in methodology.data_points}


def _level1_industry(
    workspace: Workspace, company_id: str, run: Mapping[str, Any], methodology: Methodology
) -> str | None:
    """The Level I industry that the run knew of a company; None where unknown."""
    rows = workspace.store.read("companies", where=pl.col("company_id") == company_id, at=run["store_position"])
    known = companies_as_of(rows, run["as_of"])["industry"].to_list()
    chain = industry_chain(known[0], methodology.industries) if known and known[0] else ()
    return chain[-1] if chain else None


def _methodology_of(workspace: Workspace, run: Mapping[str, Any]) -> Methodology:
    """The methodology with the overrides of the run's profile, as far as they fit this edition."""
    methodology = workspace.methodology
    if run["profile_content"] is None:
        return methodology
    try:
        return with_profile(methodology, Profile.model_validate_json(run["profile_content"]))
    except (MethodologyError, ValidationError):
        if run["methodology_version"] == methodology.versions.methodology:
            raise
        return methodology  # a run of another edition: its figures stand in its own tables
