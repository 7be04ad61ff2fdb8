"""`cnesg demo`: the whole chain on a fictional market, and what to open next."""

import time
from pathlib import Path
from typing import Annotated, Any

import typer

from cnesg.errors import current_language, render


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo", help=render("cli.demo"))(demo)


def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=render("cli.demo_dir"))] = Path("demo-workspace"),
    force: Annotated[bool, typer.Option("--force", help=render("cli.demo_force"))] = False,
) -> None:
    """Build the market, read its reports, score it, show and explain."""
    from cnesg.demo.walk import build_demo, clear_demo

    clear_demo(folder, force=force)
    started = time.monotonic()
    typer.echo(render("cli.demo_start", folder=folder))

    def tell(message_id: str, **values: Any) -> None:
        typer.echo(f"  {time.monotonic() - started:5.1f} s  {render(message_id, **values)}")

    outcome = build_demo(folder, tell)
    _show(outcome.folder, *outcome.shown)


def _show(folder: Path, company_id: str, code: str) -> None:
    import polars as pl

    from cnesg.cli.options import confirmed_lines
    from cnesg.cli.tables import console, name_of, print_scores
    from cnesg.explanation import render_tree
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.runs.reading import read_confirmed, read_explanation, read_scores

    out = console()
    with Workspace.open(folder) as workspace:
        companies = workspace.companies()
        out.print(f"\n[bold]{render('cli.demo_best')}[/]\n")
        print_scores(
            read_scores(workspace, None, None, "total", "synthetic"), companies, workspace.methodology, limit=8
        )
        for line in confirmed_lines(read_confirmed(workspace, None, None)):
            out.print(line)
        issue = getattr(workspace.methodology.level1[code].name, current_language())
        company = companies.row(by_predicate=pl.col("company_id") == company_id, named=True)
        out.print(f"\n[bold]{render('cli.demo_why', company=name_of(company), issue=issue)}[/]\n")
        out.print(render_tree(read_explanation(workspace, company_id, code, None), current_language()))
    typer.echo(render("cli.demo_next"))
    for line in ("scores", "explain", "sentiment", "qc", "deliver", "file", "status", "extract"):
        typer.echo("  " + render(f"cli.demo_next_{line}", folder=folder, company=company_id))
    from cnesg.demo import stories

    typer.echo(render("cli.demo_stories"))
    for story in stories():
        if story.report:
            typer.echo(f"  {story.id:26}{getattr(story.story, current_language())}")
