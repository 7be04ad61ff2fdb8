"""The controversy-adjusted score: the synthetic score of a dimension or the total less what severe events take off.

An event takes off `points` of its severity, times what is left of them by its standing, its amount and its age, less
what data points that have scored it cost the dimension already. Of one Level I indicator the event that takes off most
counts. A dimension loses the sum over its indicators, the total that of its dimensions by weight. A fresh and confirmed
event of the gravest kind is a ceiling besides.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import polars as pl

from cnesg.framework.controversies import load_controversy_words, scored_by
from cnesg.framework.definitions import Profile
from cnesg.framework.definitions.controversies import ControversyTerms
from cnesg.framework.incidents import load_incidents
from cnesg.framework.methodology import TOTAL, Methodology
from cnesg.framework.overrides import chosen_level2
from cnesg.model.news_tables import CONTROVERSIES
from cnesg.model.periods import SHANGHAI
from cnesg.model.tables import ADJUSTED
from cnesg.model.told_news import ToldNews
from cnesg.scoring.assembly import PartBlock, Scored
from cnesg.scoring.plan import Leaf, scoring_plan
from cnesg.scoring.ranking import graded, ranked

DENIED, SCORED, WORSE_EVENT, NOT_IN_PROFILE = "denied", "scored", "worse-event", "not-in-profile"
"""Why an event takes nothing off, as table CONTROVERSIES has it."""

SEVERE_EVENTS = pl.Schema(
    {
        "company_id": pl.String(),
        "event": pl.String(),
        "code": pl.String(),
        "title": pl.String(),
        "quote": pl.String(),
        "first_at": pl.Datetime("us", "UTC"),
        "first_source": pl.String(),
        "news": pl.List(pl.String()),
        "standing": pl.String(),
        "amount": pl.Float64(),
        "deaths": pl.Int64(),
    }
)
"""Columns of severe events: one row for each incident type that the texts of an event tell."""

_DAY = timedelta(days=1)
_BEST = 100.0
_MOVED = ("score", "low", "high", "rank", "percentile", "grade")
_OWN = ("reported", "imported", "derived", "carried")
_CARRIED = r"^carried\(year=(\d+)\)"


def points_of(
    terms: ControversyTerms,
    severity: int,
    standing: str,
    *,
    amount: float | None = None,
    revenue: float | None = None,
    age: timedelta = timedelta(),
) -> tuple[float, float, float, float]:
    """What an event takes off its dimension: points, and the shares left by standing, amount and age.

    Args:
        terms: the methodology's.
        severity: 1 to 5.
        standing: confirmed, reported, alleged or denied.
        amount: in yuan; None for what does not go by an amount.
        revenue: of the company, in yuan.
        age: since it was first told.
    """
    points = float(terms.points[severity - 1]) if severity >= terms.least_severity else 0.0
    by_standing = 0.0 if standing == DENIED else float(getattr(terms.standings, standing))
    by_size = 1.0
    if amount is not None and revenue is not None and revenue > 0:
        least, whole = terms.size.least, terms.size.revenue
        by_size = least + (1.0 - least) * min(amount / revenue / whole, 1.0)
    days, full, none = max(age / _DAY, 0.0), terms.days.full, terms.days.none
    by_age = min(max((none - days) / (none - full), 0.0), 1.0)
    return points, by_standing, by_size, by_age


@dataclass(frozen=True)
class Weighed:
    """What events are weighed by.

    Attributes:
        terms: of the deductions.
        severity: by incident type; good and open types have none.
        by_amount: types that go by their amount.
        gravest: types that bring a score to the ceiling.
        accidents: types that do from a number of deaths on.
        scored_by: data points that may score a type's events, with the values that say that none happened.
        issues: Level I indicators that the profile has.
        weights: of the dimensions in the total, 0 to 1.
    """

    terms: ControversyTerms
    severity: Mapping[str, int]
    by_amount: frozenset[str]
    gravest: frozenset[str]
    accidents: frozenset[str]
    scored_by: Mapping[str, tuple[tuple[str, float], ...]]
    issues: frozenset[str]
    weights: Mapping[str, float]


def weighed_by(methodology: Methodology, profile: Profile) -> Weighed | None:
    """What a methodology weighs events by; None where it has no controversy-adjusted score, or knows no news."""
    rule = methodology.rules.controversies
    if rule is None or not (methodology.folder / "sentiment").is_dir():
        return None
    words, types = load_controversy_words(methodology.folder), load_incidents(methodology.folder).types
    plan = scoring_plan(methodology, profile)
    chosen = chosen_level2(methodology, profile)
    dimensions = {code[0] for code in chosen}
    total = next(node for node in plan if (node.code, node.kind) == (TOTAL, "performance"))
    weights = {part.name: part.weight for part in total.parts if part.name in dimensions}
    whole = sum(weights.values()) or 1.0
    return Weighed(
        terms=rule.terms,
        severity={code: kind.severity for code, kind in types.items() if kind.severity is not None},
        by_amount=frozenset(words.by_amount.incidents),
        gravest=frozenset(words.gravest.incidents),
        accidents=frozenset(words.gravest.accidents),
        scored_by=scored_by(methodology),
        issues=frozenset(code[:3] for code in chosen),
        weights={code: weight / whole for code, weight in weights.items()},
    )


def severe_types(by: Weighed) -> list[str]:
    """The incident types that can take something off."""
    return sorted(code for code, severity in by.severity.items() if severity >= by.terms.least_severity)


def deducted(
    events: pl.DataFrame,
    inputs: pl.DataFrame,
    lost: Mapping[tuple[str, str], float],
    revenue: Mapping[str, float],
    by: Weighed,
    fiscal_year: int,
    as_of: datetime,
) -> pl.DataFrame:
    """Table CONTROVERSIES without run, commit and position: what each event takes off, and what leaves others out.

    Args:
        events: SEVERE_EVENTS that were known by `as_of`.
        inputs: table INPUTS of the run: they say which events data points have scored.
        lost: `lost_points` of companies and data points; an event takes off no more than what goes beyond them.
        revenue: in yuan by company; others' amounts count in full.
        by: of the methodology and profile.
        fiscal_year: the year that is scored.
        as_of: when.
    """
    values = _values(events, inputs, by, fiscal_year)
    found: list[dict[str, Any]] = []
    for (company, _), rows in events.group_by("company_id", "event", maintain_order=True):
        of_types = [_weighed(row, values, lost, revenue.get(str(company)), by, as_of) for row in rows.to_dicts()]
        best = max(of_types, key=_precedence)
        ceilings = [row["ceiling"] for row in of_types if row["ceiling"] is not None]
        codes = sorted(row["code"] for row in of_types)
        found.append(best | {"codes": codes, "ceiling": min(ceilings, default=None)})
    table = pl.DataFrame(_worst_of_issue(found), infer_schema_length=None) if found else CONTROVERSIES.empty()
    return CONTROVERSIES.conform(table).sort(CONTROVERSIES.sort_by)


def _precedence(row: Mapping[str, Any]) -> tuple[bool, bool, float, int, str]:
    """Which type an event goes by: one that takes something off, else one that is scored; then the gravest."""
    return row["left_out"] is None, row["left_out"] == SCORED, row["deduction"], row["severity"], row["code"]


def _weighed(
    row: Mapping[str, Any],
    values: Mapping[tuple[str, str], "_Value"],
    lost: Mapping[tuple[str, str], float],
    revenue: float | None,
    by: Weighed,
    as_of: datetime,
) -> dict[str, Any]:
    """An event under one of its types."""
    code = row["code"]
    goes_by_amount = code in by.by_amount
    amount = row["amount"] if goes_by_amount else None
    severity = by.severity[code]
    points, by_standing, by_size, by_age = points_of(
        by.terms, severity, row["standing"], amount=amount, revenue=revenue, age=as_of - row["first_at"]
    )
    data_points = _scored(row, values, by)
    scored = sum(lost.get((row["company_id"], point), 0.0) for point in data_points)
    deduction = max(points * by_standing * by_size * by_age - scored, 0.0)
    left_out = NOT_IN_PROFILE if code[:3] not in by.issues else SCORED if scored and not deduction else None
    left_out = DENIED if row["standing"] == DENIED else left_out
    deaths = row["deaths"] or 0
    is_gravest = code in by.gravest or (code in by.accidents and deaths >= by.terms.ceiling.deaths)
    is_capped = left_out is None and is_gravest and row["standing"] == "confirmed" and by_age == 1.0
    return {
        **{name: row[name] for name in SEVERE_EVENTS.names() if name != "amount"},
        "dimension": code[0],
        "severity": severity,
        "amount": amount,
        "revenue": revenue if amount is not None else None,
        "points": points,
        "standing_share": by_standing,
        "size_share": by_size,
        "age_share": by_age,
        "scored": scored,
        "deduction": deduction,
        "weight": by.weights.get(code[0], 0.0),
        "ceiling": float(by.terms.ceiling.score) if is_capped else None,
        "left_out": left_out,
        "data_point": ", ".join(data_points) or None,
    }


def _worst_of_issue(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events, those left out of which another of the same issue takes off more; of equals the first one counts."""
    worst: dict[tuple[str, str], dict[str, Any]] = {}
    for row in sorted(rows, key=lambda one: (-one["deduction"], one["first_at"], one["event"])):
        if row["left_out"] is None:
            worst.setdefault((row["company_id"], row["code"][:3]), row)
    counting = {row["event"] for row in worst.values()}
    return [
        row | {"left_out": WORSE_EVENT} if row["left_out"] is None and row["event"] not in counting else row
        for row in rows
    ]


