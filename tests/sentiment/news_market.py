"""A few invented companies, to be found in invented news."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from cnesg.framework.company_names import load_company_names
from cnesg.framework.incidents import load_incidents
from cnesg.framework.news_wording import load_news_wording
from cnesg.model import NewsItem
from cnesg.model.schema import TableSchema
from cnesg.model.tables import COMPANIES, LISTINGS, NAMES, RELATIONS
from cnesg.sentiment.names import NewsRegister
from cnesg.sentiment.reading import NewsReader

_STORED = {"recorded_at": datetime(2000, 1, 1, tzinfo=UTC), "position": 1}
_SPAN = {"valid_from": date(2000, 1, 1), "available_at": datetime(2000, 1, 1, tzinfo=UTC), **_STORED}


def table(schema: TableSchema, rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    """Rows of a table, whose dates are those of the year 2000 unless they say otherwise."""
    filled = [{name: {**_SPAN, **row}.get(name) for name in schema.dtypes} for row in rows]
    return pl.DataFrame(filled, schema=schema.dtypes, orient="row")


def register(
    companies: Sequence[dict[str, Any]],
    names: Sequence[dict[str, Any]] = (),
    listings: Sequence[dict[str, Any]] = (),
    relations: Sequence[dict[str, Any]] = (),
) -> NewsRegister:
    """A register of these companies; a market that is not given is `a-share`."""
    return NewsRegister(
        table(COMPANIES, [{"market": "a-share", **row} for row in companies]),
        table(NAMES, names),
        table(LISTINGS, [{"status": "listed", **row} for row in listings]),
        table(RELATIONS, [{"relation": "subsidiary", **row} for row in relations]),
        load_company_names(),
        load_news_wording().names,
    )


def reader(known: NewsRegister) -> NewsReader:
    """A reader without models."""
    return NewsReader(known, load_incidents(), load_news_wording())


def item(title: str, text: str = "", at: str = "2026-03-02", entities: Sequence[str] = ()) -> NewsItem:
    """An item published at eight in the morning of a day."""
    when = datetime.fromisoformat(f"{at}T08:00:00+00:00")
    return NewsItem("1", title, text, when, when, "invented.example", entities=tuple(entities))
