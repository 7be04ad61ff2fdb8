"""`cnesg methodology selection`: the indicators against the frameworks that justify each."""

import json
from typing import Annotated, Literal

import typer

from cnesg.cli.methodology import commands
from cnesg.errors import current_language, render


def register(_app: typer.Typer) -> None:
    """Add the command to `cnesg methodology`."""
    commands.command("selection", help=render("cli.methodology_selection"))(show_selection)


def show_selection(
    output: Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))] = "table",
) -> None:
    """Print the matrix, and the counts that the source gives."""
    from cnesg.framework import load_methodology
    from cnesg.framework.mappings import load_mappings
    from cnesg.framework.selection import frameworks, selection
    from cnesg.framework.standards import load_standards

    methodology = load_methodology()
    selected = selection(methodology, load_mappings())
    columns = frameworks(selected, load_standards())
    language = current_language()
    if output == "json":
        rows = [
            {
                "code": entry.indicator.code,
                "name": getattr(entry.indicator.name, language),
                "items": {code: list(items) for code, items in entry.items.items()},
                "policy": getattr(entry.policy.policy, language) if entry.policy else None,
            }
            for entry in selected
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    from rich.table import Table

    from cnesg.cli.tables import console

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(render("tables.code"), min_width=5)
    table.add_column(render("tables.name"), max_width=32, no_wrap=True)
    for standard in columns:
        table.add_column(standard.short, justify="center")
    table.add_column(render("tables.policy"), max_width=32, no_wrap=True)
    for entry in selected:
        marks = ["x" if standard.standard in entry.items else "" for standard in columns]
        policy = getattr(entry.policy.policy, language) if entry.policy else ""
        table.add_row(entry.indicator.code, getattr(entry.indicator.name, language), *marks, policy)
    console().print(table)
    chinese = sum(entry.policy is not None for entry in selected)
    shared = sum(bool(entry.items) for entry in selected)
    typer.echo(render("tables.selection", count=len(selected), shared=shared, chinese=chinese))
