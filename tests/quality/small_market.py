"""A small market with a history of months, fast enough to break it two hundred times."""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from cnesg.demo.market import market
from cnesg.framework import Methodology, load_methodology
from cnesg.model import DOCUMENTS, OBSERVATIONS, available_instant
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.news.taking_in import import_news
from cnesg.pipeline.quality.control import keep_check, month_findings
from cnesg.pipeline.runs.running import run

MONTHS = ("2025-06", "2025-07")
LAST_DAYS = {"2024-06": 30, "2024-07": 31, "2025-05": 31, "2025-06": 30, "2025-07": 31}
INDUSTRIES = ("220200", "340500", "480400", "710400")
SOURCES = {
    "annual": "annual report tables",
    "esg": "ESG report tables",
    "statements": "ESG report statements",
    "lists": "official lists",
    "registers": "public registers",
    "analyses": "analysis results",
}
MEDIA = {"新华社": "https://www.news.cn/", "证券时报": "https://www.stcn.com/", "财联社": "https://www.cls.cn/"}
PROFILE = """name: small
title: { en: Small, zh: 小型 }
numbers: as-read
indicators: [E01, S01, G02]
"""
"""Of the issues of `small_methodology`."""
_ISSUES = ("E01", "S01", "G02")
_EVENTS = (
    "{name}厂区夜间偷排废水，生态环境局罚款{n}万元。",
    "{name}取得发明专利{n}项。",
    "{name}捐款赈灾，向灾区捐出{n}万元。",
)
_OF_AN_INDUSTRY = 9
_NEWS_A_MONTH = 8
_READ = 14


@dataclass
class Delivered:
    """What the sources bring in a month, before it is taken in; faults are made here.

    Attributes:
        month: YYYY-MM.
        tables: observations by source.
        companies: further rows of the table of companies.
        news: items as a feed has them.
        reports: reports read, as rows of DOCUMENTS and of OBSERVATIONS.
        methodology: what the month is run with; None for `small_methodology`.
    """

    month: str
    tables: dict[str, pl.DataFrame]
    news: list[dict[str, Any]]
    documents: pl.DataFrame
    read: pl.DataFrame
    companies: pl.DataFrame | None = None
    methodology: Methodology | None = None
    again: list[pl.DataFrame] = field(default_factory=list)


@dataclass(frozen=True)
class SmallMarket:
    """The market.

    Attributes:
        companies: table of companies.
        history: observations up to the month before the first that can be broken.
        months: what comes in the months that can be.
        bases: workspaces with all before each of those months that were wanted.
        profile: file of the profile that it is run with.
    """

    companies: pl.DataFrame
    history: pl.DataFrame
    months: Mapping[str, Delivered]
    bases: Mapping[str, Path]
    profile: Path

    def past(self, month: str) -> pl.DataFrame:
        """Observations that are known before a month."""
        later = [frame for label, one in self.months.items() if label < month for frame in one.tables.values()]
        return pl.concat([self.history, *later])


def month_end(label: str) -> date:
    return date(int(label[:4]), int(label[5:]), LAST_DAYS[label])


@cache
def small_methodology() -> Methodology:
    """The shipped methodology with the data points of three issues, without derivations and long memory.

    Runs take a third of the time; what quality control looks at is all there. Everybody is rated, as three issues are
    little to know.
    """
    shipped = load_methodology()
    carry = shipped.rules.carry_years.model_copy(update={"value": 1})
    return replace(
        shipped,
        data_points={code: point for code, point in shipped.data_points.items() if code.startswith(_ISSUES)},
        derivations=(),
        rules=shipped.rules.model_copy(update={"carry_years": carry, "least_information": None}),
    )


