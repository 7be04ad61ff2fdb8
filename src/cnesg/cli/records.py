"""Commands on what the log remembers: history, replay, audit."""

import json
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cnesg.cli.options import AsOfOption, StoreAtOption, WorkspaceOption
from cnesg.errors import current_language, render

if TYPE_CHECKING:  # loading it takes longer than most commands do
    import polars as pl

JsonOrTable = Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))]
_QUOTE = 48


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("history", help=render("cli.history"))(history)
    app.command("replay", help=render("cli.replay"))(replay)
    app.command("audit", help=render("cli.audit"))(audit)


def history(
    company: Annotated[str, typer.Argument(metavar="COMPANY", help=render("cli.company"), show_default=False)],
    data_point: Annotated[
        str, typer.Argument(metavar="DATA_POINT", help=render("cli.history_concept"), show_default=False)
    ],
    workspace: WorkspaceOption,
    year: Annotated[
        int | None, typer.Option(help=render("cli.verify_year"), min=1990, max=2100, show_default=False)
    ] = None,
    as_of: AsOfOption = None,
    store_at: StoreAtOption = None,
    output: Annotated[Literal["table", "json", "csv"], typer.Option("--format", help=render("cli.format"))] = "table",
) -> None:
    """Print every version of a value with its source."""
    from cnesg.cli.tables import print_plain
    from cnesg.model import available_instant
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.as_of.history import history as versions

    with Workspace.open(workspace) as opened:
        wanted = data_point.upper() if data_point.upper() in opened.methodology.data_points else data_point
        instant = available_instant(as_of) if as_of else None
        rows = versions(opened, opened.company_id(company), wanted, year=year, as_of=instant, at=store_at)
        methodology = opened.methodology
    if output != "table":
        print_plain(rows, output)
    elif rows.is_empty():
        typer.echo(render("cli.history_none", company=company, concept=data_point))
    else:
        metrics = {name: getattr(metric.label, current_language()) for name, metric in methodology.metrics.items()}
        _print_history(rows, metrics)


def _print_history(rows: "pl.DataFrame", labels: dict[str, str]) -> None:
    from cnesg.cli.tables import console, plain_table

    out = console()
    for fact in rows.partition_by("fact_key", maintain_order=True):
        first = fact.row(0, named=True)
        parts = [labels.get(first["concept"], first["concept"]), str(first["fiscal_year"])]
        parts += [first["breakdown"]] if first["breakdown"] != "{}" else []
        parts += [text for text in (first["boundary"], first["basis"]) if text and text != "reporting company"]
        out.print("  ".join(parts), style="bold")
        table = plain_table("verdict", "value", "unit", "known", "stored", "source", "place", "review", "quote", "id")
        for row in fact.iter_rows(named=True):
            verdict = render(f"tables.verdict_{row['verdict']}")
            why = f" ({render('tables.question_' + row['question'])})" if row["question"] else ""
            value = row["text"] if row["value"] is None else f"{row['value']:,.15g}"
            table.add_row(
                verdict + why,
                value or "",
                row["unit"] or "",
                f"{row['available_at']:%Y-%m-%d}",
                f"{row['position']}",
                row["title"] or row["document"][:8],
                f"p. {row['page']}" if row["page"] else f"l. {row['line']}" if row["line"] else "",
                row["review"],
                (row["quote"] or "").replace("\n", " ")[:_QUOTE],
                row["observation_id"][:8],
            )
        out.print(table)
        out.print()


def replay(
    run: Annotated[str, typer.Argument(metavar="RUN", help=render("cli.replay_run"), show_default=False)],
    workspace: WorkspaceOption,
    output: JsonOrTable = "table",
) -> int:
    """Compute a run again. Exit 1 when anything differs."""
    from cnesg.cli.tables import console, plain_table
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.runs.replaying import replay as again

    with Workspace.open(workspace) as opened:
        found = again(opened, run)
    if output == "json":
        tables = [
            {
                "table": one.table,
                "rows": one.rows,
                "rows_again": one.rows_again,
                "hash": one.hash,
                "hash_again": one.hash_again,
                "same": one.same,
            }
            for one in found.tables
        ]
        changed = {name: {"then": then, "now": now} for name, (then, now) in found.changed.items()}
        told = {"run_id": found.run_id, "store_position": found.store_position, "same": found.same}
        typer.echo(json.dumps(told | {"tables": tables, "changed": changed}, ensure_ascii=False, indent=2))
        return int(not found.same)
    table = plain_table("table", "rows", "hash", "again")
    for one in found.tables:
        table.add_row(one.table, f"{one.rows:,}", one.hash[:16], "=" if one.same else one.hash_again[:16])
    console().print(table)
    for name, (then, now) in found.changed.items():
        typer.echo(render("cli.replay_changed", name=name, then=then, now=now), err=True)
    message = "cli.replay_same" if found.same else "cli.replay_other"
    typer.echo(render(message, run=found.run_id, position=found.store_position), err=not found.same)
    return int(not found.same)


def audit(workspace: WorkspaceOption, output: JsonOrTable = "table") -> int:
    """Check everything from snapshots to scores. Exit 1 when something is lost or altered."""
    from cnesg.cli.tables import print_findings
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.keeping.auditing import audit as check

    with Workspace.open(workspace) as opened:
        findings = check(opened)
    return print_findings(findings, output, render("cli.audit_sound", folder=workspace))
