"""Sentiment scores: worked examples, properties, and an oracle in plain Python."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.sentiment.news_items import SUNDAY

from cnesg.framework.incidents import load_incidents
from cnesg.framework.media_files import load_media
from cnesg.framework.sentiment import load_sentiment_rules
from cnesg.model.news import Incident
from cnesg.sentiment.scores import (
    EventScore,
    EventScorer,
    Media,
    attenuation,
    counting,
    heat,
    normalised,
    places_of,
    polarity_of,
    sentiment_scores,
)
from cnesg.sentiment.stories import Event, Telling

RULES = load_sentiment_rules().scores
TYPES = load_incidents().types
MEDIA = Media(load_media())
SCORER = EventScorer(RULES, TYPES, MEDIA)
CASES = yaml.safe_load(Path("tests/cases/sentiment/scores.yaml").read_text(encoding="utf-8"))
NOW = SUNDAY + timedelta(days=200)


def telling(item: str, source: str, days: float, polarity: float, code: str = "E03-002", company: str = "C") -> Telling:
    when = NOW - timedelta(days=days)
    return Telling(item, when, when, source, None, company, code, polarity, "…", 0)


def event(tellings: Sequence[Telling], stories: Sequence[str] | None = None) -> Event:
    pairs = sorted(zip(tellings, stories or [tellings[0].item] * len(tellings), strict=True), key=lambda p: p[0].order)
    first = pairs[0][0]
    told = tuple(one for one, _ in pairs)
    return Event(f"{first.company_id}:{first.code}:{first.item}", told, tuple(story for _, story in pairs))


def scored(tellings: Sequence[Telling], stories: Sequence[str] | None = None) -> EventScore:
    found = SCORER.score(event(tellings, stories), NOW)
    assert found is not None
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_worked_examples(case: dict[str, Any]) -> None:
    tellings, stories = [], []
    for row in case["tellings"]:
        for time in range(row.get("times", 1)):
            tellings.append(telling(f"{row['item']}{time}", row["source"], row["days"], row["polarity"]))
            stories.append(row.get("story", "a"))
    found = SCORER.score(event(tellings, stories), NOW)
    if "score" in case and case["score"] is None:
        assert found is None
        return
    assert found is not None
    tolerance = case.get("tolerance", 1e-9)
    for name in ("score", "spread", "heat", "attenuation"):
        if name in case:
            assert getattr(found, name) == pytest.approx(case[name], abs=tolerance), name
    if "total" in case:
        total = sentiment_scores([found], TYPES, RULES)[0]
        assert total.code == "TOTAL"
        assert total.score == pytest.approx(case["total"], abs=1e-9)


def test_no_news_is_no_score_and_never_zero() -> None:
    assert sentiment_scores([], TYPES, RULES) == []


def test_an_event_counts_at_the_places_that_its_type_names() -> None:
    kind = TYPES["E03-002"]
    found = sentiment_scores([scored([telling("a", "新华社", 3, -1)])], TYPES, RULES)
    assert [(one.level, one.code) for one in found] == list(places_of(kind))
    assert {one.code for one in found} == {"TOTAL", "E", "E03", *kind.indicators}
    assert len({one.score for one in found}) == 1


def test_a_type_without_indicators_stops_at_level_one() -> None:
    kind = next(kind for kind in TYPES.values() if not kind.indicators)
    assert [level for level, _ in places_of(kind)] == ["total", "dimension", "level1"]


@pytest.mark.parametrize(
    ("standing", "confidence", "code", "counts"),
    [
        ("happened", 0.9, "E03-002", True),
        ("happened", 0.39, "E03-002", False),
        ("planned", 0.9, "E03-002", False),
        ("planned", 0.9, "E01-001", True),
        ("denied", 0.9, "E03-002", False),
        ("rumoured", 0.9, "E03-002", False),
        ("historic", 0.9, "E03-002", False),
    ],
)
def test_what_counts(standing: Any, confidence: float, code: str, counts: bool) -> None:
    assert counting(RULES, ["E01-001"])(Incident(code, confidence, standing, "…")) is counts


_SOURCES = st.sampled_from(["新华社", "证券时报", "无名号", "甲号", "乙号", "people.com.cn", "人民网"])
_CODES = st.sampled_from(sorted(TYPES))
_TOLD = st.tuples(_SOURCES, st.floats(0, 182), st.floats(-1, 1), st.sampled_from("xyz"))


@st.composite
def _events(draw: st.DrawFn) -> Event:
    code = draw(_CODES)
    rows = draw(st.lists(_TOLD, min_size=1, max_size=8))
    tellings = [telling(f"i{n}", source, days, polarity, code) for n, (source, days, polarity, _) in enumerate(rows)]
    return event(tellings, [row[3] for row in rows])


def _oracle(found: Event, now: datetime) -> float:
    """The score of an event, written down once more as the pages say it, from the raw numbers of the methodology."""
    raw = yaml.safe_load(Path("src/cnesg/methodology/sentiment/scores.yaml").read_text(encoding="utf-8"))
    registry, kind, first = load_media(), TYPES[found.tellings[0].code], found.tellings[0]
    weights = [registry.tier_of(one.source, one.source).tier.weight.value for one in found.tellings]
    names = [registry.account_of(one.source, one.source) or one.source for one in found.tellings]
    adds: dict[str, float] = {}
    for name, weight, story in zip(names, weights, found.stories, strict=True):
        if name != names[0]:
            factor = raw["heat"]["reprint" if story == found.stories[0] else "similar"]["value"]
            adds[name] = max(adds.get(name, 0), factor * weight)
    spread = sum(adds.values())
    age = (now - first.published_at).total_seconds() / 86_400
    half, span = raw["attenuation"]["half_life_days"]["value"], raw["attenuation"]["span_days"]["value"]
    left = (2 ** (-age / half) - 2 ** (-span / half)) / (1 - 2 ** (-span / half))
    polarity = first.polarity
    if kind.polarity < 0:
        polarity = min(polarity, -raw["least_polarity"]["value"])
    elif kind.polarity > 0:
        polarity = max(polarity, raw["least_polarity"]["value"])
    gravity = raw["gravity"]["severity"][kind.severity - 1] if kind.severity else raw["gravity"]["other"]
    warmth = 1 + (raw["heat"]["most"]["value"] - 1) * spread / (spread + raw["heat"]["half"]["value"])
    return float(polarity * gravity["value"] * max(weights) * warmth * left)


@given(_events())
def test_the_oracle_agrees(found: Event) -> None:
    mine = SCORER.score(found, NOW)
    assert mine is not None
    assert mine.score == pytest.approx(_oracle(found, NOW), rel=1e-9, abs=1e-12)


@given(_events(), st.permutations(range(8)))
def test_the_order_of_arrival_does_not_matter(found: Event, order: list[int]) -> None:
    pairs = list(zip(found.tellings, found.stories, strict=True))
    shuffled = [pairs[n] for n in order if n < len(pairs)]
    again = event([one for one, _ in shuffled], [story for _, story in shuffled])
    assert SCORER.score(again, NOW) == SCORER.score(found, NOW)


@given(st.lists(_events(), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_totals_have_the_same_bits_in_any_order(drawn: list[Event], draw: Any) -> None:
    named = [replace(one, event=f"{one.event}#{n}") for n, one in enumerate(drawn)]
    events = [found for one in named if (found := SCORER.score(one, NOW))]
    shuffled = draw.sample(events, len(events))
    assert sentiment_scores(shuffled, TYPES, RULES) == sentiment_scores(events, TYPES, RULES)


@given(st.floats(-1, 1), st.sampled_from(sorted(TYPES)))
def test_polarity_is_symmetric(told: float, code: str) -> None:
    kind = TYPES[code]
    least = RULES.least_polarity.value
    mirrored = kind.model_copy(update={"polarity": -kind.polarity})
    assert polarity_of(mirrored, -told, least) == -polarity_of(kind, told, least)
    assert polarity_of(kind, told, least) * kind.polarity >= 0


@given(st.floats(-1e6, 1e6))
def test_normalisation_is_odd_bounded_and_keeps_the_sign(total: float) -> None:
    score = normalised(total, RULES.normalisation.half.value)
    assert -100 <= score <= 100
    assert score == -normalised(-total, RULES.normalisation.half.value)
    assert score * total >= 0


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_heat_grows_and_saturates(one: float, more: float) -> None:
    assert 1 <= heat(one, RULES.heat) <= heat(one + more, RULES.heat) <= RULES.heat.most.value


@given(_events(), _SOURCES, st.floats(-1, 1))
def test_a_later_reprint_warms_and_never_turns_an_event(found: Event, source: str, polarity: float) -> None:
    before = SCORER.score(found, NOW)
    assert before is not None
    copy = replace(
        telling("~late", source, 0, polarity, found.first.code), published_at=found.tellings[-1].published_at
    )
    after = SCORER.score(event([*found.tellings, copy], [*found.stories, found.stories[0]]), NOW)
    assert after is not None
    assert abs(after.score) >= abs(before.score)
    assert after.score * before.score >= 0
    assert after.heat >= before.heat


@given(st.floats(0, 400), st.floats(0, 400))
def test_events_fade_to_nothing(one: float, more: float) -> None:
    younger, older = (attenuation(timedelta(days=days), RULES.attenuation) for days in (one, one + more))
    assert 1 >= younger >= older >= 0
    assert attenuation(timedelta(days=183), RULES.attenuation) == 0


@given(_events())
def test_nothing_is_left_after_six_months(found: Event) -> None:
    assert SCORER.score(found, found.first.published_at + timedelta(days=183)) is None


@given(_events(), _events())
def test_more_good_news_never_lowers_a_total(found: Event, more: Event) -> None:
    assume(found.event != more.event)
    events = [one for one in (SCORER.score(found, NOW), SCORER.score(more, NOW)) if one]
    alone = sentiment_scores(events[:1], TYPES, RULES)[0].score
    both = sentiment_scores(events, TYPES, RULES)[0].score
    assert (both - alone) * events[1].score >= -1e-9
