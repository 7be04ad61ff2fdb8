"""Commands that fill a workspace: init, status, import, run."""

import json
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cnesg.cli.options import (
    AsOfOption,
    EngineOption,
    EngineSettingsOption,
    WorkspaceOption,
    parse_month,
)
from cnesg.errors import InputError, Problem, render

if TYPE_CHECKING:
    from cnesg.engine import Engine

_LISTED = 5
JsonOrTable = Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("init", help=render("cli.init"))(init)
    app.command("status", help=render("cli.status"))(status)
    app.command("import", help=render("cli.import"))(import_)
    app.command("run", help=render("cli.run"))(run)


def init(folder: Annotated[Path, typer.Argument(metavar="DIR", help=render("cli.init_dir"))]) -> None:
    """Make a workspace."""
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.doctor import not_promised

    with Workspace.create(folder):
        typer.echo(render("cli.init_done", folder=folder))
    for problem in not_promised():
        typer.echo(problem.text(), err=True)


def status(workspace: WorkspaceOption, output: JsonOrTable = "table") -> None:
    """Print what the workspace holds."""
    from cnesg.cli.tables import print_mapping
    from cnesg.pipeline import Workspace

    with Workspace.open(workspace) as opened:
        found = opened.status()
    if output == "json":
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print_mapping(found)


def import_(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help=render(
                "cli.import_kind",
                kinds="analyses, bonds, companies, financials, funds, fx, holders, holdings, industries, listings, "
                "lists, media, names, news, observations, peers, people, relations, segments",
            ),
        ),
    ],
    workspace: WorkspaceOption,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help=render("cli.import_file_or_commit"), show_default=False)
    ] = None,
    template: Annotated[bool, typer.Option("--template", help=render("cli.template"))] = False,
    constants: Annotated[
        list[str] | None, typer.Option("--set", metavar="COLUMN=TEXT", help=render("cli.import_set"))
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=render("cli.import_dry_run"))] = False,
) -> int:
    """Store a table, print its columns, or withdraw an import. Exit 1 when some lines of news were left out."""
    if kind == "undo":
        return _undo(workspace, file)
    if kind == "news":
        return _import_news(workspace, file, template, dry_run=dry_run)
    from cnesg.sources import source_kind

    definition = source_kind(kind)
    if template:
        typer.echo(definition.template(), nl=False)
        return 0
    if file is None:
        raise InputError.of("cli.import_no_file")
    from cnesg.foreign import warm

    warm()  # it reads while we open the workspace
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.imports.importing import import_file

    cells = _constants(constants or [])
    with Workspace.open(workspace) as opened:
        done = import_file(opened, kind, file, cells, dry_run=dry_run)
    typer.echo(render("cli.import_would" if dry_run else "cli.import_done", path=file, rows=done.rows, kind=kind))
    if done.waiting or done.unknown:
        typer.echo(render("cli.import_names", waiting=done.waiting, unknown=done.unknown))
    if done.passed:
        typer.echo(render("cli.import_passed", passed=done.passed))
    if done.position is not None:
        typer.echo(render("cli.import_commit", position=done.position, folder=workspace))
    return 0


def _undo(workspace: Path, commit: Path | None) -> int:
    """Withdraw an import and say what rested on it."""
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.imports.undoing import undo_import

    text = str(commit or "")
    if not (text.isascii() and text.isdigit()):
        raise InputError.of("pipeline.undo_number", text=text)
    with Workspace.open(workspace) as opened:
        done = undo_import(opened, int(text))
    typer.echo(render("cli.undo_done", position=text, what=done.what, by=done.position, rows=done.rows))
    if done.decisions:
        typer.echo(render("cli.undo_decisions", count=done.decisions))
    if done.recounted:
        typer.echo(render("cli.undo_recounted", count=done.recounted))
    if done.runs:
        typer.echo(render("cli.undo_runs", count=len(done.runs), runs=_listed(done.runs), folder=workspace))
    if done.orphans:
        typer.echo(render("cli.undo_orphans", count=len(done.orphans), companies=_listed(done.orphans)))
    return 0


def _listed(names: Sequence[str]) -> str:
    """The first few of many names."""
    return ", ".join(names[:_LISTED]) + (", ..." if len(names) > _LISTED else "")


