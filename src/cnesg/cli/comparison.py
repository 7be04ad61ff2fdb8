"""`cnesg compare`: why a score changed between two instants."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from cnesg.cli.options import WorkspaceOption
from cnesg.errors import current_language, render


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("compare", help=render("cli.compare"))(compare)


def compare(
    company: Annotated[str, typer.Argument(metavar="COMPANY", help=render("cli.company"), show_default=False)],
    workspace: WorkspaceOption,
    start: Annotated[
        str, typer.Option("--from", metavar="YYYY-MM-DD|RUN", help=render("cli.compare_from"), show_default=False)
    ],
    end: Annotated[
        str, typer.Option("--to", metavar="YYYY-MM-DD|RUN", help=render("cli.compare_to"), show_default=False)
    ],
    code: Annotated[str, typer.Argument(metavar="CODE", help=render("cli.code"))] = "TOTAL",
    kind: Annotated[
        Literal["synthetic", "performance", "disclosure"], typer.Option(help=render("cli.explain_kind"))
    ] = "synthetic",
    profile: Annotated[str, typer.Option(help=render("cli.profile"))] = "default",
    from_profile: Annotated[
        str | None, typer.Option("--from-profile", help=render("cli.from_profile"), show_default=False)
    ] = None,
    from_methodology: Annotated[
        Path | None, typer.Option("--from-methodology", help=render("cli.from_methodology"), show_default=False)
    ] = None,
    most: Annotated[int, typer.Option("--most", help=render("cli.compare_most"), min=0)] = 5,
    output: Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))] = "table",
) -> None:
    """Print what moved a score between two instants."""
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.comparison.comparing import Instant
    from cnesg.pipeline.comparison.comparing import compare as compared

    with Workspace.open(workspace) as opened:
        found = compared(
            opened,
            opened.company_id(company),
            Instant(_day_or_run(start), from_profile or profile, from_methodology),
            Instant(_day_or_run(end), profile),
            code.upper(),
            kind,
            most=most,
        )
    if output == "json":
        typer.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=2))
        return
    from cnesg.cli.paragraphs import fitted, screen_width
    from cnesg.explanation.comparison_words import comparison_lines

    width = screen_width()
    for line in comparison_lines(found, current_language()):
        for piece in [line] if width is None else fitted(line, width):
            typer.echo(piece)


def _day_or_run(text: str) -> date | str:
    """A day if it is written as one; else it is taken for the id of a run."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
