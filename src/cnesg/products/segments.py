"""Business segments held against a catalogue: what share of revenue belongs to which industry, and how surely."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from cnesg.products.matching import Match, Matcher


@dataclass(frozen=True)
class Segment:
    """Revenue of a part of a company.

    Attributes:
        company_id: whose.
        year: fiscal year.
        name: as the company calls it.
        products: what it sells, in words.
        revenue: in CNY, not below 0.
    """

    company_id: str
    year: int
    name: str
    products: str
    revenue: float


def mapped_segments(
    segments: Iterable[Segment], totals: Mapping[tuple[str, int], float], matchers: Mapping[int, Matcher]
) -> dict[str, pl.DataFrame]:
    """The tables `companies` and `segments`.

    Args:
        segments: of one fiscal year a company.
        totals: revenue of the whole company by company and year; a company without one has the sum of its segments.
        matchers: of the catalogue in force, by fiscal year.

    Returns:
        `companies`: share of revenue with range. `segments`: one row a segment and entry. A segment whose name tells
        the entry counts whole (low and high are the same); one whose product text alone does may be mixed: from
        nothing to all of it, by its confidence. Of several entries each gets an equal part; no revenue counts twice.
    """
    by_company: dict[tuple[str, int], list[Segment]] = {}
    for segment in segments:
        by_company.setdefault((segment.company_id, segment.year), []).append(segment)
    companies: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    for (company, year), own in sorted(by_company.items()):
        matcher = matchers[year]
        revenue = max(totals.get((company, year), 0.0), sum(one.revenue for one in own))
        if revenue <= 0:
            continue
        found = [(one, matcher.matches(one.name, one.products)) for one in sorted(own, key=lambda one: one.name)]
        mine = [row for one, matches in found for row in _rows(one, matches, revenue)]
        rows += mine
        companies.append(_company(own[0], found, mine, revenue, matcher))
    return {
        "companies": pl.DataFrame(companies, schema=COMPANIES),
        "segments": pl.DataFrame(rows, schema=SEGMENTS),
    }


def _rows(segment: Segment, matches: tuple[Match, ...], revenue: float) -> Iterable[dict[str, Any]]:
    for match in matches:
        whole = segment.revenue / revenue
        part = whole / len(matches)
        sure = match.place == "name"
        yield {
            "company_id": segment.company_id,
            "fiscal_year": segment.year,
            "segment": segment.name,
            "entry": match.entry.id,
            "entry_zh": match.entry.name.zh,
            "entry_en": match.entry.name.en,
            "field": match.entry.id.split(".")[0],
            "segment_revenue": segment.revenue,
            "share": part if sure else part * match.confidence,
            "low": part if sure and len(matches) == 1 else 0.0,
            "high": whole,
            "confidence": match.confidence,
            "evidence": f"{match.place}: {match.word}",
        }


def _company(
    first: Segment,
    found: list[tuple[Segment, tuple[Match, ...]]],
    rows: list[dict[str, Any]],
    revenue: float,
    matcher: Matcher,
) -> dict[str, Any]:
    shares: dict[str, float] = {}
    for row in rows:
        shares[row["entry"]] = shares.get(row["entry"], 0.0) + row["share"]
    main = max(sorted(shares), key=lambda entry: shares[entry], default=None)
    names = {entry.id: entry.name for entry in matcher.catalogue.entries}
    named = [(one, matches[0]) for one, matches in found if matches]
    matched = sum(one.revenue for one, _ in named)
    sure = sum(one.revenue for one, match in named if match.place == "name")
    return {
        "company_id": first.company_id,
        "fiscal_year": first.year,
        "catalogue": matcher.catalogue.catalogue,
        "revenue": revenue,
        "segments": len(found),
        "segments_share": sum(one.revenue for one, _ in found) / revenue,
        "share": sum(row["share"] for row in rows),
        "low": sure / revenue,
        "high": matched / revenue,
        "confidence": sum(one.revenue * match.confidence for one, match in named) / matched if matched else None,
        "main_entry": main,
        "main_zh": names[main].zh if main else None,
        "main_en": names[main].en if main else None,
    }


COMPANIES: dict[str, Any] = {
    "company_id": pl.String,
    "fiscal_year": pl.Int64,
    "catalogue": pl.String,
    "revenue": pl.Float64,
    "segments": pl.Int64,
    "segments_share": pl.Float64,
    "share": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "confidence": pl.Float64,
    "main_entry": pl.String,
    "main_zh": pl.String,
    "main_en": pl.String,
}
SEGMENTS: dict[str, Any] = {
    "company_id": pl.String,
    "fiscal_year": pl.Int64,
    "segment": pl.String,
    "entry": pl.String,
    "entry_zh": pl.String,
    "entry_en": pl.String,
    "field": pl.String,
    "segment_revenue": pl.Float64,
    "share": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "confidence": pl.Float64,
    "evidence": pl.String,
}
