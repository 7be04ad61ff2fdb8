"""Invented news of the fictional market, in both languages, with reprints and a denial here and there."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from cnesg.demo.draws import Draws

_DRAWS = Draws("news")
_FIRST = datetime(2024, 1, 2, tzinfo=UTC)
_DAYS = 540
_OF_A_COMPANY = 1.6  # events, on average
_REPRINTED = 0.6
_DENIED = 0.1


def write_news(companies: pl.DataFrame, folder: Path) -> Path:
    """A file of invented news from January 2024 to June 2025; the same each time.

    Args:
        companies: columns `company_id`, `short_name`, `name_en`.
        folder: where it goes.
    """
    path = folder / "news.jsonl"
    rows = sorted(demo_news(companies), key=lambda row: (row["published_at"], row["id"]))
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def demo_news(companies: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """The items as lines of a feed, of the companies of `write_news`."""
    content = yaml.safe_load((files("cnesg.demo") / "data" / "news.yaml").read_text(encoding="utf-8"))
    for company in companies.sort("company_id").iter_rows(named=True):
        for number in range(_DRAWS.count(_OF_A_COMPANY, company["company_id"])):
            yield from _event(content, company, number)


def _event(content: dict[str, Any], company: dict[str, Any], number: int) -> Iterator[dict[str, Any]]:
    key = (company["company_id"], number)
    kind = "denials" if _DRAWS.chance(_DENIED, "denied", *key) else "events"
    words = _DRAWS.choice(content[kind], "event", *key)
    when = _FIRST + timedelta(minutes=int(_DRAWS.uniform("when", *key) * _DAYS * 1440))
    amount = 100 + int(_DRAWS.uniform("amount", *key) * 900)
    copies = 1 + _DRAWS.count(1.5, "copies", *key) if _DRAWS.chance(_REPRINTED, "reprinted", *key) else 1
    for copy in range(copies):
        place = (*key, copy)
        source = _DRAWS.choice(content["sources"], "source", *place)
        english = source["name"].isascii()
        name = company["name_en"] if english else company["short_name"]
        text = words["en" if english else "zh"].format(name=name, n=amount)
        head = "" if english or copy == 0 else _DRAWS.choice(content["heads"], "head", *place)
        at = when + timedelta(minutes=int(_DRAWS.uniform("later", *place) * 600) if copy else 0)
        yield {
            "id": f"demo-{company['company_id']}-{number}-{copy}",
            "title": "",
            "text": head + text,
            "published_at": at.isoformat(),
            "source": source["name"],
            "url": source["url"],
            "language": "en" if english else "zh",
        }
