"""What a finding is about, followed down to single facts: who, which figure, by which row, from which source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from cnesg.explanation.comparison import contributions
from cnesg.quality.findings import Finding
from cnesg.quality.measures import MEASURES
from cnesg.quality.month import Month

Cell = tuple[str, str]
"""A company and a metric, item or data point."""

_MOST_COMPANIES = 60
"""Of a finding about the whole market, those that moved most are followed."""
_SCORES = ("fluctuation", "rank-churn", "sentinels")


@dataclass(frozen=True)
class Lineage:
    """What a finding rests on.

    Attributes:
        cells: figures by company, each with how much of the finding it makes.
        by_weights: share of the finding that changed weights make.
        news: ids of news.
        companies: those it is about.
        documents: those it is about.
    """

    cells: Mapping[Cell, float] = field(default_factory=dict)
    by_weights: float = 0.0
    news: frozenset[str] = frozenset()
    companies: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()


class LineageOfMonth:
    """Follows findings of one month.

    Args:
        month: with the months that it is held against.
    """

    def __init__(self, month: Month) -> None:
        self._month = month
        self._other = month.comparable or month.last_year or month.before
        self._cells = _cells_of_rows(month)
        self._moves: dict[str, tuple[dict[str, float], float]] = {}

    def of(self, finding: Finding, measure: str) -> Lineage:
        """The lineage of a finding.

        Args:
            finding: what was found.
            measure: by which measure.
        """
        kind = MEASURES[measure].evidence
        ids = finding.evidence
        if kind == "observations":
            cells = self._of_rows(ids)
            return Lineage(cells, companies=frozenset(company for company, _ in cells))
        if kind == "news":
            return Lineage(news=frozenset(ids))
        if kind == "documents":
            rows = self._cells.filter(pl.col("document").is_in(ids))
            return Lineage(_count(rows), companies=frozenset(rows["company_id"]), documents=frozenset(ids))
        if kind == "codes":
            return Lineage(by_weights=1.0)
        return self._of_scores(finding, ids)

    def _of_rows(self, ids: Iterable[str]) -> dict[Cell, float]:
        wanted = pl.DataFrame({"observation_id": list(ids)}, schema={"observation_id": pl.String()})
        return _count(self._cells.join(wanted, on="observation_id"))

    def _of_scores(self, finding: Finding, companies: Iterable[str]) -> Lineage:
        """What moved the scores of companies; of a finding about an indicator, below that indicator."""
        chosen = frozenset(companies) or frozenset(self._month.totals["company_id"])
        code = finding.place if finding.scope == "indicator" else ""
        cells: dict[Cell, float] = {}
        by_weights = 0.0
        for company in sorted(chosen)[:_MOST_COMPANIES]:
            moved, weights = self._move(company)
            by_weights += weights
            for point, points in moved.items():
                if point.startswith(code):
                    cells[company, point] = points
        whole = by_weights + sum(cells.values())
        return Lineage(self._with_rows(cells), by_weights / whole if whole else 0.0, companies=chosen)

    def _move(self, company: str) -> tuple[dict[str, float], float]:
        """By data point how much it moved the company's total, and how much weights did."""
        if company in self._moves or self._other is None:
            return self._moves.get(company, ({}, 0.0))
        own = pl.col("company_id") == company
        now, then = (
            contributions(one.table("parts").filter(own), "TOTAL", "synthetic") or {}
            for one in (self._month, self._other)
        )
        moved, weights = dict[str, float](), 0.0
        for point in sorted({*now, *then}):
            weight, points = now.get(point, (0.0, 0.0))
            past_weight, past_points = then.get(point, (0.0, 0.0))
            score = points / weight if weight else 0.0
            past_score = past_points / past_weight if past_weight else 0.0
            moved[point] = abs((score - past_score) * (weight or past_weight))
            weights += abs((weight - past_weight) * past_score) if point in now and point in then else 0.0
        self._moves[company] = moved, weights
        return moved, weights

    def _with_rows(self, cells: Mapping[Cell, float]) -> dict[Cell, float]:
        """Cells of data points with those of the metrics behind them, which share what they moved."""
        found = dict(cells)
        months = [one for one in (self._month, self._other) if one is not None]
        for inputs in (one.table("inputs") for one in months):
            behind = inputs.select("company_id", "data_point", pl.col("observations").alias("observation_id"))
            rows = behind.explode("observation_id").drop_nulls().join(self._cells, on="observation_id")
            pairs = rows.select("company_id", "data_point", "concept").unique()
            for company, point, concept in pairs.iter_rows():
                if (company, point) in cells and concept != point:
                    found[company, concept] = max(found.get((company, concept), 0.0), cells[company, point])
        return found


def _cells_of_rows(month: Month) -> pl.DataFrame:
    """Every row of the months looked at: `observation_id`, `company_id`, `concept`, `document`."""
    names = ["observation_id", "company_id", "concept", "document"]
    return pl.concat([one.table("facts").select(names) for one in month.seen()]).unique("observation_id", keep="first")


def _count(rows: pl.DataFrame) -> dict[Cell, float]:
    counts = rows.group_by("company_id", "concept").len().sort("company_id", "concept")
    return {(company, concept): float(n) for company, concept, n in counts.iter_rows()}
