"""`cnesg extract`: facts of reports, without a workspace."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from cnesg.cli.options import YearOption
from cnesg.cli.progress import Progress
from cnesg.errors import InputError, render


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("extract", help=render("cli.extract"))(extract)


def extract(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help=render("cli.files"), show_default=False)],
    company: Annotated[str | None, typer.Option(help=render("cli.extract_company"))] = None,
    year: YearOption = None,
    only: Annotated[str, typer.Option(help=render("cli.only"))] = "quantities,statements",
    file_format: Annotated[
        Literal["jsonl", "csv", "parquet"], typer.Option("--format", help=render("cli.format"))
    ] = "jsonl",
    out: Annotated[Path | None, typer.Option(help=render("cli.out"), show_default=False)] = None,
    jobs: Annotated[int, typer.Option(help=render("cli.jobs"), min=1)] = 1,
) -> int:
    """Write one row a fact. Exit 1 when some of several files could not be read, 2 when none could."""
    if file_format == "parquet" and out is None:
        raise InputError.of("cli.parquet_stdout")
    kinds = _kinds(only)
    from cnesg.errors import UnreadableDocumentError
    from cnesg.pipeline.extracting import ExtractionOptions, extract_files
    from cnesg.pipeline.writing import facts_bytes, write_whole

    options = ExtractionOptions(company, year, quantities="quantities" in kinds, statements="statements" in kinds)
    with Progress(render("cli.reading"), len(files)) as progress:
        results = extract_files(files, options, jobs, on_done=lambda _: progress.advance())
    problems = [problem for result in results for problem in result.problems]
    bad = sum(1 for result in results if result.problems)
    if bad == len(results):
        raise UnreadableDocumentError(*problems)
    for problem in problems:
        typer.echo(problem.text(), err=True)
    quantities = [q.as_row() for result in results for q in result.quantities]
    statements = [s.as_row() for result in results for s in result.statements]
    data = facts_bytes(quantities + statements, file_format)
    if out is None:
        typer.echo(data.decode("utf-8-sig"), nl=False)
    else:
        write_whole(out, data)
        typer.echo(
            render(
                "cli.extract_summary",
                files=len(results) - bad,
                quantities=len(quantities),
                statements=len(statements),
                where=f" -> {out}",
                bad=bad,
            ),
            err=True,
        )
    return 1 if bad else 0


def _kinds(only: str) -> set[str]:
    kinds = {part.strip() for part in only.split(",") if part.strip()}
    if not kinds or not kinds <= {"quantities", "statements"}:
        raise InputError.of("cli.bad_only", value=only)
    return kinds