@dataclass(frozen=True)
class _Value:
    """What a company's own value of a data point says: of which year, how much, and which news it rests on."""

    year: int
    value: float | None
    news: frozenset[str]


def _values(events: pl.DataFrame, inputs: pl.DataFrame, by: Weighed, fiscal_year: int) -> dict[tuple[str, str], _Value]:
    points = sorted({point for points in by.scored_by.values() for point, _ in points})
    mine = pl.col("company_id").is_in(events["company_id"].unique().implode()) & pl.col("data_point").is_in(points)
    rows = inputs.filter(mine & pl.col("origin").is_in(_OWN)).with_columns(
        pl.col("method").str.extract(_CARRIED).cast(pl.Int64).fill_null(fiscal_year).alias("year")
    )
    columns = rows.select("company_id", "data_point", "year", "value", "observations")
    return {
        (company, point): _Value(year, value, frozenset(named or ()))
        for company, point, year, value, named in columns.iter_rows()
    }


def _scored(row: Mapping[str, Any], values: Mapping[tuple[str, str], _Value], by: Weighed) -> list[str]:
    """The data points that have scored an event: they rest on its texts, or state such events of its year."""
    found: list[str] = []
    texts = {ToldNews(row["code"], item).evidence for item in row["news"]}
    year = row["first_at"].astimezone(SHANGHAI).year
    for point, none in by.scored_by.get(row["code"], ()):
        stated = values.get((row["company_id"], point))
        if stated is None:
            continue
        if texts & stated.news or (stated.year == year and stated.value is not None and stated.value != none):
            found.append(point)
    return found


