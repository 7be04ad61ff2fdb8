"""News of a company: its sentiment from day to day, the events behind, and what was written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from cnesg.framework import TOTAL
from cnesg.framework.definitions import Name
from cnesg.framework.incidents import load_incidents
from cnesg.framework.sentiment import load_sentiment_rules
from cnesg.model.periods import SHANGHAI
from cnesg.pipeline.views.memory import Memory, last_change
from cnesg.pipeline.views.runs import ShownRun
from cnesg.pipeline.workspace import Workspace

_EVENT = (
    "event",
    "code",
    "first_at",
    "first_source",
    "news",
    "quote",
    "accounts",
    "polarity",
    "gravity",
    "influence",
    "emotion",
    "heat",
    "attenuation",
    "score",
)


@dataclass(frozen=True)
class SentimentPoint:
    """The sentiment of a company on a day, -100 to 100, TOTAL."""

    day: date
    score: float
    events: int


@dataclass(frozen=True)
class ShownEvent:
    """A row of EVENTS with the name of its incident type; see there.

    Attributes:
        name: of the incident type.
        day: when its first source told it, in Shanghai.
    """

    name: Name
    day: date
    event: str
    code: str
    first_at: datetime
    first_source: str
    news: tuple[str, ...]
    quote: str
    accounts: int
    polarity: float
    gravity: float
    influence: float
    emotion: float
    heat: float
    attenuation: float
    score: float


@dataclass(frozen=True)
class SentimentView:
    """What news say of a company on the day of a run.

    Attributes:
        timeline: at each stored sentiment up to the run's day that has the company, oldest first.
        scores: of the run's day, by code; empty where no event counts on it.
        events: of the run's day, the weightiest first.
        since: the first day of those whose events count on the run's day.
    """

    timeline: tuple[SentimentPoint, ...]
    scores: Mapping[str, float]
    events: tuple[ShownEvent, ...]
    since: date


def sentiment_view(workspace: Workspace, memory: Memory, run: ShownRun, company_id: str) -> SentimentView:
    """The stored sentiment of a company up to the day of a run."""
    changed = last_change(workspace, memory, "sentiment")
    key = (str(workspace.folder), "sentiment", run.as_of, company_id, changed)
    return memory.get(key, lambda: _read(workspace, run, company_id))


def _read(workspace: Workspace, run: ShownRun, company_id: str) -> SentimentView:
    mine = (pl.col("company_id") == company_id) & (pl.col("as_of") <= run.as_of)
    rows = workspace.store.read("sentiment", where=mine).sort("as_of", "position")
    since = (run.as_of - counted_span(workspace)).astimezone(SHANGHAI).date()
    # Of several computations for one instant the one stored last counts.
    totals = rows.filter(pl.col("code") == TOTAL).unique("as_of", keep="last", maintain_order=True)
    timeline = tuple(
        SentimentPoint(row["as_of"].astimezone(SHANGHAI).date(), row["score"], row["events"])
        for row in totals.iter_rows(named=True)
    )
    of_day = workspace.store.read("sentiment", where=pl.col("as_of") == run.as_of, columns=["sentiment_id", "position"])
    newest = of_day.sort("position")["sentiment_id"].tail(1)
    last = rows.filter(pl.col("sentiment_id").is_in(newest.implode()))
    wanted = pl.col("sentiment_id").is_in(newest.implode()) & (pl.col("company_id") == company_id)
    events = workspace.store.read("events", where=wanted, columns=_EVENT)
    types = load_incidents(workspace.methodology.folder).types
    shown = [_event(row, types) for row in events.iter_rows(named=True)]
    return SentimentView(
        timeline,
        dict(last.select("code", "score").iter_rows()),
        tuple(sorted(shown, key=lambda one: (-abs(one.score), one.event))),
        since,
    )


def counted_span(workspace: Workspace) -> timedelta:
    """How long an event counts."""
    return timedelta(days=load_sentiment_rules(workspace.methodology.folder).scores.attenuation.span_days.value)


def _event(row: dict[str, Any], types: Mapping[str, Any]) -> ShownEvent:
    # A sentiment of another edition may name a type that this one does not have.
    name = types[row["code"]].name if row["code"] in types else Name(en=row["code"], zh=row["code"])
    day = row["first_at"].astimezone(SHANGHAI).date()
    return ShownEvent(name=name, day=day, **(row | {"news": tuple(row["news"] or ())}))


def news_items(workspace: Workspace, run: ShownRun, ids: tuple[str, ...]) -> list[dict[str, Any]]:
    """Items of news by their ids, as far as they were known at a run, in the order of the ids.

    Returns:
        `news_id`, `title`, `text`, `published_at`, `source`, `url` and `language` of each.
    """
    columns = ["news_id", "title", "text", "published_at", "source", "url", "language"]
    where = pl.col("news_id").is_in(list(ids))
    rows = workspace.store.read("news", as_of=run.as_of, where=where, columns=columns)
    known = {row["news_id"]: row for row in rows.iter_rows(named=True)}
    return [known[one] for one in ids if one in known]
