"""`cnesg methodology choices` and `diff`: what was assumed, and what another version or profile changes."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from cnesg.cli.methodology import commands
from cnesg.errors import current_language, render

if TYPE_CHECKING:
    from cnesg.framework import Methodology

TableOrJson = Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))]


def register(_app: typer.Typer) -> None:
    """Add the commands to `cnesg methodology`."""
    commands.command("choices", help=render("cli.methodology_choices"))(choices)
    commands.command("diff", help=render("cli.methodology_diff"))(diff)


def choices(
    under: Annotated[str, typer.Argument(metavar="PLACE", help=render("cli.methodology_under"))] = "",
    output: TableOrJson = "table",
) -> None:
    """Print every assumed value."""
    from cnesg.framework import load_methodology
    from cnesg.framework.choices import assumed_choices

    found = [choice for choice in assumed_choices(load_methodology()) if choice.path.startswith(under)]
    if output == "json":
        rows = [
            {
                "path": choice.path,
                "value": choice.value,
                "alternatives": list(choice.alternatives),
                "reference": choice.reference,
            }
            for choice in found
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
        return
    from rich.table import Table

    from cnesg.cli.tables import console

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("path", "value", "alternatives", "reference"):
        table.add_column(render(f"choices.{head}"), overflow="fold")
    for choice in found:
        other = ", ".join(f"{value:g}" for value in choice.alternatives)
        table.add_row(choice.path, _shown(choice.value), other, choice.reference.removeprefix("docs/decisions/"))
    console().print(table)
    typer.echo(render("choices.heading", count=len(found)))


def diff(
    other: Annotated[str, typer.Argument(metavar="OTHER", help=render("cli.methodology_other"))],
    output: TableOrJson = "table",
) -> None:
    """Say in words what another methodology folder or a profile changes."""
    from cnesg.framework import load_methodology
    from cnesg.framework.differences import differences

    ours = load_methodology()
    theirs = load_methodology(Path(other)) if Path(other).is_dir() else _with_profile(ours, other)
    found = differences(ours, theirs)
    if output == "json":
        rows = [{"path": d.path, "before": d.before, "after": d.after} for d in found]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
        return
    for difference in found:
        what = _in_words(ours, theirs, difference.path)
        if difference.before is None:
            typer.echo(render("choices.added", what=what))
        elif difference.after is None:
            typer.echo(render("choices.removed", what=what))
        else:
            before, after = _shown(difference.before), _shown(difference.after)
            typer.echo(render("choices.changed", what=what, before=before, after=after))
    if not found:
        typer.echo(render("choices.same"))


def _with_profile(methodology: "Methodology", wanted: str) -> "Methodology":
    from cnesg.framework.choices import with_everything
    from cnesg.framework.profiles import find_profile

    return with_everything(methodology, find_profile(methodology, wanted))


def _in_words(ours: "Methodology", theirs: "Methodology", path: str) -> str:
    """A place with the name of the entry it stands in: `E0102 Indirect Energy Consumption, mix.value`."""
    area, _, rest = path.partition(".")
    code, _, field = rest.partition(".")
    entry = getattr(ours, area, {}) if area != "rules" else {}
    named = entry.get(code) if isinstance(entry, Mapping) else None
    if named is None and area != "rules":
        others = getattr(theirs, area, {})
        named = others.get(code) if isinstance(others, Mapping) else None
    name = getattr(getattr(named, "name", None), current_language(), None)
    return f"{code} {name}" + (f", {field}" if field else "") if name else path


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_shown(inner)}" for name, inner in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(_shown(member) for member in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
