"""Severe events of a workspace as of an instant, and what they take off scores."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import polars as pl

from cnesg.framework import Methodology
from cnesg.framework.controversies import load_controversy_words
from cnesg.framework.definitions import Profile
from cnesg.framework.news_wording import load_news_wording
from cnesg.framework.sentiment import load_sentiment_rules
from cnesg.framework.told_events import load_effect_rules
from cnesg.framework.units import load_units
from cnesg.imputation import may_count, that_count
from cnesg.imputation.facts import stated_facts
from cnesg.model.news_tables import CONTROVERSIES
from cnesg.pipeline.as_of.facts import counting_facts
from cnesg.pipeline.workspace import Workspace
from cnesg.scoring import Scored
from cnesg.scoring.controversies import SEVERE_EVENTS, deducted, lost_points, severe_types, weighed_by
from cnesg.sentiment.controversies import STANDINGS, ControversyReader, SevereEvent, SevereTelling

_REVENUE = "revenue"
_TOLD = ["news_id", "company_id", "code", "standing", "incident_quote"]


def controversies(  # noqa: PLR0913 - where, by which rules, and what was scored, each by name
    workspace: Workspace,
    methodology: Methodology,
    profile: Profile,
    inputs: pl.DataFrame,
    market: Scored,
    *,
    fiscal_year: int,
    as_of: datetime,
    at: int,
) -> pl.DataFrame | None:
    """Table CONTROVERSIES of a run, without `run_id`; None where it has no controversy-adjusted score.

    Args:
        workspace: where the news are.
        methodology: as the run's profile sees it.
        profile: which indicators.
        inputs: table INPUTS of the run.
        market: what was scored from them; an event takes off what goes beyond what data points have scored of it.
        fiscal_year: the year that is scored.
        as_of: only what was known then.
        at: only what the store held at that position.
    """
    by = weighed_by(methodology, profile)
    if by is None:
        return None
    first = as_of - timedelta(days=by.terms.days.none)
    events = severe_events(workspace, methodology, severe_types(by), first, as_of, at)
    if events.is_empty():
        return CONTROVERSIES.empty()
    money = events.filter(pl.col("amount").is_not_null() & pl.col("code").is_in(sorted(by.by_amount)))
    revenue = _revenue(workspace, methodology, profile, money["company_id"].unique(), fiscal_year, as_of, at)
    points = {point for of_type in by.scored_by.values() for point, _ in of_type}
    lost = lost_points(market, events["company_id"].unique().sort().to_list(), points)
    return deducted(events, inputs, lost, revenue, by, fiscal_year, as_of)


def severe_events(
    workspace: Workspace, methodology: Methodology, types: list[str], first: datetime, as_of: datetime, at: int
) -> pl.DataFrame:
    """Rows of SEVERE_EVENTS: what news published from an instant on tell of some incident types.

    Args:
        workspace: where the news are.
        methodology: how sure a reading must be, which types count when planned, and how texts say who confirms.
        types: codes of incident types.
        first: an event that was told before is over; so is what later texts tell of it within the window.
        as_of: only what was known then.
        at: only what the store held at that position.
    """
    folder = methodology.folder
    scores, planned = load_sentiment_rules(folder).scores, load_news_wording(folder).standing.planned_counts
    window = timedelta(days=load_effect_rules(folder).window_days.value)
    tells = pl.col("code").is_in(types) & (pl.col("role") == "subject") & pl.col("company_id").is_not_null()
    sure = pl.col("confidence") >= scores.least_confidence.value
    counts = pl.col("standing").is_in(list(STANDINGS)) & (
        (pl.col("standing") != "planned") | pl.col("code").is_in(planned)
    )
    told = workspace.store.read("mentions", as_of=as_of, at=at, where=tells & sure & counts, columns=_TOLD)
    if told.is_empty():
        return SEVERE_EVENTS.to_frame()
    mine = pl.col("news_id").is_in(told["news_id"].unique().implode()) & (pl.col("published_at") >= first - window)
    news = workspace.store.read(
        "news", as_of=as_of, at=at, where=mine, columns=["news_id", "title", "published_at", "source"]
    )
    rows = told.join(news, on="news_id")
    tellings = (
        SevereTelling(
            item=row["news_id"],
            published_at=row["published_at"],
            source=row["source"],
            title=row["title"],
            company_id=row["company_id"],
            code=row["code"],
            standing=row["standing"],
            quote=row["incident_quote"],
        )
        for row in rows.iter_rows(named=True)
    )
    reader = ControversyReader(load_controversy_words(folder), load_units(folder), window)
    events = [_row(event) for event in reader.read(tellings)]
    found = pl.DataFrame(events, schema=SEVERE_EVENTS)
    return found.filter(pl.col("first_at").min().over("event") >= first)


def _row(event: SevereEvent) -> dict[str, object]:
    first = event.first
    return {
        "company_id": first.company_id,
        "event": event.event,
        "code": first.code,
        "title": first.title or first.quote,
        "quote": first.quote,
        "first_at": first.published_at,
        "first_source": first.source,
        "news": event.news,
        "standing": event.standing,
        "amount": event.amount,
        "deaths": event.deaths,
    }


def _revenue(
    workspace: Workspace,
    methodology: Methodology,
    profile: Profile,
    companies: pl.Series,
    fiscal_year: int,
    as_of: datetime,
    at: int,
) -> Mapping[str, float]:
    """What companies state as their revenue of the year, in yuan; figures that do not count in the profile are none."""
    if companies.is_empty():
        return {}
    where = (pl.col("concept") == _REVENUE) & pl.col("company_id").is_in(companies.implode())
    where &= may_count(fiscal_year, methodology.rules)
    facts = that_count(counting_facts(workspace, methodology, as_of, at, where=where), profile)
    stated = stated_facts(facts, methodology, fiscal_year).get(_REVENUE)
    return {} if stated is None else dict(stated.select("company_id", "value").iter_rows())


def has_news(workspace: Workspace, company_id: str, first: datetime, as_of: datetime, at: int) -> bool:
    """Whether any news of a company was collected, published from an instant on; other arguments as above."""
    told = workspace.store.read(
        "mentions", as_of=as_of, at=at, where=pl.col("company_id") == company_id, columns=["news_id"]
    )
    ids = pl.col("news_id").is_in(told["news_id"].unique().implode())
    within = ids & (pl.col("published_at") >= first)
    return bool(
        told.height and workspace.store.read("news", as_of=as_of, at=at, where=within, columns=["news_id"]).height
    )
