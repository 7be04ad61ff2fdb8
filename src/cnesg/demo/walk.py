"""The whole chain on the fictional market: tables in, reports read, two runs a year apart, checked and delivered."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from cnesg.demo.companies import fictional_companies
from cnesg.demo.draws import Draws
from cnesg.demo.finance import revenue_of
from cnesg.demo.market import DEFAULT_SEED, DemoMarket, market, write_market
from cnesg.demo.news import write_news
from cnesg.demo.products import write_products
from cnesg.demo.reports import demo_reports
from cnesg.engine import LocalEngine
from cnesg.errors import WorkspaceError
from cnesg.pipeline import Workspace
from cnesg.pipeline.checking.verifying import Wanted, decide, waiting
from cnesg.pipeline.delivery import delivering
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.news.taking_in import import_news
from cnesg.pipeline.quality.control import month_findings
from cnesg.pipeline.quality.report import html_of
from cnesg.pipeline.reports.ingesting import Report, ingest
from cnesg.pipeline.runs.running import Run, run
from cnesg.pipeline.writing import write_whole

MARKER = "demo.json"
QUALITY = "quality-2025-06.html"
RUN_DAYS = (date(2024, 6, 30), date(2025, 6, 30))
"""Both in the season when the year before is scored: fiscal years 2023 and 2024."""

_SHOWN_ISSUES = ("E01", "E04")
"""Energy and climate: short trees that most readers know how to check."""

_LAST_YEAR = 2024
_READER = "demo-reader"
_READ_ON = datetime(2025, 6, 30, tzinfo=UTC)

Teller = Callable[..., None]


@dataclass(frozen=True)
class DemoOutcome:
    """What the demo made.

    Attributes:
        folder: the workspace.
        runs: one for each of `RUN_DAYS`.
        shown: the company whose score is worth explaining first, and the code.
    """

    folder: Path
    runs: tuple[Run, ...]
    shown: tuple[str, str]


def clear_demo(folder: Path, *, force: bool) -> None:
    """Make sure that nothing is at the folder; an earlier demo is removed if `force`.

    Raises:
        WorkspaceError: something is there, and it is no demo or was not to be replaced.
    """
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not force:
        raise WorkspaceError.of("cli.folder_in_use", folder=folder)
    if not (folder / MARKER).is_file():
        raise WorkspaceError.of("cli.not_a_demo", folder=folder)
    shutil.rmtree(folder)


def build_demo(folder: Path, tell: Teller, jobs: int = 2) -> DemoOutcome:
    """A workspace with the fictional market, its reports read and scored.

    Args:
        folder: where to make it; must not hold anything.
        tell: called with a message id and its values after each step.
        jobs: how many reports to read at once.
    """
    with Workspace.create(folder) as workspace:
        (folder / MARKER).write_text(json.dumps({"demo": True}), encoding="utf-8")
        _take_tables(workspace, folder / "sources", tell)
        _take_reports(workspace, folder / "sources", tell, jobs)
        _confirm_numbers(workspace, tell)
        _take_news(workspace, folder / "sources", tell)
        runs = []
        for day in RUN_DAYS:
            done = run(workspace, day)
            runs.append(done)
            tell("cli.demo_run", as_of=day, year=done.fiscal_year, companies=done.companies, run_id=done.run_id)
        shown = _worth_explaining(workspace, runs[-1].run_id)
        _control(workspace, folder / QUALITY, tell)
        _deliver(workspace, folder / "deliveries", tell)
    return DemoOutcome(folder, tuple(runs), shown)


def _take_tables(workspace: Workspace, folder: Path, tell: Teller) -> None:
    drawn = market(methodology=workspace.methodology)
    folder.mkdir(parents=True, exist_ok=True)
    rows: dict[str, Any] = {}
    for path in write_market(drawn, folder):
        rows[path.stem] = import_table(workspace, path.stem, path)
    _take_products(workspace, folder, drawn, tell)
    tell("cli.demo_tables", companies=workspace.companies().height, observations=f"{rows['observations']:,}")


def _take_products(workspace: Workspace, folder: Path, drawn: DemoMarket, tell: Teller) -> None:
    """Funds, bonds, issuers without shares and business segments, which deliveries are made of."""
    by_id = {company.company_id: company for company in fictional_companies(Draws(str(DEFAULT_SEED)))}

    def revenue(company: str) -> float:
        return revenue_of(by_id[company], _LAST_YEAR)

    counts = {
        path.stem: import_table(workspace, kind, path)
        for kind, path in write_products(drawn.companies, drawn.observations, revenue, folder)
    }
    tell("cli.demo_products", **{name.replace("-", "_"): count for name, count in counts.items()})


def _take_reports(workspace: Workspace, folder: Path, tell: Teller, jobs: int) -> None:
    reports = []
    for packaged in demo_reports():
        path = folder / packaged.file
        path.write_bytes(packaged.content)
        reports.append(Report(path, packaged.company_id, packaged.fiscal_year, packaged.published, packaged.kind))
    results = ingest(workspace, reports, LocalEngine(jobs))
    tell(
        "cli.demo_reports",
        reports=len(results),
        quantities=sum(result.quantities for result in results),
        statements=sum(result.statements for result in results),
    )


def _take_news(workspace: Workspace, folder: Path, tell: Teller) -> None:
    done = import_news(workspace, write_news(workspace.companies(), folder))
    mentions = workspace.store.read("mentions", where=pl.col("code").is_not_null())
    tell("cli.demo_news", items=done.new, events=mentions.height, companies=mentions["company_id"].n_unique())


def _confirm_numbers(workspace: Workspace, tell: Teller) -> None:
    """Three of four numbers, by their ids, as if somebody had held them against the page; the others go on waiting."""
    read = waiting(workspace).filter(pl.col("value").is_not_null())["observation_id"].sort().to_list()
    seen = [one for one in read if int(one[:8], 16) % 4]
    decide(workspace, [Wanted(one, "confirmed") for one in seen], by=_READER, at=_READ_ON)
    tell("cli.demo_confirmed", count=len(seen), left=len(read) - len(seen))


def _control(workspace: Workspace, page: Path, tell: Teller) -> None:
    """The quality report of the last month."""
    found = month_findings(workspace, RUN_DAYS[-1])
    write_whole(page, html_of(found, workspace.methodology).encode())
    counts = found.counts[found.month]
    tell("cli.demo_quality", errors=counts["error"], warnings=counts["warning"], notes=counts["info"], page=page)


def _deliver(workspace: Workspace, out: Path, tell: Teller) -> None:
    """All nine deliveries of the last month."""
    made = list(delivering.deliver(workspace, delivering.Wanted(RUN_DAYS[-1], out)))
    rows = sum(one.rows for one in made)
    left_out = sum(len(one.problems) for one in made)
    tell("cli.demo_deliveries", count=sum(one.how == "made" for one in made), rows=rows, left_out=left_out, folder=out)


def _worth_explaining(workspace: Workspace, run_id: str) -> tuple[str, str]:
    """The score of a Level I issue that rests most on a packaged report's own numbers, and whose it is.

    Chosen from the scores, not by name: whatever the extractor reads best is shown.
    """
    last = max(packaged.fiscal_year for packaged in demo_reports())
    authors = [packaged.company_id for packaged in demo_reports() if packaged.fiscal_year == last]
    scores = workspace.store.read("scores", where=pl.col("kind") == "synthetic", runs=[run_id])
    candidates = scores.filter(pl.col("company_id").is_in(authors), pl.col("code").is_in(_SHOWN_ISSUES))
    best = candidates.sort(-pl.col("coverage"), -pl.col("score"), "company_id", "code").row(0, named=True)
    return str(best["company_id"]), str(best["code"])
