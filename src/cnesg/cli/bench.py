"""`cnesg bench`: measures of this machine beside their limits."""

import json
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer

from cnesg.errors import render

commands = typer.Typer(invoke_without_command=True, rich_markup_mode=None)


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    app.add_typer(commands, name="bench", help=render("cli.bench"))


@commands.callback()
def overview(context: typer.Context) -> None:
    """Without a command, the help."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@commands.command("store", help=render("cli.bench_store"))
def store(
    companies: Annotated[int, typer.Option(help=render("cli.bench_companies"), min=10)] = 5500,
    years: Annotated[int, typer.Option(help=render("cli.bench_years"), min=1)] = 4,
    folder: Annotated[Path | None, typer.Option(help=render("cli.bench_folder"), show_default=False)] = None,
) -> int:
    """Measure the store. Exit 1 when a figure is beyond its limit."""
    from cnesg.bench.store import measure_store
    from cnesg.bench.timing import Measure
    from cnesg.cli.tables import console, plain_table

    table = plain_table("what", "value", "unit", "limit")
    found: list[Measure] = []
    with tempfile.TemporaryDirectory(dir=folder, prefix="cnesg-bench-") as place:
        found += measure_store(Path(place), companies=companies, years=years)
    for one in found:
        table.add_row(one.name, f"{one.value:,.3g}" if one.value < 1000 else f"{one.value:,.0f}", one.unit, _limit(one))
    console().print(table)
    told: dict[str, Any] = {one.name: round(one.value, 4) for one in found}
    kept = all(one.kept for one in found)
    typer.echo(json.dumps(told | {"within_limits": kept}, ensure_ascii=False))
    return int(not kept)


def _limit(one: Any) -> str:
    if one.limit is None:
        return ""
    return f"{'≤' if one.kept else '> !'} {one.limit:g}"
