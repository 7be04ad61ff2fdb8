"""Invented items with what reading would give, for tests of stories and scores."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from cnesg.model.news import Incident, Mention, NewsItem
from cnesg.sentiment.stories import ReadItem

SUNDAY = datetime(2022, 10, 30, tzinfo=UTC)
"""A Sunday, eight o'clock in Shanghai: a window began that day at midnight."""


def told(
    key: str,
    text: str,
    *pairs: tuple[str, str],
    hours: float = 0,
    polarity: float = -1.0,
    source: str = "新华社",
    title: str = "",
) -> ReadItem:
    """An item that tells each pair of company and incident type as happened."""
    when = SUNDAY + timedelta(hours=hours)
    companies = dict.fromkeys(company for company, _ in pairs)
    return ReadItem(
        NewsItem(key, title, text, when, when, source),
        tuple(_mention(company, [c for n, c in pairs if n == company], polarity, text) for company in companies),
    )


def _mention(company: str, codes: Sequence[str], polarity: float, text: str) -> Mention:
    incidents = tuple(Incident(code, 0.9, "happened", text[:300]) for code in codes)
    return Mention(company, company, "subject", incidents, polarity, polarity < 0, text[:300])
