"""`cnesg methodology`: check, show, export."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cnesg.errors import InputError, current_language, render

if TYPE_CHECKING:
    from cnesg.framework import Methodology

ProfileOption = Annotated[str | None, typer.Option("--profile", help=render("cli.export_profile"), show_default=False)]

commands = typer.Typer(invoke_without_command=True, rich_markup_mode=None)


@commands.callback()
def overview(context: typer.Context) -> None:
    """Without a command, the help."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    app.add_typer(commands, name="methodology", help=render("cli.methodology"))


def seen_by(profile: str | None) -> "Methodology":
    """The shipped methodology, or as a profile sees it, given by name or as a YAML file."""
    from cnesg.framework import load_methodology
    from cnesg.framework.overrides import with_everything
    from cnesg.framework.profiles import find_profile

    methodology = load_methodology()
    return methodology if profile is None else with_everything(methodology, find_profile(methodology, profile))


@commands.command("check", help=render("cli.methodology_check"))
def check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help=render("cli.methodology_folder"), show_default=False)
    ] = None,
    profile: ProfileOption = None,
) -> None:
    """Prove that the methodology is whole, and count it."""
    from cnesg.framework.incidents import load_incidents
    from cnesg.framework.inspection import check_methodology
    from cnesg.framework.standards import load_standards

    if folder is not None and profile is not None:
        raise InputError.of("cli.folder_or_profile")
    found = check_methodology(folder)
    if profile is not None:
        found = seen_by(profile)
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
    profile: ProfileOption = None,
) -> None:
    """Print an entry, or the tree of indicators."""
    import yaml

    from cnesg.cli.tables import console
    from cnesg.pipeline.methodology.entries import entry, indicator_tree

    methodology = seen_by(profile)
    if code is None:
        console().print(indicator_tree(methodology, current_language()))
        return
    found = entry(methodology, code)
    if found is None:
        from cnesg.framework import load_methodology

        known = profile is not None and entry(load_methodology(), code) is not None
        raise InputError.of("cli.methodology_left_out" if known else "cli.methodology_unknown", code=code)
    typer.echo(yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=110), nl=False)


@commands.command("export", help=render("cli.methodology_export"))
def export(
    _format: Annotated[str, typer.Option("--format", help=render("cli.format"))] = "json",
    profile: ProfileOption = None,
) -> None:
    """Print the whole methodology as JSON, or as a profile sees it."""
    if _format != "json":
        raise InputError.of("cli.export_format", format=_format)
    from cnesg.pipeline.methodology.entries import export_methodology

    typer.echo(json.dumps(export_methodology(seen_by(profile)), ensure_ascii=False, indent=2))
