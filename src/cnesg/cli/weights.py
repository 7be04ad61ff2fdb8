"""`cnesg methodology ahp` and `weights`: weights from pairwise judgements, and the weights in effect."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from cnesg.cli.methodology import commands
from cnesg.errors import current_language, render

TableOrJson = Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))]


def register(_app: typer.Typer) -> None:
    """Add the commands to `cnesg methodology`."""
    commands.command("ahp", help=render("cli.ahp"))(ahp)
    commands.command("weights", help=render("cli.weights"))(weights)


def ahp(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help=render("cli.ahp_file"), show_default=False)
    ] = None,
    output: TableOrJson = "table",
) -> int:
    """Print the weights of pairwise judgements; exit 1 where they are not consistent enough."""
    from cnesg.framework.judgements import load_judgements
    from cnesg.pipeline.methodology.weighting import judged, weigh_file

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


def weights(
    industry: Annotated[
        str | None,
        typer.Option("--industry", metavar="NAME_OR_CODE", help=render("cli.weights_industry"), show_default=False),
    ] = None,
    profile: Annotated[str, typer.Option("--profile", help=render("cli.weights_profile"))] = "default",
    workspace: Annotated[
        Path | None, typer.Option("--workspace", "-w", help=render("cli.weights_workspace"), show_default=False)
    ] = None,
    output: TableOrJson = "table",
) -> None:
    """Print the weights in effect at every level, with what they come from."""
    from cnesg.cli.options import today
    from cnesg.companies.industries import find_industry
    from cnesg.framework import load_methodology
    from cnesg.framework.judgements import load_judgements
    from cnesg.framework.mappings import load_mappings
    from cnesg.framework.materiality import load_materiality
    from cnesg.framework.overrides import with_everything
    from cnesg.framework.profiles import find_profile
    from cnesg.framework.weighting import level1_weights, load_weighting
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.as_of.industries import with_industries
    from cnesg.pipeline.methodology.weighting import WeightView, effective_weights

    methodology = load_methodology()
    chosen = find_profile(methodology, profile)
    seen = with_everything(methodology, chosen)
    if workspace is not None:
        with Workspace.open(workspace) as opened:
            seen = with_industries(opened, seen)
    code = find_industry(industry, seen.industries) if industry else None
    folder = None if seen.folder == methodology.folder else seen.folder
    inputs = level1_weights(methodology, load_mappings(folder), load_judgements(folder), load_weighting(folder))
    view = WeightView(seen, chosen, code, load_materiality(folder), inputs)
    content = effective_weights(view, today().year - 1)
    if output == "json":
        typer.echo(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        _print_weights(content)


def _print_weights(content: Mapping[str, Any]) -> None:
    language, industry = current_language(), content["industry"]
    if industry:
        typer.echo(render("cli.weights_of", industry=industry["name"][language], code=industry["code"]) + "\n")
    heads = ["weight", *(["weight_materiality"] if industry else []), "weight_share", "weight_of_total"]
    heads += ["weight_items", "weight_judged", "weight_performance"]
    rows = []
    for row in content["weights"]:
        rating = [_rating(row)] if industry else []
        shares = [_percent(row["share"]), _percent(row["of_total"])]
        if row["inapplicable"]:
            shares = [render("tables.weight_inapplicable"), ""]
        inputs = [f"{row[name]:.3f}" if name in row else "" for name in ("items", "judged")]
        mix = _percent(row["performance"]) if "performance" in row else ""
        indented = "  " * (len(row["code"]) // 2) + row["code"]
        rows.append([indented, row["name"][language], f"{row['weight']:.2f}", *rating, *shares, *inputs, mix])
    _table([render(f"tables.{head}") for head in ("code", "name", *heads)], rows, texts=2)
    typer.echo("\n" + render("cli.weights_legend"))
    for row in content["weights"]:
        if row["reason"] and row["rated"] == row["code"]:
            typer.echo(f"{row['code']} {row['materiality']}: {row['reason'][language]}")


def _rating(row: Mapping[str, Any]) -> str:
    """The rating, in brackets where it is that of the Level I indicator above."""
    if row["materiality"] is None:
        return ""
    return str(row["materiality"]) if row["rated"] == row["code"] else f"({row['materiality']})"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


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
