"""`cnesg bench`: measures of this machine beside their limits."""

import json
import math
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cnesg.errors import render

if TYPE_CHECKING:
    from cnesg.bench.timing import Measure

_WHOLE = 1000

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

    with tempfile.TemporaryDirectory(dir=folder, prefix="cnesg-bench-") as place:
        return _told(measure_store(Path(place), companies=companies, years=years))


@commands.command("news", help=render("cli.bench_news"))
def news(
    items: Annotated[int, typer.Option(help=render("cli.bench_items"), min=1000)] = 20_000,
    companies: Annotated[int, typer.Option(help=render("cli.bench_companies"), min=10)] = 5500,
    folder: Annotated[Path | None, typer.Option(help=render("cli.bench_folder"), show_default=False)] = None,
) -> int:
    """Measure the reading of news. Exit 1 when a figure is beyond its limit."""
    from cnesg.bench.news import measure_news

    with tempfile.TemporaryDirectory(dir=folder, prefix="cnesg-bench-") as place:
        return _told(measure_news(Path(place), items=items, companies=companies))


@commands.command("score", help=render("cli.bench_score"))
def score(
    companies: Annotated[int, typer.Option(help=render("cli.bench_companies"), min=10)] = 5500,
    months: Annotated[int, typer.Option(help=render("cli.bench_months"), min=1)] = 12,
    folder: Annotated[Path | None, typer.Option(help=render("cli.bench_folder"), show_default=False)] = None,
) -> int:
    """Measure scoring. Exit 1 when a figure is beyond its limit."""
    from cnesg.bench.score import measure_score

    with tempfile.TemporaryDirectory(dir=folder, prefix="cnesg-bench-") as place:
        return _told(measure_score(Path(place), companies=companies, months=months))


def _told(measures: "Iterable[Measure]") -> int:
    """Prints a table and one JSON line; 1 when a figure is beyond its limit, else 0."""
    from cnesg.cli.tables import console, plain_table

    table, told, kept = plain_table("what", "value", "unit", "limit"), {}, True
    for one in measures:
        table.add_row(
            one.name, f"{one.value:,.3g}" if one.value < _WHOLE else f"{one.value:,.0f}", one.unit, _limit(one)
        )
        told[one.name] = None if math.isnan(one.value) else round(one.value, 4)
        kept &= one.kept
    console().print(table)
    typer.echo(json.dumps(told | {"within_limits": kept}, ensure_ascii=False))
    return int(not kept)


def _limit(one: Any) -> str:
    if one.limit is None:
        return ""
    return f"{'≤' if one.kept else '> !'} {one.limit:g}"
