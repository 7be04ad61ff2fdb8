"""`cnesg methodology`: check, show, export."""

import json
from pathlib import Path
from typing import Annotated

import typer

from cnesg.errors import InputError, current_language, render

commands = typer.Typer(invoke_without_command=True, rich_markup_mode=None)


@commands.callback()
def overview(context: typer.Context) -> None:
    """Without a command, the help."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    app.add_typer(commands, name="methodology", help=render("cli.methodology"))


@commands.command("check", help=render("cli.methodology_check"))
def check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help=render("cli.methodology_folder"), show_default=False)
    ] = None,
) -> None:
    """Prove that the methodology is whole, and count it."""
    from cnesg.framework.incidents import load_incidents
    from cnesg.framework.inspection import check_methodology
    from cnesg.framework.standards import load_standards

    found = check_methodology(folder)
    typer.echo(
        render(
            "cli.methodology_ok",
            dimensions=len(found.dimensions),
            level1=len(found.level1),
            level2=len(found.level2),
            data_points=len(found.data_points),
            metrics=len(found.metrics),
            incidents=len(load_incidents(found.folder).types) if (found.folder / "incidents").is_dir() else 0,
            standards=len(load_standards(found.folder).by_code) if (found.folder / "standards").is_dir() else 0,
            industries=len(found.industries),
            version=found.versions.methodology,
        )
    )


@commands.command("show", help=render("cli.methodology_show"))
def show(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help=render("cli.methodology_code"), show_default=False)
    ] = None,
) -> None:
    """Print an entry, or the tree of indicators."""
    import yaml

    from cnesg.cli.tables import console
    from cnesg.framework import load_methodology
    from cnesg.pipeline.methodology import entry, indicator_tree

    methodology = load_methodology()
    if code is None:
        console().print(indicator_tree(methodology, current_language()))
        return
    found = entry(methodology, code)
    if found is None:
        raise InputError.of("cli.methodology_unknown", code=code)
    typer.echo(yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=110), nl=False)


@commands.command("export", help=render("cli.methodology_export"))
def export(
    _format: Annotated[str, typer.Option("--format", help=render("cli.format"))] = "json",
    profile: Annotated[
        str | None, typer.Option("--profile", help=render("cli.export_profile"), show_default=False)
    ] = None,
) -> None:
    """Print the whole methodology as JSON, or as a profile sees it."""
    if _format != "json":
        raise InputError.of("cli.export_format", format=_format)
    from cnesg.framework import load_methodology
    from cnesg.framework.overrides import with_everything
    from cnesg.framework.profiles import find_profile
    from cnesg.pipeline.methodology import export_methodology

    methodology = load_methodology()
    if profile is not None:
        methodology = with_everything(methodology, find_profile(methodology, profile))
    typer.echo(json.dumps(export_methodology(methodology), ensure_ascii=False, indent=2))