def lost_points(market: Scored, companies: Sequence[str], data_points: Collection[str]) -> dict[tuple[str, str], float]:
    """By company and data point the points that the synthetic score of the dimension lacks for its value.

    Under performance rules, against the best score; 0 where the data point does not count.

    Args:
        market: as scored.
        companies: whose.
        data_points: which.
    """
    by_node: dict[tuple[str, str], list[PartBlock]] = {}
    for block in market.blocks:
        by_node.setdefault((block.node.code, block.node.kind), []).append(block)
    size = len(market.ids)
    found = {point: np.zeros(size) for point in data_points}
    waiting = [((code, "synthetic"), np.ones(size)) for code, kind in by_node if len(code) == 1 and kind == "synthetic"]
    while waiting:
        place, share = waiting.pop()
        for block in by_node.get(place, ()):
            own, source = share * block.effective_weight, block.part.source
            if not isinstance(source, Leaf):
                waiting.append((source, own))
            elif source.data_point in found and place[1] == "performance":
                found[source.data_point] += own * np.nan_to_num(_BEST - block.figures.score)
    places = {company: place for place, company in enumerate(market.ids)}
    return {
        (company, point): float(column[places[company]])
        for company in companies
        if company in places
        for point, column in found.items()
    }


def with_adjusted(scores: pl.DataFrame, controversies: pl.DataFrame, methodology: Methodology) -> pl.DataFrame:
    """Table SCORES, its controversy-adjusted scores less what events take off.

    Where no event counts they are the synthetic scores, to the last bit. `low` and `high` move as the score does.

    Args:
        scores: table SCORES in canonical order, with a controversy-adjusted row for each synthetic total and dimension.
        controversies: table CONTROVERSIES of the same run.
        methodology: grades and dimensions.
    """
    codes, on = [TOTAL, *methodology.dimensions], ["company_id", "code"]
    places = (scores["kind"] == ADJUSTED).arg_true()
    synthetic = scores.filter(pl.col("kind") == "synthetic", pl.col("code").is_in(codes))
    if not synthetic[on].equals(scores[on][places]):
        raise ValueError("scores: a controversy-adjusted row is expected for each synthetic total and dimension")
    off, least = _taken_off(controversies), _ceilings(controversies)
    rows = synthetic.join(off, on=on, how="left", maintain_order="left")
    rows = rows.join(least, on=on, how="left", maintain_order="left")
    adjusted = pl.min_horizontal((pl.col("score") - pl.col("_off").fill_null(0.0)).clip(0.0), "_most")
    moved = pl.col("score") - pl.col("_adjusted")
    rows = rows.with_columns(pl.when(pl.col("score").is_not_null()).then(adjusted).alias("_adjusted")).with_columns(
        pl.min_horizontal((pl.col("low") - moved).clip(0.0), "_adjusted").alias("low"),
        pl.max_horizontal(pl.col("high") - moved, "_adjusted").alias("high"),
        pl.col("_adjusted").alias("score"),
    )
    rows = graded(ranked(rows), methodology.rules.grades.steps, codes)
    return scores.with_columns(scores[name].clone().scatter(places, rows[name]) for name in _MOVED)


