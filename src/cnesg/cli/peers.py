"""`cnesg peers`: quartile boundaries out of a large market, into a small one."""

from pathlib import Path
from typing import Annotated

import typer

from cnesg.cli.options import AsOfOption, WorkspaceOption
from cnesg.errors import InputError, render

commands = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
_FORMATS = {".csv": "csv", ".parquet": "parquet", ".jsonl": "jsonl"}


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    app.add_typer(commands, name="peers", help=render("cli.peers"))


@commands.callback()
def overview(context: typer.Context) -> None:
    """Without a command, the help."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@commands.command("export", help=render("cli.peers_export"))
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=render("cli.peers_export_file"), show_default=False)],
    workspace: WorkspaceOption,
    as_of: AsOfOption = None,
    year: Annotated[int | None, typer.Option("--year", help=render("cli.peers_year"), min=1990, max=2100)] = None,
    profile: Annotated[str | None, typer.Option(help=render("cli.profile_run"), show_default=False)] = None,
    least: Annotated[int, typer.Option(help=render("cli.peers_least"), min=0)] = 0,
) -> None:
    """Write quartile boundaries with counts and source."""
    if file.suffix not in _FORMATS:
        raise InputError.of("sources.unknown_format", path=file, formats=", ".join(sorted(_FORMATS)))
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.runs.peer_exchange import exported_quartiles
    from cnesg.pipeline.writing import facts_bytes, write_whole

    with Workspace.open(workspace) as opened:
        rows = exported_quartiles(opened, as_of, profile, year, least)
    plain = [row | {"published": row["published"].isoformat()} for row in rows.iter_rows(named=True)]
    write_whole(file, facts_bytes(plain, _FORMATS[file.suffix]))  # type: ignore[arg-type]
    typer.echo(
        render(
            "cli.peers_exported",
            rows=rows.height,
            groups=rows["group"].n_unique(),
            points=rows["data_point"].n_unique(),
            years=", ".join(str(one) for one in rows["fiscal_year"].unique().sort()),
            path=file,
        )
    )


@commands.command("import", help=render("cli.peers_import"))
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=render("cli.import_file"), show_default=False)],
    workspace: WorkspaceOption,
    always: Annotated[bool, typer.Option("--always", help=render("cli.peers_always"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=render("cli.import_dry_run"))] = False,
) -> int:
    """Store quartile boundaries. Exit 1 where they come from another edition of the methodology."""
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.imports.importing import import_file
    from cnesg.pipeline.imports.peer_boundaries import other_editions

    with Workspace.open(workspace) as opened:
        before = opened.store.position
        done = import_file(opened, "peers", file, {"always": "true"} if always else None, dry_run=dry_run)
        stored = opened.store.read("peers")
        others = other_editions(opened, stored.filter(stored["position"] > before))
        version = opened.methodology.versions.methodology
    typer.echo(render("cli.import_would" if dry_run else "cli.import_done", path=file, rows=done.rows, kind="peers"))
    if done.position is not None:
        typer.echo(render("cli.import_commit", position=done.position, folder=workspace))
    for other in others:
        typer.echo(render("cli.peers_edition", other=other, version=version), err=True)
    return int(bool(others))
