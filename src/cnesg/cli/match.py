"""`cnesg verify match`: names and the companies they mean."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from cnesg.cli.options import AsOfOption, ByOption, WorkspaceOption
from cnesg.errors import render

commands = typer.Typer(invoke_without_command=True, rich_markup_mode=None)

_Format = Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))]
_SHOWN_ID = 8


@commands.callback()
def overview(context: typer.Context) -> None:
    """Without a command, the help."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@commands.command("names", help=render("cli.match_names"))
def names_(
    workspace: WorkspaceOption,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME...", help=render("cli.match_name"), show_default=False)
    ] = None,
    file: Annotated[Path | None, typer.Option(help=render("cli.match_file"), show_default=False)] = None,
    once: Annotated[bool, typer.Option("--each-once", help=render("cli.match_once"))] = False,
    as_of: AsOfOption = None,
    output: _Format = "table",
) -> None:
    """Match names, and put doubtful ones into the queue."""
    import json
    from dataclasses import asdict

    from cnesg.cli.tables import console, plain_table
    from cnesg.model import available_instant
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.imports.matching import match_names
    from cnesg.sources import decoded_text

    wanted = list(names or [])
    if file is not None:
        wanted += [line.strip() for line in decoded_text(file).splitlines() if line.strip()]
    with Workspace.open(workspace) as opened:
        source = file.name if file else "names"
        found = match_names(opened, wanted, source, available_instant(as_of) if as_of else None, once=once)
    if output == "json":
        told = [{**asdict(match), "company_id": match.company_id} for match in found.values()]
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    table = plain_table("name", "verdict", "issuer", "candidates")
    for match in found.values():
        others = "; ".join(f"{one.company_id} {one.name} {one.score:.2f}" for one in match.candidates)
        table.add_row(
            match.wanted,
            render(f"tables.{'likely' if match.by_habit else match.verdict}"),
            match.company_id or "",
            others,
        )
    console().print(table)


@commands.command("list", help=render("cli.match_list"))
def list_(workspace: WorkspaceOption, output: _Format = "table") -> None:
    """Print what waits."""
    import json

    from cnesg.cli.tables import console, plain_table
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.imports.matching import waiting_matches

    with Workspace.open(workspace) as opened:
        waiting = waiting_matches(opened)
    if output == "json":
        told = [{"id": one.entry_id, **one.subject, "asked_at": one.asked_at.isoformat()} for one in waiting]
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    table = plain_table("id", "name", "source", "candidates")
    for one in waiting:
        offered = "; ".join(f"{c['company_id']} {c['name']} {c['score']:.2f}" for c in one.subject["candidates"])
        table.add_row(one.entry_id[:_SHOWN_ID], one.subject["name"], one.subject["source"], offered)
    console().print(table)


@commands.command("accept", help=render("cli.match_accept"))
def accept(
    entry: Annotated[str, typer.Argument(metavar="ID", help=render("cli.match_id"), show_default=False)],
    company: Annotated[str, typer.Argument(metavar="COMPANY", help=render("cli.company"), show_default=False)],
    by: ByOption,
    workspace: WorkspaceOption,
) -> None:
    """The name means this company."""
    _decide(workspace, entry, company, by)


@commands.command("none", help=render("cli.match_none"))
def none(
    entries: Annotated[list[str], typer.Argument(metavar="ID...", help=render("cli.match_id"), show_default=False)],
    by: ByOption,
    workspace: WorkspaceOption,
) -> None:
    """The names mean none of the workspace's companies."""
    for entry in entries:
        _decide(workspace, entry, None, by)


def _decide(workspace: WorkspaceOption, entry: str, company: str | None, by: str) -> None:
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.imports.matching import decide_match

    with Workspace.open(workspace) as opened:
        name, answer, new = decide_match(opened, entry, company, by)
    typer.echo(render("cli.match_done" if new else "cli.match_already", name=name, answer=answer))