def build(folder: Path, months: Sequence[str] = MONTHS) -> SmallMarket:
    """The market with a clean history in workspaces of this folder, for those of MONTHS that are wanted, in order."""
    drawn = market(3)
    chosen = drawn.companies.filter(pl.col("industry").is_in(list(INDUSTRIES)))
    chosen = chosen.filter(pl.int_range(pl.len()).over("industry") < _OF_AN_INDUSTRY).sort("company_id")
    rows = drawn.observations.join(chosen.select("company_id"), on="company_id", how="semi")
    rows = _redated(rows, chosen["company_id"].to_list())
    label = pl.col("published").dt.strftime("%Y-%m")
    history = rows.filter(label < MONTHS[0])
    brought = {month: _delivered(month, rows.filter(label == month), chosen) for month in MONTHS}
    profile = folder / "small.yaml"
    profile.write_text(PROFILE, encoding="utf-8")
    first = folder / "base-0"
    bases = {month: folder / f"base-{MONTHS.index(month)}" for month in months}
    made = SmallMarket(chosen, history, brought, bases, profile)
    with Workspace.create(first) as workspace:
        _take_history(workspace, folder, made)
        for one in (*(f"2024{month[4:]}" for month in months), "2025-05"):
            _run(workspace, one, profile, small_methodology())
            check(workspace, one, profile)
    if MONTHS[1] in bases:
        shutil.copytree(first, bases[MONTHS[1]])
        with Workspace.open(bases[MONTHS[1]]) as workspace:
            take(workspace, brought[MONTHS[0]], folder / "clean", profile)
            check(workspace, MONTHS[0], profile)
    return made


def take(workspace: Workspace, brought: Delivered, folder: Path, profile: Path) -> None:
    """Import a month and run it."""
    folder.mkdir(parents=True, exist_ok=True)
    if brought.companies is not None:
        _import(workspace, "companies", brought.companies, folder / f"companies-{brought.month}.csv")
    for source, table in brought.tables.items():
        if table.height:
            _import(workspace, "observations", table, folder / f"{source}-{brought.month}.csv")
    for number, table in enumerate(brought.again):
        _import(workspace, "observations", table, folder / f"again-{number}-{brought.month}.csv")
    _take_news(workspace, brought.news, folder / f"news-{brought.month}.jsonl")
    _take_reports(workspace, brought.documents, brought.read)
    _run(workspace, brought.month, profile, brought.methodology or small_methodology())


def _run(workspace: Workspace, month: str, profile: Path, methodology: Methodology) -> None:
    run(Workspace(workspace.folder, workspace.store, methodology), month_end(month), str(profile))


def check(workspace: Workspace, month: str, profile: Path) -> None:
    """Check a month as a delivery with overrides does, so that later months look at what came after it only."""
    found = month_findings(workspace, month_end(month), str(profile))
    keep_check(workspace, found, [one.key for one in found.findings if one.severity == "error"])


def moved(brought: Delivered, offset: str) -> Delivered:
    """The same as published so much earlier or later; news stay where they are."""
    shifted = pl.col("published").dt.offset_by(offset)
    later = pl.col("available_at").dt.offset_by(offset)
    companies = brought.companies
    return replace(
        brought,
        tables={name: table.with_columns(shifted) for name, table in brought.tables.items()},
        again=[table.with_columns(shifted) for table in brought.again],
        companies=None if companies is None else companies.with_columns(shifted),
        documents=brought.documents.with_columns(later),
        read=brought.read.with_columns(later),
    )


def _import(workspace: Workspace, kind: str, table: pl.DataFrame, path: Path) -> None:
    table.write_csv(path)
    import_table(workspace, kind, path)


def _take_history(workspace: Workspace, folder: Path, made: SmallMarket) -> None:
    _import(workspace, "companies", made.companies, folder / "companies.csv")
    _import(workspace, "observations", made.history, folder / "history.csv")
    _take_news(workspace, _news("2025-05", made.companies), folder / "news-2025-05.jsonl")
    for month in ("2024-06", "2024-07", "2025-05"):
        _take_reports(workspace, *_reports(month, made.history, made.companies))


def _take_news(workspace: Workspace, items: list[dict[str, Any]], path: Path) -> None:
    if items:
        path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in items), encoding="utf-8")
        import_news(workspace, path)


def _take_reports(workspace: Workspace, documents: pl.DataFrame, read: pl.DataFrame) -> None:
    """Reports as the reader of reports would store them; nothing is read here."""
    if documents.height:
        workspace.store.commit({"documents": documents, "observations": read}, note="ingest reports")


