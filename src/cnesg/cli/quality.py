"""`cnesg qc`: the monthly quality control, why a finding is there, and acknowledging it."""

import json
from contextlib import closing
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cnesg.cli.options import (
    ByOption,
    EngineOption,
    EngineSettingsOption,
    WorkspaceOption,
    format_of,
    parse_day,
    parse_month,
    today,
)
from cnesg.errors import InputError, current_language, render

if TYPE_CHECKING:
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.quality.control import MonthFindings, Why

commands = typer.Typer(invoke_without_command=True, rich_markup_mode=None)

_Profile = Annotated[str, typer.Option(help=render("cli.profile_run"))]
_Key = Annotated[str, typer.Argument(metavar="FINDING", help=render("quality.cmd_finding"), show_default=False)]
_OF_A_RULE = 8
"""As many findings of one rule are printed; more of one kind are one fault, and the page has them all."""
_COLOURS = {"error": "red", "warning": "yellow", "info": "dim"}


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    app.add_typer(commands, name="qc", help=render("quality.cmd"))


@commands.callback()
def qc(
    context: typer.Context,
    workspace: WorkspaceOption,
    month: Annotated[
        date | None,
        typer.Option(parser=parse_month, metavar="YYYY-MM", help=render("quality.cmd_month"), show_default=False),
    ] = None,
    profile: _Profile = "default",
    output: Annotated[
        Literal["table", "json", "html"] | None,
        typer.Option("--format", help=render("quality.cmd_format"), show_default=False),
    ] = None,
    out: Annotated[Path | None, typer.Option(help=render("quality.cmd_out"), show_default=False)] = None,
    everything: Annotated[bool, typer.Option("--all", help=render("quality.cmd_all"), show_default=False)] = False,
    engine: EngineOption = "local",
    engine_settings: EngineSettingsOption = None,
) -> None:
    """Print or write the findings of a month; exits 1 while an error is open."""
    if context.invoked_subcommand is not None:
        return
    if month is None:
        raise typer.BadParameter(render("quality.need_month"))
    shown = format_of(output, out, ("html",), "table" if out is None else "json")
    if shown == "table" and out is not None:
        raise InputError.of("cli.table_is_no_file", path=out, endings=".html, .json")
    from cnesg.engine import open_engine
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.quality.control import month_findings
    from cnesg.pipeline.quality.report import html_of, to_json
    from cnesg.pipeline.writing import write_whole

    with closing(open_engine(engine, engine_settings)) as at_work, Workspace.open(workspace) as opened:
        found = month_findings(opened, month, profile, engine=at_work)
        if shown == "table":
            _print(found, opened.methodology, everything=everything)
        else:
            text = html_of(found, opened.methodology) if shown == "html" else _json(to_json(found))
            if out is None:
                typer.echo(text)
            else:
                write_whole(out, text.encode())
        _keep(opened, found)
    if any(one.severity == "error" for one in found.findings):
        raise typer.Exit(1)


def _keep(workspace: "Workspace", found: "MonthFindings") -> None:
    """Keep that the month was checked; a workspace that can't be written to now is checked all the same."""
    from cnesg.errors import WorkspaceError
    from cnesg.pipeline.quality.control import keep_check

    try:
        keep_check(workspace, found)
    except WorkspaceError as error:
        typer.echo(render("quality.not_kept", month=found.month, what=str(error)), err=True)


@commands.command("why", help=render("quality.cmd_why"))
def why_(
    finding: _Key,
    workspace: WorkspaceOption,
    month: Annotated[
        date | None,
        typer.Option(parser=parse_month, metavar="YYYY-MM", help=render("quality.cmd_which_month"), show_default=False),
    ] = None,
    profile: _Profile = "default",
    output: Annotated[Literal["text", "json"], typer.Option("--format", help=render("cli.format"))] = "text",
) -> None:
    """Print the causes of a finding, the most likely first."""
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.quality.control import why

    with Workspace.open(workspace) as opened:
        found = why(opened, finding, month, profile)
    if output == "json":
        causes = [
            vars(one) | {"rows": list(one.rows), "sources": [each.as_dict() for each in one.sources]}
            for one in found.causes
        ]
        told = {"month": found.month, "finding": found.finding.as_dict(), "rule": found.rule.rule, "causes": causes}
        typer.echo(_json(told))
    else:
        _print_why(found)


@commands.command("acknowledge", help=render("quality.cmd_acknowledge"))
def acknowledge_(
    finding: _Key,
    workspace: WorkspaceOption,
    by: ByOption,
    reason: Annotated[str, typer.Option(help=render("quality.cmd_reason"), show_default=False)],
    until: Annotated[
        date, typer.Option(parser=parse_day, metavar="YYYY-MM-DD", help=render("quality.cmd_until"), show_default=False)
    ],
    profile: _Profile = "default",
) -> None:
    """Keep in the ledger that somebody has seen a finding."""
    from datetime import UTC, datetime

    from cnesg.pipeline import Workspace
    from cnesg.pipeline.quality.control import acknowledge
    from cnesg.verification.acknowledgements import Acknowledgement

    given = Acknowledgement.of(finding, reason, by, until, datetime.now(UTC), today())
    with Workspace.open(workspace) as opened:
        stored = acknowledge(opened, given, profile)
    name = "quality.acknowledged" if stored.given_at == given.given_at else "quality.acknowledged_already"
    typer.echo(render(name, finding=stored.finding, by=stored.by, until=stored.until))


def _print(found: "MonthFindings", methodology: object, *, everything: bool) -> None:
    from rich.text import Text

    from cnesg.cli.tables import console
    from cnesg.framework import Methodology
    from cnesg.pipeline.quality.report import report_rows, summary

    assert isinstance(methodology, Methodology)
    out = console()
    for line in summary(found):
        out.print(line, markup=False)
    rows = [
        row
        for row in report_rows(found, methodology)
        if everything or not (row.finding.severity == "info" or row.finding.key in found.acknowledged)
    ]
    for (severity, name), group in groupby(rows, key=lambda row: (row.severity, row.name)):
        same = list(group)
        colour = _COLOURS[same[0].finding.severity]
        count = f"  ({len(same)})" if len(same) > 1 else ""
        out.print()
        out.print(Text.assemble((severity, colour), f"  {name}{count}"))
        for row in same if everything else same[:_OF_A_RULE]:
            out.print(f"  {row.said}", markup=False)
            if row.example:
                out.print(f"    {row.example}", markup=False)
            if row.seen_in:
                out.print(f"    {row.seen_in}", markup=False)
            out.print(Text(f"    {row.finding.key} · {row.state}", style="dim"))
        if not everything and len(same) > _OF_A_RULE:
            out.print(Text("  " + render("quality.and_more", count=len(same) - _OF_A_RULE), style="dim"))
    if not found.findings:
        out.print(render("quality.nothing_found"))


def _print_why(found: "Why") -> None:
    from cnesg.cli.tables import console
    from cnesg.quality.words import cause_words, place_name

    out = console()
    name = getattr(found.rule.name, current_language())
    place = place_name(found.finding.scope, found.finding.place)
    out.print(render("quality.why_title", name=name, place=place, month=found.month), markup=False, style="bold")
    for number, cause in enumerate(found.causes, start=1):
        first, *more = cause_words(cause)
        out.print(f"{number}. {first}", markup=False)
        for line in more:
            out.print(f"   {line}", markup=False)
    if not found.causes:
        out.print(render("quality.no_cause"), markup=False)


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2, default=str)
