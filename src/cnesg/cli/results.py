"""Commands that read results: scores, explain."""

import json
from typing import Annotated, Literal

import typer

from cnesg.cli.options import AsOfOption, WorkspaceOption, confirmed_lines
from cnesg.errors import current_language, render


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("scores", help=render("cli.scores"))(scores)
    app.command("explain", help=render("cli.explain"))(explain)


def scores(
    workspace: WorkspaceOption,
    company: Annotated[str | None, typer.Option(help=render("cli.company"), show_default=False)] = None,
    as_of: AsOfOption = None,
    level: Annotated[
        Literal["total", "dimension", "level1", "level2"] | None, typer.Option(help=render("cli.level"))
    ] = None,
    kind: Annotated[
        Literal["synthetic", "performance", "disclosure", "controversy_adjusted"] | None,
        typer.Option(help=render("cli.kind")),
    ] = None,
    profile: Annotated[str | None, typer.Option(help=render("cli.profile_run"), show_default=False)] = None,
    limit: Annotated[int, typer.Option(help=render("cli.limit"), min=0)] = 20,
    output: Annotated[Literal["table", "json", "csv"], typer.Option("--format", help=render("cli.format"))] = "table",
) -> None:
    """Print the scores of the latest run up to a day."""
    from cnesg.cli.tables import print_plain, print_scores
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.as_of.industries import with_industries
    from cnesg.pipeline.runs.reading import read_confirmed, read_scores

    with Workspace.open(workspace) as opened:
        wanted = opened.company_id(company) if company else None
        chosen = level or (None if wanted else "total")
        shown = kind if kind or output != "table" else "synthetic"
        frame = read_scores(opened, wanted, as_of, chosen, shown, profile)
        if output != "table":
            print_plain(frame, output)
        else:
            print_scores(frame, opened.companies(), with_industries(opened, opened.methodology), limit)
            for line in confirmed_lines(read_confirmed(opened, wanted, as_of, profile)):
                typer.echo(line)


def explain(
    company: Annotated[str, typer.Argument(metavar="COMPANY", help=render("cli.company"), show_default=False)],
    workspace: WorkspaceOption,
    code: Annotated[str, typer.Argument(metavar="CODE", help=render("cli.code"))] = "TOTAL",
    as_of: AsOfOption = None,
    kind: Annotated[
        Literal["synthetic", "performance", "disclosure", "controversy_adjusted"],
        typer.Option(help=render("cli.explain_kind")),
    ] = "synthetic",
    profile: Annotated[str | None, typer.Option(help=render("cli.profile_run"), show_default=False)] = None,
    depth: Annotated[int | None, typer.Option(help=render("cli.depth"), min=1, show_default=False)] = None,
    output: Annotated[Literal["tree", "json"], typer.Option("--format", help=render("cli.format"))] = "tree",
) -> None:
    """Print why a score is what it is."""
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.as_of.standing import explained_since
    from cnesg.pipeline.runs.reading import read_explanation

    with Workspace.open(workspace) as opened:
        told = read_explanation(opened, opened.company_id(company), code, as_of, kind, profile)
        explanation = explained_since(opened, told)
    if output == "json":
        typer.echo(json.dumps(explanation.as_dict(), ensure_ascii=False, indent=2))
        return
    from cnesg.cli.tables import console
    from cnesg.explanation import render_tree

    console().print(render_tree(explanation, current_language(), depth))