def _redated(rows: pl.DataFrame, companies: list[str]) -> pl.DataFrame:
    """Each company publishes in one month of the season, May, June or July, every year in the same one."""
    number = pl.col("company_id").replace_strict(companies, list(range(len(companies))), return_dtype=pl.Int64)
    month, day = 5 + number % 3, 3 + (number * 7) % 22
    when = pl.date(pl.col("year") + 1, month, day)
    return rows.with_columns(when.alias("published")).unique(
        ["company_id", "kind", "concept", "breakdown", "year", "published"], keep="last", maintain_order=True
    )


def _delivered(month: str, rows: pl.DataFrame, companies: pl.DataFrame) -> Delivered:
    tables = {key: rows.filter(pl.col("source") == name).sort("company_id") for key, name in SOURCES.items()}
    return Delivered(month, tables, _news(month, companies), *_reports(month, rows, companies))


def _news(month: str, companies: pl.DataFrame) -> list[dict[str, Any]]:
    names = companies["short_name"].to_list()
    found = []
    for place, (source, url) in enumerate(MEDIA.items()):
        for number in range(_NEWS_A_MONTH):
            serial = place * 100 + number + int(month[5:]) * 1000
            at = datetime(int(month[:4]), int(month[5:]), 1, tzinfo=UTC) + timedelta(hours=20 + 70 * number)
            text = _EVENTS[serial % len(_EVENTS)].format(name=names[serial * 5 % len(names)], n=serial)
            found.append(
                {"id": f"{month}-{serial}", "title": "", "text": text, "published_at": at.isoformat(), "source": source}
                | {"url": f"{url}{serial}", "language": "zh"}
            )
    return found


def _reports(month: str, rows: pl.DataFrame, companies: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Six reports a month, with figures of the ESG tables as read from pages."""
    told = rows.filter(pl.col("published").dt.strftime("%Y-%m") == month, pl.col("source") == SOURCES["esg"])
    counts = told.group_by("company_id").len().filter(pl.col("len") >= _READ).sort("company_id")
    documents, read = [], []
    for company in counts["company_id"].to_list()[:6]:
        mine = told.filter(pl.col("company_id") == company).sort("concept", "breakdown")
        year, at = int(mine["year"].max()), available_instant(mine["published"][0])  # type: ignore[arg-type]
        sha = hashlib.sha256(f"{company}-{year}".encode()).hexdigest()
        documents.append(
            {"document": sha, "company_id": company, "fiscal_year": year, "kind": "esg", "title": f"{company}.pdf"}
            | {"media_type": "application/pdf", "pages": 40, "language": "zh", "available_at": at}
            | {"available_source": "option --published", "snapshot": f"snapshots/{sha[:2]}/{sha}"}
        )
        for number, row in enumerate(mine.head(_READ).iter_rows(named=True)):
            read.append(_read_row(row, sha, number, at))
    return _typed(documents, DOCUMENTS.dtypes), _typed(read, OBSERVATIONS.dtypes)


def _read_row(row: Mapping[str, Any], sha: str, number: int, at: datetime) -> dict[str, Any]:
    key = f"{row['company_id']}|{row['concept']}|{row['breakdown'] or ''}|{row['year']}|report"
    first, last = date(row["year"], 1, 1), date(row["year"], 12, 31)
    return {
        "observation_id": f"{sha[:20]}{number:012d}",
        "fact_key": key,
        "kind": "quantity",
        "company_id": row["company_id"],
        "concept": row["concept"],
        "breakdown": json.dumps({"boundary": "as read"}),
        "fiscal_year": row["year"],
        "valid_from": first,
        "valid_to": last,
        "available_at": at,
        "available_source": "option --published",
        "value": row["value"],
        "unit": row["unit"],
        "canonical_value": row["value"],
        "canonical_unit": row["unit"],
        "value_kind": "actual",
        "boundary": "reporting company",
        "basis": "",
        "restated": False,
        "assurance": "unknown",
        "document": sha,
        "page": 1 + number,
        "quote": f"{row['value']} {row['unit']}",
        "method": "table",
        "confidence": 0.9,
        "warnings": [],
        "origin": "reported",
        "review": "unreviewed",
        "extraction_version": "reader-1",
    }


def _typed(rows: list[dict[str, Any]], dtypes: Mapping[str, Any]) -> pl.DataFrame:
    kept = {name: dtype for name, dtype in dtypes.items() if name not in {"recorded_at", "position"}}
    return pl.DataFrame(rows, schema=kept)
