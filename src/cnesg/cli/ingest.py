"""`cnesg ingest` and `cnesg progress`: reports into a workspace, by one command or by many together."""

import json
import time
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from cnesg.cli.options import (
    EngineOption,
    EngineSettingsOption,
    JobsOption,
    MemoryOption,
    TimeoutOption,
    WorkspaceOption,
    parse_day,
    report_limits,
)
from cnesg.errors import InputError, Problem, render

if TYPE_CHECKING:
    from cnesg.pipeline.reports.storing import Ingested, Report
    from cnesg.pipeline.reports.work_progress import Progress

_SHOWN = 20
_LEASE = 30.0
_ATTEMPTS = 3
_EVERY = 5.0
"""Seconds between two lines of `cnesg progress --follow`."""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("ingest", help=render("cli.ingest"))(ingest)
    app.command("progress", help=render("cli.progress"))(progress)


def ingest(
    workspace: WorkspaceOption,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE...]", help=render("cli.files"), show_default=False)
    ] = None,
    table: Annotated[
        Path | None, typer.Option("--list", metavar="TABLE", help=render("cli.ingest_list"), show_default=False)
    ] = None,
    company: Annotated[str | None, typer.Option(help=render("cli.company"), show_default=False)] = None,
    year: Annotated[
        int | None, typer.Option(help=render("cli.ingest_year"), min=1990, max=2100, show_default=False)
    ] = None,
    published: Annotated[
        date | None,
        typer.Option(help=render("cli.published"), parser=parse_day, metavar="YYYY-MM-DD", show_default=False),
    ] = None,
    kind: Annotated[str, typer.Option(help=render("cli.document_kind"))] = "esg",
    profile: Annotated[
        str | None, typer.Option("--profile", help=render("cli.ingest_profile"), show_default=False)
    ] = None,
    together: Annotated[
        bool, typer.Option("--together", help=render("cli.ingest_together"), show_default=False)
    ] = False,
    lease: Annotated[float, typer.Option("--lease", help=render("cli.ingest_lease"), min=1)] = _LEASE,
    attempts: Annotated[int, typer.Option("--attempts", help=render("cli.ingest_attempts"), min=1)] = _ATTEMPTS,
    again: Annotated[bool, typer.Option("--again", help=render("cli.ingest_again"), show_default=False)] = False,
    jobs: JobsOption = 1,
    engine: EngineOption = "local",
    engine_settings: EngineSettingsOption = None,
    timeout: TimeoutOption = 300,
    memory: MemoryOption = 2048,
) -> int:
    """Take reports in. Exit 1 when some of several files could not be read, 2 when none could."""
    from cnesg.cli.extract import read_with
    from cnesg.cli.progress import Progress
    from cnesg.engine import open_engine
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.reports.ingesting import ingest as take_in
    from cnesg.pipeline.reports.ingesting_together import Told, ingest_together
    from cnesg.pipeline.reports.work_queue import Terms

    reports, problems = _reports(files or [], table, company, year, published, kind)
    chosen, limits = read_with(profile), report_limits(timeout, memory)
    with closing(open_engine(engine, engine_settings, jobs)) as at_work, Workspace.open(workspace) as opened:
        if together:
            terms, told = Terms(lease, attempts, again), Told(_tell_report, _tell_progress)
            done = ingest_together(opened, reports, at_work, limits, chosen, terms=terms, told=told)
            _tell_all(done)
            return int(bool(problems or done.set_aside))
        with Progress(render("cli.reading"), len(reports)) as bar:
            results = take_in(opened, reports, at_work, limits, chosen, on_read=bar.advance)
    for result in results:
        problems += result.extraction.problems if result.extraction else ()
        if not (result.extraction and result.extraction.problems):
            _tell_report(result)
    for problem in problems:
        typer.echo(problem.text(), err=True)
    return 1 if problems else 0