def _import_news(workspace: Path, file: Path | None, template: bool, *, dry_run: bool) -> int:
    """A file of news, or a feed at an address; lines that are no news are told and left out."""
    from cnesg.cli.news import tell_problems
    from cnesg.sources.news import TEMPLATE

    if template:
        typer.echo(TEMPLATE, nl=False)
        return 0
    if file is None:
        raise InputError.of("cli.import_no_file")
    from cnesg.foreign import warm

    warm()
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.news.taking_in import import_news

    with Workspace.open(workspace) as opened:
        done = import_news(opened, file, dry_run=dry_run)
    told = render(
        "cli.news_would" if dry_run else "cli.news_imported",
        path=file,
        new=done.new,
        repeated=done.repeated,
        left_out=len(done.problems),
        unknown=done.unknown_media,
    )
    typer.echo(told)
    for position in done.positions:
        typer.echo(render("cli.import_commit", position=position, folder=workspace))
    return tell_problems(done.problems)


def _constants(given: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    wrong = [text for text, (name, _, value) in zip(given, pairs, strict=True) if not name.strip() or not value.strip()]
    if wrong:
        raise InputError(*(Problem.of("cli.bad_set", text=text) for text in wrong))
    return {name.strip(): value.strip() for name, _, value in pairs}


def run(
    workspace: WorkspaceOption,
    as_of: AsOfOption = None,
    profile: Annotated[str, typer.Option(help=render("cli.profile"))] = "default",
    engine: EngineOption = "local",
    engine_settings: EngineSettingsOption = None,
    fiscal_year: Annotated[int | None, typer.Option(help=render("cli.fiscal_year"), min=1990, max=2100)] = None,
    first: Annotated[
        date | None, typer.Option("--from", help=render("cli.run_from"), parser=parse_month, metavar="YYYY-MM")
    ] = None,
    last: Annotated[
        date | None, typer.Option("--to", help=render("cli.run_to"), parser=parse_month, metavar="YYYY-MM")
    ] = None,
    monthly: Annotated[bool, typer.Option("--monthly", help=render("cli.run_monthly"), show_default=False)] = False,
) -> int:
    """Score everything known on a day, or on the last day of each month of a history."""
    from cnesg.engine import open_engine

    if monthly or first or last:
        if first is None or last is None or as_of or fiscal_year:
            raise typer.BadParameter(render("cli.run_history_options"))
        with closing(open_engine(engine, engine_settings)) as at_work:
            return _run_months(workspace, first, last, profile, at_work)
    from cnesg.cli.options import confirmed_lines, today
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.months.elsewhere import run_elsewhere
    from cnesg.pipeline.runs.running import run as run_here

    day = as_of or today()
    with closing(open_engine(engine, engine_settings)) as at_work, Workspace.open(workspace) as opened:
        if at_work.name == "local":
            done = run_here(opened, day, profile, fiscal_year)
        else:
            done = run_elsewhere(opened, at_work, day, profile, fiscal_year)
    if done.known:
        typer.echo(render("cli.run_known", run_id=done.run_id))
    else:
        typer.echo(
            render("cli.run_done", run_id=done.run_id, companies=done.companies, year=done.fiscal_year, as_of=day)
        )
    for line in confirmed_lines(done.numbers):
        typer.echo(line)
    if done.waiting:
        typer.echo(render("cli.numbers_wait", count=done.waiting))
    return 0


def _run_months(workspace: Path, first: date, last: date, profile: str, engine: "Engine") -> int:
    """Runs a history and prints a line a month; 1 where a month has no run."""
    from cnesg.cli.progress import Progress
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.months.elsewhere import run_months_elsewhere
    from cnesg.pipeline.months.monthly import month_ends, run_months

    missing = 0
    with Workspace.open(workspace) as opened, Progress(render("cli.run_months"), len(month_ends(first, last))) as bar:
        here = engine.name == "local"
        asked = (first, last, profile)
        for one in run_months(opened, *asked) if here else run_months_elsewhere(opened, engine, *asked):
            bar.advance()
            month = f"{one.month:%Y-%m}"
            if one.run_id is None:
                missing += 1
                typer.echo(render("cli.run_month_missing", month=month, problem=one.problem or ""), err=True)
                continue
            how = render(f"cli.run_month_{one.how}")
            told = render(
                "cli.run_month", month=month, run_id=one.run_id, year=one.fiscal_year, companies=one.companies, how=how
            )
            typer.echo(told)
    return int(missing > 0)
