"""Sentiment of a workspace as of any second: computed from its news, kept for a day by `cnesg run`, and live."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources.abc import Traversable

import polars as pl

from cnesg import telemetry
from cnesg.framework.incidents import load_incidents
from cnesg.framework.methodology import Versions
from cnesg.framework.news_wording import load_news_wording
from cnesg.framework.sentiment import load_sentiment_rules
from cnesg.model.news_tables import EVENTS, SENTIMENT
from cnesg.pipeline.as_of.media import media_registry
from cnesg.pipeline.news.taking_in import read_items
from cnesg.pipeline.workspace import Workspace
from cnesg.sentiment.same_event import EventWords
from cnesg.sentiment.scores import EventScore, EventScorer, Media, SentimentScore, counting, sentiment_scores
from cnesg.sentiment.stories import Event, ReadItem, Stories

_GIVEN = ("sentiment_id", "recorded_at", "position")


class StoryMaker:
    """Makes stories by the rules of a methodology.

    Args:
        folder: of the methodology; None takes the one that ships.

    Attributes:
        rules: of stories and scores.
        types: incident types by code.
    """

    def __init__(self, folder: Traversable | None = None) -> None:
        self.rules, incidents = load_sentiment_rules(folder), load_incidents(folder)
        self.types = incidents.types
        self._counts = counting(self.rules.scores, load_news_wording(folder).standing.planned_counts)
        self._events = EventWords(self.rules.stories.same_event, incidents)

    def stories(self) -> Stories:
        """Stories without any item yet."""
        return Stories(self.rules.stories, self._events, self._counts)


class SentimentRules:
    """Everything that turns read news into scores, as a workspace's methodology and media have it.

    Args:
        workspace: whose.
        as_of: media imported for later do not count.
        at: media that the store did not hold at that position do not count.
    """

    def __init__(self, workspace: Workspace, as_of: datetime | None = None, at: int | None = None) -> None:
        self._maker = StoryMaker(workspace.methodology.folder)
        self.scores, self.types, self.stories = self._maker.rules.scores, self._maker.types, self._maker.stories
        self.scorer = EventScorer(self.scores, self.types, Media(media_registry(workspace, as_of, at)))
        self.span = timedelta(days=self.scores.attenuation.span_days.value)

    def scored(self, events: Iterable[Event], as_of: datetime) -> list[EventScore]:
        """What is left of events at an instant, by id; of companies that the register knows."""
        found = (self.scorer.score(event, as_of) for event in events if not event.first.company_id.startswith("?"))
        return sorted((one for one in found if one), key=lambda one: one.event.event)


@dataclass(frozen=True)
class Sentiment:
    """The sentiment of companies at an instant.

    Attributes:
        as_of: the instant.
        position: the last commit that was used.
        events: by id.
        scores: by company, level and code; companies without an event have none.
    """

    as_of: datetime
    position: int
    events: tuple[EventScore, ...]
    scores: tuple[SentimentScore, ...]


def stored_news(
    workspace: Workspace, first: datetime, last: datetime, as_of: datetime | None = None, at: int | None = None
) -> list[ReadItem]:
    """The items published from one instant until before another, with what reading gave.

    Args:
        workspace: where they are.
        first: the first instant.
        last: the instant after them.
        as_of: only what was known then.
        at: only what the store held at that position.
    """
    within = (pl.col("published_at") >= first.astimezone(UTC)) & (pl.col("published_at") < last.astimezone(UTC))
    news = workspace.store.read("news", as_of=as_of, at=at, where=within)
    if news.is_empty():
        return []
    wanted = pl.col("news_id").is_in(news["news_id"].implode())
    return read_items(news, workspace.store.read("mentions", at=at, where=wanted))


@telemetry.stage("sentiment")
def sentiment_as_of(workspace: Workspace, as_of: datetime, at: int | None = None) -> Sentiment:
    """The sentiment at an instant, from what was known then.

    Args:
        workspace: where the news are.
        as_of: an instant with its zone.
        at: only what the store held at that position; now by default.
    """
    rules = SentimentRules(workspace, as_of, at)
    stories = rules.stories()
    first = stories.begins(stories.number(as_of - rules.span))
    stories.add(stored_news(workspace, first, as_of + timedelta(microseconds=1), as_of, at))
    events = rules.scored(stories.events(), as_of)
    scores = sentiment_scores(events, rules.types, rules.scores)
    return Sentiment(as_of, workspace.store.position if at is None else at, tuple(events), tuple(scores))


def keep_sentiment(workspace: Workspace, found: Sentiment) -> str | None:
    """Store a sentiment, unless the same is there; its id, or None where no company has any."""
    tables = tables_of(found, workspace.methodology.versions)
    if not tables:
        return None
    key = str(tables["sentiment"]["sentiment_id"][0])
    workspace.store.commit(tables, note=f"sentiment {key}")
    return key


def sentiment_tables(workspace: Workspace, as_of: datetime, at: int) -> dict[str, pl.DataFrame]:
    """Rows of EVENTS and SENTIMENT at an instant by name, to be committed with what belongs to them; none without news.

    Args:
        workspace: where the news are.
        as_of: an instant with its zone.
        at: only what the store held at that position.
    """
    if workspace.store.read("news", at=at, columns=["news_id"]).is_empty():
        return {}
    return tables_of(sentiment_as_of(workspace, as_of, at), workspace.methodology.versions)


def tables_of(found: Sentiment, versions: Versions) -> dict[str, pl.DataFrame]:
    """Rows of EVENTS and SENTIMENT by name, under a hash of what they say; none where no company has any.

    Args:
        found: what was computed.
        versions: of the methodology that computed it.
    """
    if not found.scores:
        return {}
    tables = {"events": event_table(found.events), "sentiment": _score_table(found, versions)}
    key = pl.lit(sentiment_id(tables)).alias("sentiment_id")
    return {name: table.with_columns(key) for name, table in tables.items()}


def _score_table(found: Sentiment, versions: Versions) -> pl.DataFrame:
    """Rows of SENTIMENT without `sentiment_id`."""
    rows = [
        {
            "as_of": found.as_of,
            "methodology_version": versions.methodology,
            "reference_version": versions.reference,
            "store_position": found.position,
            "company_id": score.company_id,
            "code": score.code,
            "level": score.level,
            "score": score.score,
            "total": score.total,
            "events": score.events,
            "latest": score.latest,
        }
        for score in found.scores
    ]
    names = [name for name in SENTIMENT.dtypes if name not in _GIVEN]
    return pl.DataFrame(rows, schema={name: SENTIMENT.dtypes[name] for name in names})


def sentiment_id(tables: dict[str, pl.DataFrame]) -> str:
    """A hash over the canonically sorted rows of EVENTS and SENTIMENT, without what the store gave.

    The position of the log is left out: what came in since and changed nothing leaves the sentiment what it was.
    """
    digest = hashlib.sha256()
    for schema in (EVENTS, SENTIMENT):
        rows = schema.conform(tables[schema.name].with_columns(pl.lit("").alias("sentiment_id")))
        plain = rows.drop(*_GIVEN, *(["store_position"] if schema is SENTIMENT else []))
        for row in plain.sort(schema.sort_by).iter_rows():
            digest.update(json.dumps(row, default=str, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def event_table(events: Sequence[EventScore]) -> pl.DataFrame:
    """Rows of EVENTS without `sentiment_id`."""
    rows = [
        {
            "event": one.event.event,
            "company_id": one.event.first.company_id,
            "code": one.event.first.code,
            "first_at": one.event.first.published_at,
            "first_source": one.event.first.source,
            "news": [telling.item for telling in one.event.tellings],
            "stories": list(one.event.stories),
            "quote": one.event.first.quote,
            "accounts": one.accounts,
            "polarity": one.polarity,
            "gravity": one.gravity,
            "influence": one.influence,
            "emotion": one.emotion,
            "spread": one.spread,
            "heat": one.heat,
            "attenuation": one.attenuation,
            "score": one.score,
        }
        for one in events
    ]
    names = [name for name in EVENTS.dtypes if name not in _GIVEN]
    return pl.DataFrame(rows, schema={name: EVENTS.dtypes[name] for name in names})


class LiveSentiment:
    """Sentiment that keeps up with what comes in.

    The stories of the last windows stay open in memory; of older ones only the events do. What comes late for one of
    these is computed anew from the store with its whole window. So memory does not grow with time, and everything is as
    if it had come in order.

    Args:
        workspace: where the news are; whoever calls `refresh` has stored them.
        now: the present, or the instant from which one replays.
        at: only what the store held at that position; all by default.
    """

    _OPEN = 2

    @property
    def span(self) -> timedelta:
        """How long an event counts."""
        return self._rules.span

    def __init__(self, workspace: Workspace, now: datetime, at: int | None = None) -> None:
        self._workspace, self._at = workspace, at
        self._rules = SentimentRules(workspace, at=at)
        self._stories = self._rules.stories()
        self._events: dict[int, dict[str, list[Event]]] = {}
        first = self._stories.number(now - self._rules.span)
        for number in range(first, self._stories.number(now) + 1):
            self._take(number, self._stored(number))
            self._shut()

    def refresh(self, items: Sequence[ReadItem], at: int | None = None) -> set[str]:
        """Take in items that were just stored; the companies whose events may have changed.

        Args:
            items: what came.
            at: the position that brought them, in a replay; windows that are shut are read as they stood there.
        """
        self._at = at
        changed: set[str] = set()
        by_window: dict[int, list[ReadItem]] = {}
        for one in items:
            by_window.setdefault(self._stories.number(one.item.published_at), []).append(one)
        for number, members in sorted(by_window.items()):
            whole = members if number in self._stories.windows else self._stored(number)
            changed |= self._take(number, whole, members)
        self._shut()
        return changed

    def scores(self, company: str, as_of: datetime) -> list[SentimentScore]:
        """The scores of a company at an instant from now on, total first; empty where it has no event."""
        events = (event for number in sorted(self._events) for event in self._events[number].get(company, ()))
        return sentiment_scores(self._rules.scored(events, as_of), self._rules.types, self._rules.scores)

    def _take(self, number: int, items: Sequence[ReadItem], changed: Sequence[ReadItem] | None = None) -> set[str]:
        if not items:
            return set()
        self._stories.add(items)
        window = self._stories.windows[number]
        new = changed is None or number not in self._events
        companies = window.companies() if new else window.companies_beside(one.item.id for one in changed or ())
        kept = self._events.setdefault(number, {})
        for company in companies:
            kept[company] = list(window.events(company))
        return companies

    def _stored(self, number: int) -> list[ReadItem]:
        first, last = self._stories.begins(number), self._stories.begins(number + 1)
        return stored_news(self._workspace, first, last, at=self._at)

    def _shut(self) -> None:
        """Let go of all but the last windows, and of events that are too old to count."""
        if not self._stories.windows:
            return
        last = max(self._events, default=max(self._stories.windows))
        self._stories.close(last - self._OPEN + 1)
        length = self._stories.begins(1) - self._stories.begins(0)
        oldest = last - int(self._rules.span / length) - 2
        for number in [number for number in self._events if number < oldest]:
            del self._events[number]
