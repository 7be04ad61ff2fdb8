"""Events that news tell, as observations of the data points that count them; each incident counts once."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from cnesg.framework.methodology import Methodology
from cnesg.framework.told_events import EffectRules
from cnesg.imputation.facts import EVIDENCE, usable
from cnesg.imputation.precedence import preferred
from cnesg.model import canonical_breakdown
from cnesg.model.periods import SHANGHAI, fiscal_period

TOLD_EVENTS = pl.Schema(
    {
        "company_id": pl.String(),
        "data_point": pl.String(),
        "event": pl.String(),
        "first_at": pl.Datetime("us", "UTC"),
        "available_at": pl.Datetime("us", "UTC"),
        "texts": pl.List(pl.String()),
        "document": pl.String(),
    }
)
"""Columns of events that news tell: whose, of which data point, when first told and known, ids of the texts
(`cnesg.model.told_news`), and the file that brought the first."""

_WHOLE = canonical_breakdown(None)


@dataclass(frozen=True)
class Matched:
    """What one company's sources tell of one data point's events in a year.

    Attributes:
        figures: of each figure of a year, how many incidents it adds to the entries of lists.
        new: of each event that news tell, whether it adds an incident.
    """

    figures: tuple[float, ...]
    new: tuple[bool, ...]


@dataclass(frozen=True)
class YearFigure:
    """A number of incidents without their days: how many, and the period that it is of."""

    number: float
    first: date
    last: date


def matched(
    entries: Sequence[date], figures: Sequence[YearFigure], events: Sequence[date], window: timedelta
) -> Matched:
    """Which of the incidents that several sources tell are one.

    - A figure of a year covers the entries of lists in its period; it adds what it counts beyond them.
    - An event of news within the window of an entry is that entry.
    - The other events are one if they are within the window of the first of them that is not one with an earlier.
    - Of these, a figure covers as many in its period as it adds, the earliest first; the others are new.

    Args:
        entries: days of entries of lists, each an incident.
        figures: what filings count.
        events: days of events that news tell, in order.
        window: how far the days of one incident may lie apart in two sources.
    """
    left = [max(0.0, one.number - sum(one.first <= day <= one.last for day in entries)) for one in figures]
    added, new, opened = tuple(left), [], list[date]()
    for day in events:
        known = any(abs(day - entry) <= window for entry in entries) or any(day - begun <= window for begun in opened)
        covering = (place for place, one in enumerate(figures) if left[place] >= 1 and one.first <= day <= one.last)
        if known:
            new.append(False)
            continue
        opened.append(day)
        place = next(covering, None)
        if place is not None:
            left[place] -= 1
        new.append(place is None)
    return Matched(added, tuple(new))


def with_told_events(
    observations: pl.DataFrame, told: pl.DataFrame, rules: EffectRules, methodology: Methodology, fiscal_year: int
) -> pl.DataFrame:
    """The observations, and the events that news tell; an incident that several sources tell counts once.

    An event row of a data point is 1 where it adds an incident, else 0. Where a quantity counts cases, the figure that
    takes precedence is raised by the incidents it does not cover; where nobody gives one, the incidents are a figure of
    origin `derived`, which is nobody's disclosure. `evidence` and `observation_id` have the ids of the texts,
    `conversion` says what was matched.

    Args:
        observations: rows of OBSERVATIONS of `with_entries_of_subsidiaries`, whose list entries and figures count.
        told: rows of TOLD_EVENTS of the year and of the window before it.
        rules: families and the window.
        methodology: data points.
        fiscal_year: the year that is scored.
    """
    window = timedelta(days=rules.window_days.value)
    replaced, rows = list[str](), list[dict[str, Any]]()
    for code in _points(rules, methodology):
        point, concept = methodology.data_points[code], _concept(code, methodology)
        mine = told.filter(pl.col("data_point") == code)
        known = observations.filter(pl.col("concept") == concept)
        sources = _Sources(known, methodology, fiscal_year, is_count=point.kind == "event")
        for company in sorted({*mine["company_id"], *sources.companies_to_match()}):
            events = mine.filter(pl.col("company_id") == company).sort("first_at", "event")
            given = sources.of(company)
            days = [one.astimezone(SHANGHAI).date() for one in events["first_at"]]
            found = matched(given.days, [_figure(row) for row in given.figures], days, window)
            made = _counted if point.kind == "event" else _raised
            of_year = [day.year == fiscal_year for day in days]
            found = Matched(found.figures, tuple(new for new, own in zip(found.new, of_year, strict=True) if own))
            rows += made(given, found, events.filter(of_year), _base(concept, fiscal_year))
            replaced += [row["observation_id"] for row in given.figures]
    if not rows:
        return observations
    fresh = pl.DataFrame([{n: row.get(n) for n in observations.columns} for row in rows], schema=observations.schema)
    return pl.concat([observations.filter(~pl.col("observation_id").is_in(replaced)), fresh])


def counted_in(rules: EffectRules, methodology: Methodology) -> set[str]:
    """The concepts of the observations that events of news become or are counted in."""
    return {_concept(code, methodology) for code in _points(rules, methodology)}


def _points(rules: EffectRules, methodology: Methodology) -> list[str]:
    return sorted(set(rules.data_point_of.values()) & methodology.data_points.keys())


def _concept(code: str, methodology: Methodology) -> str:
    point = methodology.data_points[code]
    return code if point.kind == "event" or point.select is None else point.select.metric


@dataclass(frozen=True)
class _Given:
    """What lists and filings tell of a company: days of entries, and rows with figures of a year."""

    company: str
    days: list[date]
    figures: list[dict[str, Any]]


class _Sources:
    """Entries of lists and figures of one data point by company.

    Args:
        known: its observations; entries of the years before and after may be those that news tell.
        methodology: precedence among figures.
        fiscal_year: of the figures.
        is_count: the data point counts events by itself; else a figure is what takes precedence.
    """

    def __init__(self, known: pl.DataFrame, methodology: Methodology, fiscal_year: int, *, is_count: bool) -> None:
        events, self._is_count = usable(known, "event"), is_count
        has_day, of_year = pl.col("valid_from") == pl.col("valid_to"), pl.col("fiscal_year") == fiscal_year
        self._entries = events.filter(has_day)
        self._figures = events.filter(~has_day & of_year)
        if not is_count:
            whole = (pl.col("breakdown") == _WHOLE) & pl.col("canonical_value").is_not_null()
            key = ("company_id", "concept", "breakdown")
            figures = usable(known, "quantity").filter(whole & of_year)
            self._figures = preferred(figures, key, methodology.rules.precedence)

    def companies_to_match(self) -> Collection[str]:
        """Companies of which a list and a filing tell, so that they count twice without matching."""
        if not self._is_count:
            return ()
        return set(self._entries["company_id"]) & set(self._figures["company_id"])

    def of(self, company: str) -> _Given:
        """What lists and filings tell of a company; entries of subsidiaries stand in the evidence of its figure."""
        figures = self._figures.filter(pl.col("company_id") == company).sort("observation_id").to_dicts()
        below = {one for row in figures for one in row[EVIDENCE] or ()}
        own = (pl.col("company_id") == company) | pl.col("observation_id").is_in(below)
        entries = self._entries.filter(own)
        number = pl.coalesce("canonical_value", "value", pl.lit(1.0)).alias("number")
        days = [day for day, n in entries.select("valid_from", number).iter_rows() for _ in range(int(n))]
        return _Given(company, sorted(days), figures)


def _figure(row: Mapping[str, Any]) -> YearFigure:
    value = row["canonical_value"] if row["canonical_value"] is not None else row["value"]
    return YearFigure(1.0 if value is None else value, row["valid_from"], row["valid_to"])


def _base(concept: str, fiscal_year: int) -> dict[str, Any]:
    """What rows of news have in common."""
    first, last = fiscal_period(fiscal_year)
    return {
        "concept": concept,
        "breakdown": _WHOLE,
        "fiscal_year": fiscal_year,
        "valid_from": first,
        "valid_to": last,
        "unit": "cases",
        "value_kind": "actual",
        "boundary": "reporting company",
        "basis": "",
        "restated": False,
        "assurance": "unknown",
        "method": "news",
        "confidence": 1.0,
        "review": "unreviewed",
        "source_kind": "news",
        "negated": False,
        "position": 0,
    }


def _note(given: _Given, found: Matched, year: int) -> str:
    """How many incidents of the year each source brings; `cnesg.explanation.words` puts it in words."""
    return (
        f"incidents(lists={sum(day.year == year for day in given.days)}, filings={sum(found.figures):.0f}, "
        f"news={sum(found.new)}, told={len(found.new)})"
    )


def _counted(given: _Given, found: Matched, events: pl.DataFrame, base: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Rows of kind event: figures without what lists tell, and each text of news, of which one an event may count."""
    note = {"conversion": _note(given, found, base["fiscal_year"])}
    for row, number in zip(given.figures, found.figures, strict=True):
        yield row | note | {"value": number, "canonical_value": number}
    for event, new in zip(events.iter_rows(named=True), found.new, strict=True):
        for place, text in enumerate(event["texts"]):
            number = float(new and place == 0)
            yield {
                **base,
                **note,
                "observation_id": text,
                "fact_key": f"{event['event']} {text}",
                "kind": "event",
                "company_id": given.company,
                "value": number,
                "canonical_value": number,
                "available_at": event["available_at"],
                "origin": "imported",
                "document": event["document"],
            }


def _raised(given: _Given, found: Matched, events: pl.DataFrame, base: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The figure of a quantity, raised by what it does not cover."""
    texts = [text for event in events["texts"] for text in event]
    note = _note(given, found, base["fiscal_year"])
    for row in given.figures[:1]:
        number = (row["canonical_value"] or 0.0) + sum(found.new)
        ids = row[EVIDENCE] or [row["observation_id"]]
        told = "; ".join(part for part in (row["conversion"], note) if part)
        yield row | {"value": number, "canonical_value": number, EVIDENCE: [*ids, *texts], "conversion": told}
    if not given.figures and sum(found.new):
        number = float(sum(found.new))
        yield {
            **base,
            "observation_id": texts[0],
            "fact_key": events["event"][0],
            "kind": "quantity",
            "company_id": given.company,
            "value": number,
            "canonical_value": number,
            "available_at": events["available_at"].max(),
            "origin": "derived",
            "document": events["document"][0],
            EVIDENCE: texts,
            "conversion": note,
        }
