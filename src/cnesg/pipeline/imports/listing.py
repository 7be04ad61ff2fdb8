"""Entries of official lists as facts: until when they hold, and what they count."""

import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from cnesg.errors import InputError, Problem
from cnesg.framework.official_lists import OfficialList
from cnesg.model import canonical_breakdown, fact_key
from cnesg.pipeline.observing import WHOLE_COMPANY, observation_id
from cnesg.sources.fact_rows import FACTS

_NO_END = date(9999, 12, 31)
_LEVELS = ("national", "international")


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def list_facts(
    table: pl.DataFrame, lists: Mapping[str, OfficialList], owners: Mapping[int, str], known: pl.DataFrame, path: Path
) -> pl.DataFrame:
    """Rows of facts for the entries of national and international lists and of registers that are some company's.

    An entry holds from its first day to its last, to the end of the years that the list grants, or until removed. A
    removal is a row of its own that supersedes the entry from the day it was made known.

    Args:
        table: typed rows of the import `lists`.
        lists: the official lists by key.
        owners: company ids by row.
        known: rows of OBSERVATIONS of kind list or event that the workspace has.
        path: the file, for messages.

    Returns:
        Columns of facts with `fact_key`, `observation_id`, `supersedes`, `valid_from`, `valid_to`.

    Raises:
        InputError: days in the wrong order, removals of entries that nobody made.
    """
    entries = {row["fact_key"]: row for row in known.sort("position").iter_rows(named=True)}
    rows, problems = [], []
    ordered = table.sort(pl.col("removed").is_not_null(), "row")
    for row in ordered.iter_rows(named=True):
        official, company = lists[row["list"]], owners.get(row["row"])
        if company is None or not _counts(row, official):
            continue
        fact = _fact(row, official, company)
        entry = entries.get(fact["fact_key"])
        if row["removed"] is not None:
            if entry is None:
                problems.append(Problem.of("sources.no_entry", path=path, row=row["row"], name=row["name"]))
                continue
            last = row["removed"] - timedelta(days=1)
            fact |= {"valid_from": entry["valid_from"], "valid_to": last, "supersedes": entry["observation_id"]}
        if fact["valid_to"] < fact["valid_from"]:
            days = {"first": fact["valid_from"], "last": fact["valid_to"]}
            problems.append(Problem.of("sources.span", path=path, row=row["row"], **days))
        fact["observation_id"] = observation_id(fact["fact_key"], row["published"], row["removed"], fact["valid_to"])
        entries.setdefault(fact["fact_key"], fact)
        rows.append(fact)
    if problems:
        raise InputError(*sorted(problems, key=lambda p: p.values["row"]))
    return pl.DataFrame(rows, schema=LISTED)


LISTED = FACTS | {
    "fact_key": pl.String(),
    "observation_id": pl.String(),
    "supersedes": pl.String(),
    "valid_from": pl.Date(),
    "valid_to": pl.Date(),
}


def passed_over(table: pl.DataFrame, lists: Mapping[str, OfficialList]) -> int:
    """How many rows of the import `lists` answer nothing, so that nothing of them is stored but the file."""
    return sum(not _counts(row, lists[row["list"]]) for row in table.select("list", "level").iter_rows(named=True))


def _counts(row: Mapping[str, Any], official: OfficialList) -> bool:
    return official.counts is not None or (official.data_point is not None and row["level"] in _LEVELS)


def _fact(row: Mapping[str, Any], official: OfficialList, company: str) -> dict[str, Any]:
    first = row["valid_from"] or row["published"]
    concept = official.counts or str(official.data_point)
    name, batch = _plain(row["name"]), row["batch"]
    return {
        "row": row["row"],
        "company_id": company,
        "kind": "event" if official.counts else "list",
        "concept": concept,
        "breakdown": canonical_breakdown(None),
        "year": first.year,
        "value": 1.0,
        "text": f"{official.name.zh} ({row['body']}, {batch}): {row['name']}",
        "published": row["published"],
        "restated": row["removed"] is not None,
        "source": f"{row['body']}, {official.name.en}, {batch}, {row['name']}",
        "fact_key": fact_key(company, concept, {}, official.list, WHOLE_COMPANY, f"{batch}:{name}"),
        "valid_from": first,
        "valid_to": first if official.counts else row["valid_to"] or _end(first, official),
    }


def _end(first: date, official: OfficialList) -> date:
    if official.years is None:
        return _NO_END
    # The day before the anniversary; of 29 February it is the 28th.
    year = first.year + official.years
    leap = (first.month, first.day) == (2, 29)
    return (date(year, 3, 1) if leap else first.replace(year=year)) - timedelta(days=1)


def counted(events: pl.DataFrame) -> pl.DataFrame:
    """How many entries of registers a company has in a year, as they became known: a figure each day of publication.

    Args:
        events: rows of facts with `company_id`, `concept`, `year`, `published`, `fact_key`, `row`, `source`.

    Returns:
        Rows of facts of kind quantity.
    """
    first = events.sort("published", "fact_key").unique("fact_key", keep="first", maintain_order=True)
    key = ("company_id", "concept", "year")
    numbered = first.sort(*key, "published").with_columns(pl.int_range(1, pl.len() + 1).over(key).alias("value"))
    last = numbered.unique([*key, "published"], keep="last", maintain_order=True)
    return last.with_columns(
        pl.lit("quantity").alias("kind"),
        pl.col("value").cast(pl.Float64),
        pl.lit("cases").alias("unit"),
        pl.lit(None, dtype=pl.String).alias("text"),
        pl.lit(canonical_breakdown(None)).alias("breakdown"),
        pl.lit(value=False).alias("restated"),
    )
