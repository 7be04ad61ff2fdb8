"""All that was known of one company on a day: names, codes, industries, relations, documents and its latest scores."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from cnesg.companies.dated import holds_on, known_rows
from cnesg.companies.listings import KEY as LISTING_KEY
from cnesg.companies.listings import RELATION_KEY
from cnesg.errors import InputError
from cnesg.model import available_instant
from cnesg.model.periods import SHANGHAI
from cnesg.pipeline.as_of.industries import industry_tree
from cnesg.pipeline.as_of.judgements import results_as_of
from cnesg.pipeline.runs.reading import latest_run, read_scores
from cnesg.pipeline.workspace import Workspace

_NAME_COLUMNS = {"short_name": ("short", "zh"), "name_zh": ("full", "zh"), "name_en": ("full", "en")}
_HEADLINE = ("TOTAL", "E", "S", "G")
_SCORE = ("code", "score", "low", "high", "grade", "rank", "peer_count", "peer_group", "coverage", "estimated_share")


def company_view(workspace: Workspace, company_id: str, day: date) -> dict[str, Any]:
    """What the market could know of a company at the end of a day.

    Args:
        workspace: where it is.
        company_id: which.
        day: in Shanghai; nothing published later is shown.

    Returns:
        `company_id`, `as_of`, `particulars` (those in force; None if none were), and rows under `names`, `codes`,
        `industries`, `listings`, `relations` and `documents`, each with its first and last day (`valid_from`,
        `valid_to`, null while it lasts) and when it was `published`; `results` of others' models (`results_as_of`);
        `scores` with the run's id, or None without a run.
        Days are dates, shares percent, scores 0 to 100.

    Raises:
        InputError: nothing of the company was published by then.
    """
    instant = available_instant(day)
    mine = pl.col("company_id") == company_id
    read = workspace.store.read
    spans = known_rows(read("companies", where=mine), ("company_id", "valid_from"), instant)
    if spans.is_empty():
        raise InputError.of("pipeline.company_not_known", company=company_id, day=day)
    now = spans.filter(holds_on(instant)).drop("recorded_at", "position").to_dicts()
    listings = known_rows(read("listings", where=mine), LISTING_KEY, instant)
    return {
        "company_id": company_id,
        "as_of": day,
        "particulars": _published(now[-1]) if now else None,
        "names": _names(
            spans, known_rows(read("names", where=mine), ("company_id", "name", "kind", "valid_from"), instant)
        ),
        "codes": [{"credit_code": value, **span} for value, span in _held(spans.to_dicts(), "credit_code")],
        "industries": _industries(workspace, spans, instant),
        "listings": _rows(listings.sort("valid_from", "code", "status"), ("code", "status")),
        "relations": _relations(workspace, company_id, instant),
        "results": results_as_of(workspace, company_id, instant),
        "documents": _documents(workspace, company_id, instant),
        "scores": _scores(workspace, company_id, day),
    }


def _published(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with the day in Shanghai on which it became known in the place of the instant."""
    return {
        **{name: value for name, value in row.items() if name != "available_at"},
        "published": row["available_at"].astimezone(SHANGHAI).date(),
    }


def _rows(frame: pl.DataFrame, columns: Sequence[str]) -> list[dict[str, Any]]:
    return [_published(row) for row in frame.select(*columns, "valid_from", "valid_to", "available_at").to_dicts()]


def _held(spans: Sequence[Mapping[str, Any]], column: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Values of a column with the days they held: of spans that overlap the later one, equal neighbours as one."""
    one_day = timedelta(days=1)
    turns = {row["valid_from"] for row in spans} | {row["valid_to"] + one_day for row in spans if row["valid_to"]}
    days = sorted(turns)
    held: list[tuple[str | None, dict[str, Any]]] = []
    for number, first in enumerate(days):
        last = days[number + 1] - one_day if number + 1 < len(days) else None
        covering = [
            row for row in spans if row["valid_from"] <= first and (not row["valid_to"] or row["valid_to"] >= first)
        ]
        row = covering[-1] if covering else None  # spans come in the order of their first days
        value = row[column] if row else None
        if held and held[-1][0] == value:
            held[-1][1]["valid_to"] = last
        elif row:
            published = row["available_at"].astimezone(SHANGHAI).date()
            held.append((value, {"valid_from": first, "valid_to": last, "published": published}))
        else:
            held.append((None, {}))
    yield from ((value, span) for value, span in held if value is not None)


def _names(spans: pl.DataFrame, names: pl.DataFrame) -> list[dict[str, Any]]:
    stated = [
        {"name": value, "kind": kind, "language": language, **span}
        for column, (kind, language) in _NAME_COLUMNS.items()
        for value, span in _held(spans.to_dicts(), column)
    ]
    stated += _rows(names, ("name", "kind", "language"))
    return sorted(stated, key=lambda row: (row["kind"], row["language"], row["valid_from"], row["name"]))


def _industries(workspace: Workspace, spans: pl.DataFrame, instant: datetime) -> list[dict[str, Any]]:
    tree = industry_tree(workspace, instant)
    held = []
    for code, span in _held(spans.to_dicts(), "industry"):
        name = tree[code].name if code in tree else None
        held.append({"industry": code, "name_en": name and name.en, "name_zh": name and name.zh, **span})
    return held


def _relations(workspace: Workspace, company_id: str, instant: datetime) -> list[dict[str, Any]]:
    both = (pl.col("company_id") == company_id) | (pl.col("parent_id") == company_id)
    rows = known_rows(workspace.store.read("relations", where=both), RELATION_KEY, instant)
    return _rows(rows, ("company_id", "parent_id", "relation", "share"))


def _documents(workspace: Workspace, company_id: str, instant: datetime) -> list[dict[str, Any]]:
    rows = workspace.store.read("documents", where=pl.col("company_id") == company_id)
    known = rows.filter(pl.col("available_at") <= instant).sort("available_at", "document")
    columns = ("document", "title", "kind", "fiscal_year", "language", "pages", "available_at")
    return [_published(row) for row in known.select(columns).to_dicts()]


def _scores(workspace: Workspace, company_id: str, day: date) -> dict[str, Any] | None:
    try:
        run = latest_run(workspace, day)
    except InputError:  # no run up to the day
        return None
    rows = read_scores(workspace, company_id, day, None, "synthetic").filter(pl.col("code").is_in(_HEADLINE))
    day_of_run = run["as_of"].astimezone(SHANGHAI).date()
    told = {"run_id": run["run_id"], "as_of": day_of_run, "fiscal_year": run["fiscal_year"], "profile": run["profile"]}
    return told | {"rows": rows.select(_SCORE).to_dicts()}
