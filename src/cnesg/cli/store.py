"""`cnesg store`: look after what the workspace holds."""

import json
from typing import Annotated, Literal

import typer

from cnesg.cli.options import WorkspaceOption
from cnesg.errors import render

commands = typer.Typer(invoke_without_command=True, rich_markup_mode=None)


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    app.add_typer(commands, name="store", help=render("cli.store"))


@commands.callback()
def overview(context: typer.Context) -> None:
    """Without a command, the help."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@commands.command("check", help=render("cli.store_check"))
def check(
    workspace: WorkspaceOption,
    output: Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))] = "table",
) -> int:
    """Compare every file with what was committed. Exit 1 when something is damaged."""
    from cnesg.pipeline import Workspace

    with Workspace.open(workspace) as opened:
        findings = opened.store.check()
    damaged = any(finding.severity == "error" for finding in findings)
    if output == "json":
        rows = [{"severity": finding.severity, "finding": finding.problem.text()} for finding in findings]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return int(damaged)
    for finding in findings:
        typer.echo(f"{finding.severity}: {finding.problem.text()}", err=finding.severity == "error")
    if not damaged:
        typer.echo(render("cli.store_sound", folder=workspace))
    return int(damaged)
