"""`cnesg store`: look after what the workspace holds."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

import typer

from cnesg.cli.options import AsOfOption, StoreAtOption, WorkspaceOption
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
    from cnesg.cli.tables import print_findings
    from cnesg.store import Store

    with Store.open(workspace) as opened:
        findings = opened.check()
    return print_findings(findings, output, render("cli.store_sound", folder=workspace))


@commands.command("log", help=render("cli.store_log"))
def log(
    workspace: WorkspaceOption,
    limit: Annotated[int, typer.Option(help=render("cli.limit"), min=0)] = 20,
    output: Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))] = "table",
) -> None:
    """Print what was stored when, newest first."""
    from cnesg.cli.tables import console, plain_table
    from cnesg.store import Store

    with Store.open(workspace) as opened:
        entries = opened.log()[::-1]
    shown = entries[:limit] if limit else entries
    if output == "json":
        typer.echo(json.dumps([entry.as_json() for entry in shown], ensure_ascii=False, indent=2))
        return
    table = plain_table("stored", "recorded", "kind", "rows", "quote")
    for entry in shown:
        rows = sum(written.rows for written in entry.tables.values())
        told = (str(entry.position), f"{entry.recorded_at:%Y-%m-%d %H:%M:%S}", entry.kind, f"{rows:,}", entry.note)
        table.add_row(*told)
    out = console()
    out.print(table)
    if len(shown) < len(entries):
        out.print(render("tables.more", count=len(entries) - len(shown)))


@commands.command("migrate", help=render("cli.store_migrate"))
def migrate(workspace: WorkspaceOption) -> None:
    """Carry tables of an earlier cnesg over."""
    from cnesg.store import Store

    with Store.open(workspace) as opened:
        older = opened.older()
        if older:
            opened.migrate()
        position = opened.position
    if not older:
        typer.echo(render("cli.store_migrate_nothing", folder=workspace))
        return
    told = ", ".join(f"{name} {start} -> {goal}" for name, (start, goal) in older.items())
    typer.echo(render("cli.store_migrate_done", folder=workspace, tables=told, position=position))


@commands.command("compact", help=render("cli.store_compact"))
def compact(
    workspace: WorkspaceOption,
    least_files: Annotated[int, typer.Option("--least-files", help=render("cli.store_least_files"), min=2)] = 8,
) -> None:
    """Put many small files into few."""
    from cnesg.store import Store

    with Store.open(workspace) as opened:
        entry = opened.compact(least_files)
    if entry is None:
        typer.echo(render("cli.store_compact_nothing"))
        return
    files = sum(len(written.removed) for written in entry.tables.values())
    typer.echo(render("cli.store_compact_done", tables=entry.note, files=files, position=entry.position))


@commands.command("vacuum", help=render("cli.store_vacuum"))
def vacuum(
    workspace: WorkspaceOption,
    hours: Annotated[float, typer.Option("--older-than-hours", help=render("cli.store_vacuum_hours"), min=0)] = 24,
) -> None:
    """Delete files that no reader needs."""
    from cnesg.store import Store

    with Store.open(workspace) as opened:
        entry = opened.vacuum(timedelta(hours=hours))
    files = sum(len(written.removed) for written in entry.tables.values()) if entry else 0
    typer.echo(render("cli.store_vacuum_done", files=files))


@commands.command("backup", help=render("cli.store_backup"))
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=render("cli.store_backup_file"), show_default=False)],
    workspace: WorkspaceOption,
) -> None:
    """Copy the workspace into one file."""
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.keeping.copies import backup as copy

    with Workspace.open(workspace) as opened:
        position = copy(opened, file)
    typer.echo(render("cli.store_backup_done", path=file, position=position))


@commands.command("restore", help=render("cli.store_restore"))
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=render("cli.store_backup_file"), show_default=False)],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=render("cli.store_restore_dir"), show_default=False)],
) -> None:
    """Make a workspace from a copy."""
    from cnesg.pipeline.keeping.copies import fill_database
    from cnesg.pipeline.keeping.copies import restore as made_from
    from cnesg.verification.ledger import FILE

    position = made_from(file, folder)
    typer.echo(render("cli.store_restore_done", folder=folder, position=position))
    filled = fill_database(folder)
    if filled is not None:
        typer.echo(render("cli.store_restore_filled" if filled else "cli.store_restore_left", path=folder / FILE))


@commands.command("share", help=render("cli.store_share"))
def share(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help=render("cli.store_address"), show_default=False)],
    workspace: WorkspaceOption,
) -> None:
    """Keep the workspace where other machines find it."""
    from cnesg.store import Store

    with Store.open(workspace) as opened:
        opened.share(address)
        position = opened.position
    typer.echo(render("cli.store_share_done", address=address, position=position))


@commands.command("join", help=render("cli.store_join"))
def join(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help=render("cli.store_address"), show_default=False)],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=render("cli.store_restore_dir"), show_default=False)],
) -> None:
    """Make a working copy of a shared workspace."""
    from cnesg.store import Store

    with Store.join(address, folder) as opened:
        position = opened.position
    typer.echo(render("cli.store_join_done", folder=folder, position=position))


@commands.command("fetch", help=render("cli.store_fetch"))
def fetch(workspace: WorkspaceOption) -> None:
    """Bring in what other machines wrote."""
    from cnesg.errors import WorkspaceError
    from cnesg.store import Store

    with Store.open(workspace) as opened:
        if opened.origin is None:
            raise WorkspaceError.of("store.not_shared", path=workspace)
        came = opened.fetch()
        position = opened.position
    typer.echo(render("cli.store_fetch_done", lines=came, position=position))


@commands.command("export", help=render("cli.store_export"))
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=render("cli.store_export_dir"), show_default=False)],
    workspace: WorkspaceOption,
    file_format: Annotated[Literal["parquet", "csv"], typer.Option("--format", help=render("cli.format"))] = "parquet",
    as_of: AsOfOption = None,
    store_at: StoreAtOption = None,
) -> None:
    """Write every table as a plain file."""
    from cnesg.model import available_instant
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.keeping.copies import export as write_all

    with Workspace.open(workspace) as opened:
        counts = write_all(opened, folder, file_format, available_instant(as_of) if as_of else None, store_at)
    for name, rows in counts.items():
        typer.echo(f"{folder / name}.{file_format}: {rows:,}")


@commands.command("sql", help=render("cli.store_sql"))
def sql(
    statement: Annotated[str, typer.Argument(metavar="SQL", help=render("cli.store_sql_text"), show_default=False)],
    workspace: WorkspaceOption,
    as_of: AsOfOption = None,
    store_at: StoreAtOption = None,
    output: Annotated[Literal["table", "json", "csv"], typer.Option("--format", help=render("cli.format"))] = "table",
) -> None:
    """Ask in SQL."""
    from rich.table import Table

    from cnesg.cli.tables import console, print_plain
    from cnesg.store import Store

    with Store.open(workspace) as opened:
        rows = opened.sql(statement, as_of=as_of, at=store_at)
    if output != "table":
        print_plain(rows, output)
    else:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for name, dtype in rows.schema.items():
            table.add_column(name, justify="right" if dtype.is_numeric() else "left")
        for row in rows.iter_rows():
            table.add_row(*("" if value is None else str(value) for value in row))
        console().print(table)
