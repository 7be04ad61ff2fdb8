"""`cnesg verify`: what waits for a person, and what a person says of it."""

from typing import Annotated, Literal

import typer

from cnesg.cli import checking, match
from cnesg.cli.options import ByOption, WorkspaceOption
from cnesg.errors import current_language, render

commands = typer.Typer(invoke_without_command=True, rich_markup_mode=None)

_Ids = Annotated[list[str], typer.Argument(metavar="ID...", help=render("cli.verify_ids"), show_default=False)]
_Id = Annotated[str, typer.Argument(metavar="ID", help=render("cli.verify_ids"), show_default=False)]
_Reason = Annotated[str | None, typer.Option(help=render("cli.verify_reason"), show_default=False)]
_SHOWN_ID = 8


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    commands.add_typer(match.commands, name="match", help=render("cli.match"))
    checking.add_to(commands)
    app.add_typer(commands, name="verify", help=render("cli.verify"))


@commands.callback()
def overview(context: typer.Context) -> None:
    """Without a command, the help."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@commands.command("list", help=render("cli.verify_list"))
def list_(
    workspace: WorkspaceOption,
    company: Annotated[str | None, typer.Option(help=render("cli.company"), show_default=False)] = None,
    year: Annotated[
        int | None, typer.Option(help=render("cli.verify_year"), min=1990, max=2100, show_default=False)
    ] = None,
    limit: Annotated[int, typer.Option(help=render("cli.limit"), min=0)] = 20,
    output: Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))] = "table",
) -> None:
    """Print what nobody has looked at."""
    from cnesg.cli.tables import console, plain_table
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.checking.verifying import waiting

    with Workspace.open(workspace) as opened:
        rows = waiting(opened, opened.company_id(company) if company else None, year)
        methodology = opened.methodology
    if output == "json":
        typer.echo((rows.head(limit) if limit else rows).write_json())
        return
    language = current_language()
    table = plain_table("id", "issuer", "year", "metric", "value", "unit", "place", "quote", "warnings")
    for row in (rows.head(limit) if limit else rows).iter_rows(named=True):
        entry = methodology.metrics.get(row["concept"]) or methodology.data_points.get(row["concept"])
        label = getattr(getattr(entry, "label", None) or getattr(entry, "name", None), language, row["concept"])
        where = f"p. {row['page']}" if row["page"] else f"l. {row['line']}"
        value = row["text"] if row["value"] is None else f"{row['value']:,.15g}"
        told = [row["observation_id"][:_SHOWN_ID], row["company_id"], str(row["fiscal_year"]), str(label), value or ""]
        table.add_row(*told, row["unit"] or "", where, (row["quote"] or "")[:40], str(len(row["warnings"] or [])))
    out = console()
    out.print(table)
    if limit and rows.height > limit:
        out.print(render("tables.more", count=rows.height - limit))


@commands.command("confirm", help=render("cli.verify_confirm"))
def confirm(observations: _Ids, by: ByOption, workspace: WorkspaceOption) -> None:
    """The sources say what was read."""
    _decide(workspace, observations, "confirmed", by)


@commands.command("correct", help=render("cli.verify_correct"))
def correct(
    observation: _Id,
    by: ByOption,
    workspace: WorkspaceOption,
    value: Annotated[float | None, typer.Option(help=render("cli.verify_value"), show_default=False)] = None,
    text: Annotated[str | None, typer.Option(help=render("cli.verify_text"), show_default=False)] = None,
    reason: _Reason = None,
) -> None:
    """The source says something else."""
    _decide(workspace, [observation], "corrected", by, value, text, reason)


@commands.command("reject", help=render("cli.verify_reject"))
def reject(observations: _Ids, by: ByOption, workspace: WorkspaceOption, reason: _Reason = None) -> None:
    """The sources say nothing of the kind."""
    _decide(workspace, observations, "rejected", by, reason=reason)


@commands.command("dispute", help=render("cli.verify_dispute"))
def dispute(observations: _Ids, by: ByOption, workspace: WorkspaceOption, reason: _Reason = None) -> None:
    """Somebody objects, and it is not settled."""
    _decide(workspace, observations, "disputed", by, reason=reason)


def _decide(
    workspace: WorkspaceOption,
    observations: list[str],
    verdict: Literal["confirmed", "corrected", "rejected", "disputed"],
    by: str,
    value: float | None = None,
    text: str | None = None,
    reason: str | None = None,
) -> None:
    from datetime import UTC, datetime

    from cnesg.pipeline import Workspace
    from cnesg.pipeline.checking.verifying import Wanted, decide

    now = datetime.now(UTC)
    with Workspace.open(workspace) as opened:
        done = decide(opened, [Wanted(one, verdict, value, text, reason) for one in observations], by, now)
    for decision in done:
        row, new = decision.observation_id[:_SHOWN_ID], decision.decision_id[:_SHOWN_ID]
        message = "cli.verify_done" if decision.decided_at == now else "cli.verify_already"
        typer.echo(render(message, row=row, verdict=render(f"tables.{verdict}"), new=new))
