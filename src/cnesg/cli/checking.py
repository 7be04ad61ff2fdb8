"""`cnesg verify next|answer|undo|quality`: one value after another, checked at a terminal."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from cnesg.cli.options import ByOption, WorkspaceOption
from cnesg.errors import current_language, render

if TYPE_CHECKING:
    from cnesg.pipeline.checking.terminal import Quality, Shown
    from cnesg.pipeline.workspace import Workspace
    from cnesg.verification.agreement import ShareOf

_FormatOption = Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))]
_NEIGHBOURS = 6
_SHOWN_ID = 8


def add_to(commands: typer.Typer) -> None:
    """Add the commands to the group `verify`."""
    commands.command("next", help=render("cli.verify_next"))(next_)
    commands.command("answer", help=render("cli.verify_answer"))(answer_)
    commands.command("undo", help=render("cli.verify_undo"))(undo_)
    commands.command("quality", help=render("cli.verify_quality"))(quality_)


def next_(
    by: ByOption,
    workspace: WorkspaceOption,
    senior: Annotated[bool, typer.Option("--senior", help=render("cli.verify_senior"))] = False,
    output: _FormatOption = "table",
) -> None:
    """Give a person the value most worth checking, and print it with its place and its neighbours."""
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.checking.terminal import next_value

    with Workspace.open(workspace) as opened:
        shown = next_value(opened, by, senior=senior)
        if shown is None:
            typer.echo("null" if output == "json" else render("cli.verify_nothing"))
        elif output == "json":
            typer.echo(_json({"value": shown.row, "neighbours": shown.neighbours, "until": shown.until}))
        else:
            _print_shown(opened, shown)


def answer_(
    said: Annotated[
        Literal["confirmed", "corrected", "rejected", "not-found"],
        typer.Argument(metavar="ANSWER", help=render("cli.verify_said"), show_default=False),
    ],
    by: ByOption,
    workspace: WorkspaceOption,
    value: Annotated[float | None, typer.Option(help=render("cli.verify_value"), show_default=False)] = None,
    reason: Annotated[str | None, typer.Option(help=render("cli.verify_reason"), show_default=False)] = None,
) -> None:
    """Say what the source says of the value given last."""
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.checking.terminal import answer

    with Workspace.open(workspace) as opened:
        given = answer(opened, by, said, value=value, reason=reason)
    if given.already:
        typer.echo(render("cli.verify_noted_already", row=given.about[:_SHOWN_ID]))
        return
    # Nothing is told of what follows: who knows that a second person is asked is no longer blind.
    typer.echo(render("cli.verify_noted"))


def undo_(by: ByOption, workspace: WorkspaceOption) -> None:
    """Take the last answer back."""
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.checking.terminal import undo

    with Workspace.open(workspace) as opened:
        given = undo(opened, by)
    name = "cli.verify_undone_already" if given.already else "cli.verify_undone"
    typer.echo(render(name, row=given.about[:_SHOWN_ID]))


def quality_(workspace: WorkspaceOption, output: _FormatOption = "table") -> None:
    """Print how well people agree, what they catch, how long they take, and how often machines were right."""
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.checking.terminal import quality

    with Workspace.open(workspace) as opened:
        found = quality(opened)
    if output == "json":
        typer.echo(_json(_as_json(found)))
    else:
        _print_quality(found)


def _print_shown(workspace: "Workspace", shown: "Shown") -> None:
    from cnesg.cli.tables import console, plain_table

    row, out = shown.row, console()
    where = render("cli.verify_page", page=row["page"]) if row["page"] else render("cli.verify_line", line=row["line"])
    out.print(f"{_label(workspace, row)} · {row['company_id']} · {row['fiscal_year']}", markup=False, style="bold")
    out.print(f"  [bold]{_number(row['value'])}[/bold] {row['unit'] or ''}")
    out.print(f"  {where} · {row['document'][:12] if row['document'] else ''}", markup=False)
    out.print(f"  “{row['quote'] or ''}”", markup=False)
    for warning in row["warnings"] or []:
        out.print(f"  ! {warning}", markup=False)
    if shown.neighbours:
        table = plain_table("metric", "year", "value", "unit", "quote")
        for near in shown.neighbours[:_NEIGHBOURS]:
            told = [_label(workspace, near), str(near["fiscal_year"]), _number(near["value"]), near["unit"] or ""]
            table.add_row(*told, (near["quote"] or "")[:40])
        out.print()
        out.print(render("cli.verify_near"))
        out.print(table)
    out.print(render("cli.verify_how"), markup=False)


def _label(workspace: "Workspace", row: Mapping[str, Any]) -> str:
    methodology = workspace.methodology
    entry = methodology.metrics.get(row["concept"]) or methodology.data_points.get(row["concept"])
    name = getattr(entry, "label", None) or getattr(entry, "name", None)
    label = str(getattr(name, current_language(), row["concept"]))
    classes = json.loads(row["breakdown"] or "{}")
    return f"{label} ({', '.join(classes.values())})" if classes else label


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.15g}"


def _print_quality(found: "Quality") -> None:
    from cnesg.cli.tables import console, plain_table

    out = console()
    first, second, third = (found.waiting[kind] for kind in ("first", "second", "third"))
    out.print(render("cli.verify_counts", opinions=found.opinions, first=first, second=second, third=third))
    two = found.agreement
    if two.observed is not None:
        kappa = "–" if two.kappa is None else f"{two.kappa:.3f}"
        observed, ac1 = f"{two.observed:.1%}", f"{two.ac1:.3f}"
        out.print(render("cli.verify_agreement", count=two.count, observed=observed, kappa=kappa, ac1=ac1))
    table = plain_table("measured", "share", "values", "ninety_five")
    for kind, share in found.caught.items():
        table.add_row(render("cli.verify_caught", kind=render(f"cli.planted_{kind}")), *_told(share))
    for way, share in found.precision.items():
        table.add_row(render("cli.verify_right", way=way), *_told(share))
    if found.sampled.count:
        table.add_row(render("cli.verify_sampled"), *_told(found.sampled))
    if table.row_count:
        out.print(table)
    for name, minutes in found.minutes.items():
        out.print(render("cli.verify_minutes", by=name, seconds=f"{minutes * 60:.1f}"))


def _told(share: "ShareOf") -> list[str]:
    return [f"{share.share or 0:.1%}", f"{share.hits}/{share.count}", f"{share.low:.1%}–{share.high:.1%}"]


def _as_json(found: "Quality") -> dict[str, Any]:
    from dataclasses import asdict

    told = asdict(found)
    for name in ("caught", "precision"):
        shares = getattr(found, name)
        told[name] = {key: told[name][key] | {"share": shares[key].share} for key in shares}
    told["sampled"]["share"] = found.sampled.share
    return told


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2, default=str)
