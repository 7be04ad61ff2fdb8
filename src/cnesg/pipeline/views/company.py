"""One company at a run: scores with intervals, history, peers, what is estimated, documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from cnesg.companies.dated import known_rows
from cnesg.errors import InputError
from cnesg.explanation.controversies import Controversy, controversies_of
from cnesg.explanation.tree import ScoredInput
from cnesg.framework import TOTAL
from cnesg.framework.definitions import Name
from cnesg.model.periods import SHANGHAI
from cnesg.pipeline.runs.reading import severe_events_of
from cnesg.pipeline.views.market import HEADLINE, Market, market
from cnesg.pipeline.views.memory import Memory, last_change
from cnesg.pipeline.views.runs import ShownRun, months_up_to
from cnesg.pipeline.workspace import Workspace
from cnesg.text.unread import page_spans

KINDS = ("synthetic", "disclosure", "performance")
_POINT = ("code", "score", "low", "high", "grade", "rank", "peer_count")
_ESTIMATED = ("data_point", "value", "text", "low", "high", "origin", "review", "penalty", "most")
ESTIMATES = ("derived", "carried", "industry", "market")


@dataclass(frozen=True)
class ShownScore:
    """A row of SCORES with the names of its indicator; see there."""

    code: str
    kind: str
    name: Name
    score: float | None
    low: float | None
    high: float | None
    grade: str | None
    rank: int | None
    peer_count: int
    peer_group: str
    percentile: float | None
    coverage: float
    confirmed_share: float
    estimated_share: float


_SHOWN = tuple(name for name in ShownScore.__dataclass_fields__ if name != "name")


@dataclass(frozen=True)
class HistoryPoint:
    """A score at one run; of `code` TOTAL or a dimension, synthetic."""

    run_id: str
    day: date
    fiscal_year: int
    code: str
    score: float | None
    low: float | None
    high: float | None
    grade: str | None
    rank: int | None
    peer_count: int


@dataclass(frozen=True)
class Estimate:
    """A value that the company did not report for the year, and what stands in its place.

    Attributes:
        name: of the data point.
        used: the value with its origin, method, interval and penalty; without evidence.
    """

    name: Name
    used: ScoredInput


@dataclass(frozen=True)
class CompanyPage:
    """Everything that a company's page shows at once.

    Attributes:
        run: the run.
        particulars: the row of COMPANIES in force, with `level1`.
        industry: its finest industry's name.
        peer_group: the name of the group it is ranked in; None of the whole market.
        place: its place in the whole market; None where it is not rated.
        market_count: companies that are rated.
        scores: by code and kind.
        history: TOTAL and dimensions at each run up to this one, oldest first.
        before: the run before this one of the same profile; None for the first.
        neighbours: rows of the market's table around the company.
        estimates: in code order.
        stated: how many values of the year it stated itself.
        documents: rows of DOCUMENTS published by then, the newest first.
        controversies: severe events, with what they take off the controversy-adjusted total.
        news_collected: whether any news of the company were collected; None where the methodology has no such score.
    """

    run: ShownRun
    particulars: Mapping[str, Any]
    industry: Name | None
    peer_group: Name | None
    place: int | None
    market_count: int
    scores: Mapping[tuple[str, str], ShownScore]
    history: tuple[HistoryPoint, ...]
    before: ShownRun | None
    neighbours: tuple[Mapping[str, Any], ...]
    estimates: tuple[Estimate, ...]
    stated: int
    documents: tuple[Mapping[str, Any], ...]
    controversies: tuple[Controversy, ...]
    news_collected: bool | None

    def score(self, code: str, kind: str = "synthetic") -> ShownScore | None:
        """A score; None where the run has none."""
        return self.scores.get((code, kind))

    def level1(self) -> list[ShownScore]:
        """The synthetic scores of Level I indicators, E before S before G."""
        found = [one for (code, kind), one in self.scores.items() if len(code) == 3 and kind == "synthetic"]
        return sorted(found, key=lambda one: ("ESG".index(one.code[0]), one.code))


def company_page(workspace: Workspace, memory: Memory, run: ShownRun, company_id: str) -> CompanyPage:
    """The page of a company at a run.

    Raises:
        InputError: the run did not score the company.
    """
    position = last_change(workspace, memory, "companies", "industries", "documents", "runs")
    key = (str(workspace.folder), "company", run.run_id, company_id, position)
    return memory.get(key, lambda: _read(workspace, memory, run, company_id))


def _read(workspace: Workspace, memory: Memory, run: ShownRun, company_id: str) -> CompanyPage:
    seen = market(workspace, memory, run)
    row = seen.row(company_id)
    if row is None:
        raise InputError.of("pipeline.not_in_run", company=company_id, run=run.run_id)
    methodology = workspace.methodology
    inputs = workspace.store.read("inputs", where=pl.col("company_id") == company_id, runs=[run.run_id])
    months = months_up_to(workspace, memory, run)
    every = _of_months(workspace, months, company_id, ("run_id", *_SHOWN), whole=run.run_id)
    scores = every.filter(pl.col("run_id") == run.run_id)
    industry = seen.tree.get(row["industry"] or "")
    events, collected = severe_events_of(workspace, methodology, company_id, run.run_id, run.as_of, run.store_position)
    return CompanyPage(
        run=run,
        particulars=row,
        industry=industry.name if industry else None,
        peer_group=seen.group_name(row["peer_group"]),
        place=row["place"],
        market_count=seen.distribution().companies,
        scores={(one["code"], one["kind"]): _shown(one, workspace) for one in scores.iter_rows(named=True)},
        history=_points(every, months),
        before=months[-2] if len(months) > 1 else None,
        neighbours=tuple(seen.neighbours(company_id)),
        estimates=tuple(
            Estimate(methodology.data_points[one["data_point"]].name, _estimated(one, workspace, seen))
            for one in inputs.filter(pl.col("origin").is_in(ESTIMATES)).sort("data_point").iter_rows(named=True)
            if one["data_point"] in methodology.data_points
        ),
        stated=inputs.filter(~pl.col("origin").is_in(ESTIMATES)).height,
        documents=_documents(workspace, run, company_id),
        controversies=controversies_of(events.iter_rows(named=True), TOTAL, methodology),
        news_collected=collected,
    )


def name_of_code(workspace: Workspace, code: str) -> Name:
    """What a score, indicator or data point is called."""
    methodology = workspace.methodology
    for entries in (methodology.dimensions, methodology.level1, methodology.level2, methodology.data_points):
        if code in entries:
            return entries[code].name
    return Name(en="ESG total", zh="ESG 总分")


def _shown(row: Mapping[str, Any], workspace: Workspace) -> ShownScore:
    return ShownScore(name=name_of_code(workspace, row["code"]), **{name: row[name] for name in _SHOWN})


def history_of(workspace: Workspace, months: tuple[ShownRun, ...], company_id: str) -> tuple[HistoryPoint, ...]:
    """TOTAL and dimensions of a company at each of some runs, oldest first."""
    return _points(_of_months(workspace, months, company_id, ("run_id", *_POINT)), months)


def _of_months(
    workspace: Workspace, months: tuple[ShownRun, ...], company_id: str, columns: tuple[str, ...], whole: str = ""
) -> pl.DataFrame:
    """Synthetic headline scores of a company at some runs, and all scores of the run `whole`, in one reading."""
    headline = pl.col("code").is_in(HEADLINE) & (pl.col("kind") == "synthetic")
    wanted = (pl.col("company_id") == company_id) & (headline | (pl.col("run_id") == whole))
    runs = [run.run_id for run in months]
    return workspace.store.read("scores", where=wanted, columns=[*dict.fromkeys((*columns, "kind"))], runs=runs)


def _points(rows: pl.DataFrame, months: tuple[ShownRun, ...]) -> tuple[HistoryPoint, ...]:
    runs = {run.run_id: run for run in months}
    headline = rows.filter(pl.col("code").is_in(HEADLINE) & (pl.col("kind") == "synthetic")).select("run_id", *_POINT)
    points = [
        HistoryPoint(day=runs[row["run_id"]].day, fiscal_year=runs[row["run_id"]].fiscal_year, **row)
        for row in headline.iter_rows(named=True)
    ]
    return tuple(sorted(points, key=lambda point: (point.day, HEADLINE.index(point.code))))


def _estimated(row: Mapping[str, Any], workspace: Workspace, seen: Market) -> ScoredInput:
    name = seen.group_name(row["group"])
    return ScoredInput(
        **{key: row[key] for key in _ESTIMATED},
        method=row["method"],
        unit=workspace.methodology.data_points[row["data_point"]].unit,
        group=row["group"],
        group_en=name.en if name else None,
        group_zh=name.zh if name else None,
        sources=list(row["sources"] or []),
        evidence=(),
    )


def _documents(workspace: Workspace, run: ShownRun, company_id: str) -> tuple[Mapping[str, Any], ...]:
    rows = workspace.store.read("documents", where=pl.col("company_id") == company_id)
    known = known_rows(rows, ("document", "company_id"), run.as_of).sort("available_at", descending=True)
    columns = ("document", "title", "kind", "fiscal_year", "language", "pages", "pages_not_read", "available_at")
    told = known.select(columns).with_columns(
        pl.col("available_at").dt.convert_time_zone(SHANGHAI.key).dt.date().alias("published")
    )
    return tuple({**row, "not_read": _not_read(row["pages_not_read"])} for row in told.to_dicts())


def _not_read(pages: Sequence[str] | None) -> str:
    """The pages of a document that were not read, or not wholly, in a short form; empty where all were."""
    return page_spans([int(one.partition(" ")[0]) for one in pages or ()])
