"""Events that news tell, for the data points that count them: from the log, as of an instant and at a position."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import polars as pl

from cnesg.explanation.tree import Evidence, NewsPlace
from cnesg.framework import Methodology
from cnesg.framework.incident_types import IncidentType
from cnesg.framework.incidents import load_incidents
from cnesg.framework.told_events import EffectRules, load_effect_rules
from cnesg.imputation import TOLD_EVENTS
from cnesg.model import canonical_breakdown
from cnesg.model.periods import SHANGHAI
from cnesg.model.told_news import ToldNews, told_news
from cnesg.pipeline.news.sentiment import StoryMaker
from cnesg.pipeline.news.taking_in import read_items
from cnesg.pipeline.workspace import Workspace
from cnesg.sentiment.stories import Event


def effect_rules(methodology: Methodology) -> EffectRules | None:
    """The rules by which events that news tell reach data points; None where they stand apart or there are none."""
    if not (methodology.folder / "sentiment").is_dir():
        return None
    rules = load_effect_rules(methodology.folder)
    return rules if rules.told.value == "counted" else None


def told_events(
    workspace: Workspace, methodology: Methodology, rules: EffectRules, fiscal_year: int, as_of: datetime, at: int
) -> pl.DataFrame:
    """Rows of TOLD_EVENTS, first told in a calendar year of Shanghai or in the window before it.

    Stories are those of the items that tell of such events, so that the rest of the news costs nothing; an event that
    a chain of reprints ties together through an item of another kind may be two here and one in a sentiment.

    Args:
        workspace: where the news are.
        methodology: as the run's profile sees it.
        rules: of `effect_rules`.
        fiscal_year: the year that is scored.
        as_of: only what was known then.
        at: only what the store held at that position.
    """
    store, begins = workspace.store, datetime.combine(date(fiscal_year, 1, 1), time(), tzinfo=SHANGHAI)
    first = (begins - timedelta(days=rules.window_days.value)).astimezone(UTC)
    last = begins.replace(year=fiscal_year + 1).astimezone(UTC)
    tells = pl.col("code").is_in(sorted(rules.data_point_of)) & pl.col("company_id").is_not_null()
    subject = tells & (pl.col("role") == "subject")
    ids = store.read("mentions", as_of=as_of, at=at, where=subject, columns=["news_id"])["news_id"].unique()
    if ids.is_empty():
        return TOLD_EVENTS.to_frame()
    mine = pl.col("news_id").is_in(ids.implode())
    within = (pl.col("published_at") >= first) & (pl.col("published_at") < last)
    news = store.read("news", as_of=as_of, at=at, where=mine & within)
    stories = StoryMaker(methodology.folder).stories()
    stories.add(read_items(news, store.read("mentions", at=at, where=mine)))
    documents = dict(news.select("news_id", "document").iter_rows())
    rows = [
        _row(event, rules.data_point_of[event.first.code], documents[event.first.item])
        for event in stories.events()
        if event.first.code in rules.data_point_of and not event.first.company_id.startswith("?")
    ]
    return pl.DataFrame(rows, schema=TOLD_EVENTS).sort("company_id", "data_point", "first_at", "event")


def _row(event: Event, data_point: str, document: str) -> dict[str, object]:
    """Of reprints the first is a text of its own; the others say the same."""
    firsts = {story: one.item for story, one in zip(reversed(event.stories), reversed(event.tellings), strict=True)}
    kept = set(firsts.values())
    texts = (telling for telling in event.tellings if telling.item in kept)
    return {
        "company_id": event.first.company_id,
        "data_point": data_point,
        "event": event.event,
        "first_at": event.first.published_at,
        "available_at": min(telling.available_at for telling in event.tellings),
        "texts": [ToldNews(telling.code, telling.item).evidence for telling in texts],
        "document": document,
    }


def news_evidence(
    workspace: Workspace, company_id: str, observations: pl.Series, as_of: datetime, at: int
) -> dict[str, Evidence]:
    """The texts of news among the evidence of a company's inputs, by id.

    Args:
        workspace: where the news are.
        company_id: of whom they tell.
        observations: column `observations` of table INPUTS.
        as_of: only what was known then.
        at: only what the store held at that position.
    """
    named = {one: told for one in observations.explode().drop_nulls().unique() if (told := told_news(one))}
    if not named:
        return {}
    mine = pl.col("news_id").is_in(sorted({told.news_id for told in named.values()}))
    items = {row["news_id"]: row for row in workspace.store.read("news", as_of=as_of, at=at, where=mine).to_dicts()}
    tells = mine & (pl.col("company_id") == company_id) & pl.col("code").is_not_null()
    mentions = workspace.store.read("mentions", as_of=as_of, at=at, where=tells)
    told_by = {(row["code"], row["news_id"]): row for row in mentions.to_dicts()}
    types = load_incidents(workspace.methodology.folder).types
    return {
        one: _evidence(one, told, types.get(told.code), items[told.news_id], told_by[told.code, told.news_id])
        for one, told in sorted(named.items())
        if told.news_id in items and (told.code, told.news_id) in told_by
    }


def _evidence(
    key: str, told: ToldNews, kind: IncidentType | None, item: Mapping[str, Any], mention: Mapping[str, Any]
) -> Evidence:
    """A text of news as evidence; a type that this edition does not have goes by its code."""
    return Evidence(
        observation_id=key,
        concept=told.code,
        name_en=kind.name.en if kind else told.code,
        name_zh=kind.name.zh if kind else told.code,
        breakdown=canonical_breakdown(None),
        fiscal_year=item["published_at"].astimezone(SHANGHAI).year,
        value=None,
        unit=None,
        text=None,
        raw_value=None,
        raw_unit=None,
        document=item["document"],
        title=item["title"] or None,
        page=None,
        line=None,
        bbox=None,
        quote=mention["incident_quote"],
        available_at=item["available_at"].isoformat(),
        available_source="news",
        method="news",
        confidence=mention["confidence"],
        origin="imported",
        review="unreviewed",
        restated=False,
        warnings=[],
        news=NewsPlace(told.news_id, item["source"], item["url"], item["published_at"].isoformat()),
    )
