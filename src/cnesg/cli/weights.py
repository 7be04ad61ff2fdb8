"""`cnesg methodology ahp` and `weights`: weights from pairwise judgements, and the weights in effect."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from cnesg.cli.methodology import commands
from cnesg.errors import render

TableOrJson = Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))]


def register(_app: typer.Typer) -> None:
    """Add the commands to `cnesg methodology`."""
    commands.command("ahp", help=render("cli.ahp"))(ahp)


def ahp(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help=render("cli.ahp_file"), show_default=False)
    ] = None,
    output: TableOrJson = "table",
) -> int:
    """Print the weights of pairwise judgements; exit 1 where they are not consistent enough."""
    from cnesg.framework.judgements import load_judgements
    from cnesg.pipeline.weighting import judged, weigh_file

    ours = load_judgements()
    found = list(ours.by_parent.values()) if file is None else [weigh_file(file, ours)]
    contents = [judged(weighed) for weighed in found]
    if output == "json":
        typer.echo(json.dumps(contents if file is None else contents[0], ensure_ascii=False, indent=2))
    else:
        for content in contents:
            _print_judged(content, ours.scale.acceptable_ratio)
    return 0 if all(weighed.acceptable for weighed in found) else 1


def _print_judged(content: Mapping[str, Any], limit: float) -> None:
    typer.echo(render("cli.ahp_of", of=content["of"]))
    rows = [[member, f"{weight:.4f}"] for member, weight in content["weights"].items()]
    _table([render("tables.ahp_member"), render("tables.weight")], rows)
    state = "cli.ahp_acceptable" if content["acceptable"] else "cli.ahp_inconsistent"
    ratio, eigenvalue = f"{content['consistency_ratio']:.3f}", f"{content['eigenvalue']:.3f}"
    typer.echo(render(state, ratio=ratio, limit=f"{limit:g}", eigenvalue=eigenvalue))
    if not content["acceptable"]:
        rows = [
            [f"{pair['first']} : {pair['second']}", f"{pair['given']:.3g}", f"{pair['implied']:.3g}"]
            for pair in content["pairs"][:3]
        ]
        _table([render(f"tables.ahp_{head}") for head in ("pair", "given", "implied")], rows)
    typer.echo()


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], texts: int = 1) -> None:
    """A table whose first columns are texts and the others numbers."""
    from rich.table import Table
    from rich.text import Text

    from cnesg.cli.tables import console

    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, head in enumerate(heads):
        table.add_column(head, justify="left" if place < texts else "right", no_wrap=place == 0)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console().print(table)