def _taken_off(controversies: pl.DataFrame) -> pl.DataFrame:
    """The points that events take off totals and dimensions, added up in the order of the events."""
    found: dict[tuple[str, str], float] = {}
    counting = controversies.filter(pl.col("left_out").is_null()).sort(CONTROVERSIES.sort_by)
    for row in counting.iter_rows(named=True):
        for code, share in ((row["dimension"], 1.0), (TOTAL, row["weight"])):
            key = row["company_id"], code
            found[key] = found.get(key, 0.0) + share * row["deduction"]
    return _by_code(found, "_off")


def _ceilings(controversies: pl.DataFrame) -> pl.DataFrame:
    """What totals and dimensions are at most; an event counts here though a worse one of its issue does, too."""
    found: dict[tuple[str, str], float] = {}
    for row in controversies.filter(pl.col("ceiling").is_not_null()).iter_rows(named=True):
        for code in (row["dimension"], TOTAL):
            key = row["company_id"], code
            found[key] = min(found.get(key, 100.0), row["ceiling"])
    return _by_code(found, "_most")


def _by_code(found: Mapping[tuple[str, str], float], name: str) -> pl.DataFrame:
    schema = {"company_id": pl.String(), "code": pl.String(), name: pl.Float64()}
    return pl.DataFrame([(*key, value) for key, value in found.items()], schema=schema, orient="row")
