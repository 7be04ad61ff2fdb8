"""Sentiment scores: event score = emotion x heat x attenuation, normalised to -100..100 at each level.

- **Emotion**: polarity of the first source x gravity of the incident type x influence of the strongest medium.
- **Heat**: accounts that took the story over, or told the event in their own words, each once and by its influence.
- **Attenuation**: from 1 on the first day to 0 after six months.

All numbers are methodology data (`methodology/sentiment/scores.yaml`); why so: `docs/sentiment.md`.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from cnesg.framework.incident_types import IncidentType
from cnesg.framework.media import MediaRegistry, host_of, plain_name
from cnesg.framework.sentiment import AttenuationRules, HeatRules, ScoreRules
from cnesg.model.news import Incident
from cnesg.sentiment.stories import Event

TOTAL = "TOTAL"
_DAY = timedelta(days=1)


class Medium(NamedTuple):
    """Who published a telling, and how far the word carries.

    Attributes:
        account: one name for an outlet or account, however it is quoted.
        influence: 0 to 1.
        tier: code of the tier.
    """

    account: str
    influence: float
    tier: str


class Media:
    """Places the media of tellings; each source and host is asked for once.

    Args:
        registry: the tiers, rules and listed outlets.
    """

    def __init__(self, registry: MediaRegistry) -> None:
        self._registry = registry
        self._known: dict[tuple[str, str | None], Medium] = {}

    def of(self, source: str, url: str | None) -> Medium:
        """The medium of a source as it names itself, and an address; an unknown one is in the lowest tier."""
        host = host_of(url) if url else None
        key = source, host
        if key not in self._known:
            tier = self._registry.tier_of(host or source, source).tier
            account = self._registry.account_of(host or source, source) or plain_name(source) or host or "?"
            self._known[key] = Medium(account, tier.weight.value, tier.code)
        return self._known[key]


@dataclass(frozen=True, slots=True)
class EventScore:
    """An event and what it scores, with everything it is computed from.

    Attributes:
        event: the event.
        polarity: of the first source, with the sign of a type that is bad or good by itself.
        gravity: of the incident type.
        influence: of the strongest medium.
        accounts: how many accounts told it.
        spread: what the accounts other than the first add up to.
        heat: 1 or more.
        attenuation: 0 to 1.
        score: the product.
    """

    event: Event
    polarity: float
    gravity: float
    influence: float
    accounts: int
    spread: float
    heat: float
    attenuation: float
    score: float

    @property
    def emotion(self) -> float:
        """Polarity x gravity x influence."""
        return self.polarity * self.gravity * self.influence


@dataclass(frozen=True, slots=True)
class SentimentScore:
    """The sentiment of a company at one place of the methodology.

    Attributes:
        company_id: whose.
        code: `TOTAL`, `E`, `E03` or `E0302`.
        level: total, dimension, level1 or level2.
        score: -100 to 100.
        total: sum of the event scores.
        events: how many events stand behind it.
        latest: when the latest of them was first told.
    """

    company_id: str
    code: str
    level: str
    score: float
    total: float
    events: int
    latest: datetime


def heat(spread: float, rules: HeatRules) -> float:
    """How a spread of 0 or more warms an event: from 1, ever more, never to `most`."""
    return 1 + (rules.most.value - 1) * spread / (spread + rules.half.value)


def attenuation(age: timedelta, rules: AttenuationRules) -> float:
    """What is left of an event of an age: 1 when it is new (or its medium's clock is ahead), 0 after the span."""
    days, span = max(age / _DAY, 0.0), rules.span_days.value
    if days >= span:
        return 0.0
    half = rules.half_life_days.value
    left, last = math.pow(0.5, days / half), math.pow(0.5, span / half)
    return (left - last) / (1 - last)


def normalised(total: float, half: float) -> float:
    """A sum of event scores as a score: odd, growing, within -100 and 100; `half` gives 50."""
    return 100 * total / (abs(total) + half)


def polarity_of(kind: IncidentType, told: float, least: float) -> float:
    """The polarity of an event: a bad or good type keeps its sign and `least` of it, an open one takes the text's."""
    return told if kind.polarity == 0 else kind.polarity * max(kind.polarity * told, least)


class EventScorer:
    """Scores events as of an instant.

    Args:
        rules: the numbers.
        types: incident types by code.
        media: places media.
    """

    def __init__(self, rules: ScoreRules, types: Mapping[str, IncidentType], media: Media) -> None:
        self._rules, self._types, self._media = rules, types, media

    def score(self, event: Event, as_of: datetime) -> EventScore | None:
        """What an event scores at an instant; None where nothing is left of it."""
        rules, first = self._rules, event.first
        left = attenuation(as_of - first.published_at, rules.attenuation)
        if left <= 0:
            return None
        kind = self._types[first.code]
        gravity = rules.gravity.severity[kind.severity - 1] if kind.severity else rules.gravity.other
        polarity = polarity_of(kind, first.polarity, rules.least_polarity.value)
        accounts = {self._media.of(t.source, t.url).account for t in event.tellings}
        influence = max(self._media.of(t.source, t.url).influence for t in event.tellings)
        spread = self._spread(event)
        warmth = heat(spread, rules.heat)
        score = polarity * gravity.value * influence * warmth * left
        return EventScore(event, polarity, gravity.value, influence, len(accounts), spread, warmth, left, score)

    def _spread(self, event: Event) -> float:
        """What the accounts other than the first source's add: each once, as that which counts most."""
        own = self._media.of(event.first.source, event.first.url).account
        adds: dict[str, float] = {}
        for telling, story in zip(event.tellings, event.stories, strict=True):
            medium = self._media.of(telling.source, telling.url)
            if medium.account != own:
                rule = self._rules.heat.reprint if story == event.stories[0] else self._rules.heat.similar
                adds[medium.account] = max(adds.get(medium.account, 0.0), rule.value * medium.influence)
        return sum(adds[account] for account in sorted(adds))


def places_of(kind: IncidentType) -> Iterator[tuple[str, str]]:
    """Where an event of a type counts: level and code, from the total to each Level II indicator it names."""
    yield "total", TOTAL
    yield "dimension", kind.code[0]
    yield "level1", kind.level1
    for indicator in sorted(set(kind.indicators)):
        yield "level2", indicator


def sentiment_scores(
    events: Iterable[EventScore], types: Mapping[str, IncidentType], rules: ScoreRules
) -> list[SentimentScore]:
    """The scores of every company that has an event, at every place where one counts.

    Args:
        events: scored events; of companies without any there is no score.
        types: incident types by code.
        rules: the numbers.

    Returns:
        By company and code; the sum runs over events in the order of their ids, so that it has the same bits.
    """
    found: dict[tuple[str, str, str], list[EventScore]] = {}
    for one in sorted(events, key=lambda one: one.event.event):
        for level, code in places_of(types[one.event.first.code]):
            found.setdefault((one.event.first.company_id, level, code), []).append(one)
    half = rules.normalisation.half.value
    scores = []
    for (company, level, code), members in found.items():
        total = sum(member.score for member in members)
        latest = max(member.event.first.published_at for member in members)
        scores.append(SentimentScore(company, code, level, normalised(total, half), total, len(members), latest))
    return sorted(scores, key=lambda score: (score.company_id, _LEVELS.index(score.level), score.code))


_LEVELS = ("total", "dimension", "level1", "level2")


def counting(rules: ScoreRules, planned: Iterable[str]) -> Callable[[Incident], bool]:
    """Which incidents make events.

    Args:
        rules: how an event must be told, and how surely.
        planned: the types that count where they are planned, too.
    """
    standings, plans = frozenset(rules.counting.standings), frozenset(planned)
    least = rules.least_confidence.value

    def counts(incident: Incident) -> bool:
        told = incident.standing in standings or (incident.standing == "planned" and incident.code in plans)
        return told and incident.confidence >= least

    return counts