def _reports(
    files: list[str],
    table: Path | None,
    company: str | None,
    year: int | None,
    published: date | None,
    kind: str,
) -> "tuple[list[Report], list[Problem]]":
    """The reports that a table names, or files of one company and year; and what of the latter names nothing."""
    from cnesg.pipeline.reports.gathering import gather
    from cnesg.pipeline.reports.report_list import listed_reports
    from cnesg.pipeline.reports.storing import Report

    if table is not None:
        if files or company or year or published:
            raise typer.BadParameter(render("cli.ingest_list_or_files"))
        return listed_reports(table), []
    if not files or company is None or year is None or published is None:
        raise typer.BadParameter(render("cli.ingest_list_or_files"))
    gathered = gather(files)
    if not gathered.paths:
        raise InputError(*gathered.problems)
    return [Report(path, company, year, published, kind) for path in gathered.paths], [*gathered.problems]


def progress(
    workspace: WorkspaceOption,
    output: Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))] = "table",
    follow: Annotated[bool, typer.Option("--follow", help=render("cli.progress_follow"), show_default=False)] = False,
) -> int:
    """Tell how far all are who read reports together. Exit 1 when reports were set aside."""
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.reports.work_progress import progress_of
    from cnesg.pipeline.reports.work_records import WorkRecords, work_files

    with Workspace.open(workspace) as opened:
        records = WorkRecords(work_files(opened))
    found = progress_of(records)
    while follow and not found.complete:
        if output == "json":
            typer.echo(json.dumps(found.as_json(), ensure_ascii=False))
        else:
            _tell_progress(found)
        time.sleep(_EVERY)
        found = progress_of(records)
    if output == "json":
        typer.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=None if follow else 1))
    else:
        _tell_all(found)
    return int(bool(found.set_aside))


def _tell_report(result: "Ingested") -> None:
    if result.extraction is not None and result.extraction.problems:
        for problem in result.extraction.problems:
            typer.echo(problem.text(), err=True)
    elif result.known:
        typer.echo(render("cli.ingest_known", path=result.path))
    else:
        told = render("cli.ingest_done", path=result.path, quantities=result.quantities, statements=result.statements)
        typer.echo(told)
        for problem in result.left_out:
            typer.echo(problem.text(), err=True)
    for note in result.extraction.notes if result.extraction is not None else ():
        typer.echo(note.text(), err=True)


def _tell_progress(found: "Progress") -> None:
    """One line on standard error."""
    typer.echo(_line(found), err=True)


def _line(found: "Progress") -> str:
    told: dict[str, Any] = {
        "reports": found.reports,
        "stored": found.stored,
        "known": found.known,
        "aside": len(found.set_aside),
        "in_work": len(found.in_work),
        "workers": sum(one.alive for one in found.workers),
        "waiting": found.waiting,
        "pages": "-" if found.pages_a_second is None else f"{found.pages_a_second:.1f}",
        "left": "-" if found.seconds_left is None else _span(found.seconds_left),
    }
    return render("cli.progress_line", **told)


def _tell_all(found: "Progress") -> None:
    """How far all are, who has what, what was set aside, and what it took."""
    typer.echo(_line(found))
    for one in found.in_work[:_SHOWN]:
        alive = render("cli.progress_alive" if one.alive else "cli.progress_gone")
        told: dict[str, Any] = {"path": one.path, "worker": one.worker, "since": _span(one.seconds), "alive": alive}
        typer.echo(render("cli.progress_in_work", attempt=one.attempt, **told))
    if len(found.in_work) > _SHOWN:
        typer.echo(render("tables.more", count=len(found.in_work) - _SHOWN))
    for aside in found.set_aside:
        reasons = " ".join(text for _, text in aside.problems)
        typer.echo(render("cli.progress_aside", attempts=aside.attempts, reasons=reasons))
    for share in found.workers:
        counts: dict[str, Any] = {"reports": share.reports, "pages": share.pages, "cpu": f"{share.cpu_seconds:.1f}"}
        typer.echo(render("cli.progress_worker", worker=share.worker, **counts))
    took = found.took
    if took["reports_a_minute"] is not None:
        typer.echo(render("cli.extract_took", None, **took, memory=f"{(took['peak_memory'] or 0) / 1024**2:.0f}"))


def _span(seconds: float) -> str:
    """A length of time, hours and minutes as people read them."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
