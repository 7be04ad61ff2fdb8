"""`cnesg league`: a league table with tiers and probabilities instead of false precision."""

import json
from typing import Annotated, Literal

import typer

from cnesg.cli.options import AsOfOption, WorkspaceOption
from cnesg.errors import render


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("league", help=render("cli.league"))(league)


def league(
    workspace: WorkspaceOption,
    industry: Annotated[
        str | None, typer.Option(metavar="NAME_OR_CODE", help=render("cli.league_industry"), show_default=False)
    ] = None,
    company: Annotated[str | None, typer.Option(help=render("cli.league_company"), show_default=False)] = None,
    against: Annotated[str | None, typer.Option(help=render("cli.league_against"), show_default=False)] = None,
    kind: Annotated[
        Literal["synthetic", "controversy_adjusted"], typer.Option(help=render("cli.league_kind"))
    ] = "synthetic",
    as_of: AsOfOption = None,
    profile: Annotated[str | None, typer.Option(help=render("cli.profile_run"), show_default=False)] = None,
    limit: Annotated[int, typer.Option(help=render("cli.limit"), min=0)] = 20,
    output: Annotated[Literal["table", "json", "csv"], typer.Option("--format", help=render("cli.format"))] = "table",
) -> None:
    """Print tiers of companies that can't be told apart, or how surely one outranks another."""
    from cnesg.cli.tables import name_of, print_plain
    from cnesg.companies.industries import find_industry
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.as_of.industries import with_industries
    from cnesg.pipeline.robustness.standing import league as compute

    if (company is None) != (against is None):
        raise typer.BadParameter(render("cli.league_both"))
    with Workspace.open(workspace) as opened:
        tree = with_industries(opened, opened.methodology).industries
        code = find_industry(industry, tree) if industry else None
        found = compute(opened, as_of, profile, industry=code, kind=kind)
        if company and against:
            pair = opened.company_id(company), opened.company_id(against)
            sure = found.outranks(*pair)
            content = {"company": pair[0], "against": pair[1], "probability": sure}
            told = render("cli.league_outranks", company=pair[0], other=pair[1], sure=sure)
            typer.echo(json.dumps(content, ensure_ascii=False) if output == "json" else told)
            return
        names = {row["company_id"]: name_of(row) for row in opened.companies().iter_rows(named=True)}
    if output == "table":
        _print(found.table.rows(named=True), names, limit)
    else:
        print_plain(found.table, output)


def _print(rows: list[dict[str, object]], names: dict[str, str], limit: int) -> None:
    from cnesg.cli.tables import console, plain_table

    table = plain_table("tier", "rank_place", "company", "name", "score", "ninety", "above_next", "own")
    tier = None
    shown = rows[:limit] if limit else rows
    for row in shown:
        table.add_row(
            "" if row["tier"] == tier else str(row["tier"]),
            str(row["place"]),
            str(row["company_id"]),
            names.get(str(row["company_id"]), ""),
            f"{row['score']:.1f}",
            f"{row['low']:.1f}-{row['high']:.1f}",
            "" if row["above_next"] is None else f"{row['above_next']:.0%}",
            f"{row['own_share']:.0%}",
        )
        tier = row["tier"]
    out = console()
    out.print(table)
    if len(shown) < len(rows):
        out.print(render("tables.more", count=len(rows) - len(shown)))
    out.print(render("cli.league_note", tiers=len({row["tier"] for row in rows}), companies=len(rows)))
