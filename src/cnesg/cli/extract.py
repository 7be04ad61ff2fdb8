"""`cnesg extract`: facts of reports, without a workspace."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

from cnesg.cli.options import (
    EngineOption,
    EngineSettingsOption,
    JobsOption,
    MemoryOption,
    TimeoutOption,
    YearOption,
    format_of,
    report_limits,
)
from cnesg.cli.progress import Progress
from cnesg.errors import InputError, render

if TYPE_CHECKING:
    from cnesg.framework.definitions import Profile
    from cnesg.pipeline.reports.batch import Batch
    from cnesg.pipeline.reports.extracting import Extraction
    from cnesg.pipeline.reports.gathering import Gathered


Format = Literal["jsonl", "csv", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("extract", help=render("cli.extract"))(extract)


def extract(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help=render("cli.files"), show_default=False)],
    company: Annotated[str | None, typer.Option(help=render("cli.extract_company"))] = None,
    year: YearOption = None,
    only: Annotated[str, typer.Option(help=render("cli.only"))] = "quantities,statements",
    file_format: Annotated[
        Format | None, typer.Option("--format", help=render("cli.extract_format"), show_default=False)
    ] = None,
    out: Annotated[Path | None, typer.Option(help=render("cli.extract_out"), show_default=False)] = None,
    jobs: JobsOption = 1,
    engine: EngineOption = "local",
    engine_settings: EngineSettingsOption = None,
    timeout: TimeoutOption = 300,
    memory: MemoryOption = 2048,
    pictures: Annotated[bool, typer.Option(help=render("cli.pictures"))] = True,
    again: Annotated[bool, typer.Option("--again", help=render("cli.again"))] = False,
    profile: Annotated[
        str | None, typer.Option("--profile", help=render("cli.extract_profile"), show_default=False)
    ] = None,
    debug: Annotated[Path | None, typer.Option(metavar="DIR", help=render("cli.debug"), show_default=False)] = None,
) -> int:
    """Write one row a fact. Exit 1 when some of several files gave nothing, 2 when none could be read."""
    written = format_of(file_format, out, FORMATS, "jsonl")
    if written == "parquet" and out is None:
        raise InputError.of("cli.parquet_stdout")
    kinds = _kinds(only)
    from cnesg.engine import open_engine
    from cnesg.pipeline.reports.batch import read_batch, read_into_folder
    from cnesg.pipeline.reports.extracting import ExtractionOptions
    from cnesg.pipeline.reports.gathering import gather
    from cnesg.pipeline.reports.result_folder import ResultFolder

    gathered = gather(files)
    if not gathered.paths:
        raise InputError(*gathered.problems)
    wanted = read_with(profile)
    chosen = wanted.model_dump_json() if wanted else None
    options = ExtractionOptions(company, year, "quantities" in kinds, "statements" in kinds, pictures, chosen, debug)
    with (
        closing(open_engine(engine, engine_settings, jobs)) as opened,
        Progress(render("cli.reading"), len(gathered.paths)) as progress,
    ):
        within: dict[str, Any] = {"engine": opened, "limits": report_limits(timeout, memory)}
        if out is not None and _is_folder(out):
            target = ResultFolder(out, options, written)
            batch = read_into_folder(
                gathered.paths, options, target, again=again or bool(debug), on_done=progress.advance, **within
            )
            results = None
        else:
            found: dict[Path, Extraction] = {}

            def take(extraction: "Extraction") -> None:
                found[extraction.path] = extraction
                progress.advance()

            batch = read_batch(gathered.paths, options, on_done=take, **within)
            results = [found[path] for path in gathered.paths]
    _tell_problems(gathered, batch)
    if results is not None:
        _write([result for result in results if not result.problems], written, out)
    if out is not None or len(batch.reads) > 1:
        _summarise(batch, out)
    return int(bool(gathered.problems or batch.refused or any(read.nothing_found for read in batch.reads)))


def read_with(profile: str | None) -> "Profile | None":
    """The profile that reports are read with, after telling what of it does not act there."""
    if profile is None:
        return None
    from cnesg.framework import load_methodology
    from cnesg.framework.profiles import find_profile, not_for_reading

    found = find_profile(load_methodology(), profile)
    if idle := not_for_reading(found):
        typer.echo(render("cli.profile_not_reading", profile=found.name, places=", ".join(idle)), err=True)
    return found


def _is_folder(out: Path) -> bool:
    """Whether `--out` names a folder: one that exists, or a name without an ending such as .jsonl."""
    return out.is_dir() or not (out.exists() or out.suffix)


def _tell_problems(gathered: "Gathered", batch: "Batch") -> None:
    """All that was wrong, one line each; an error where no file could be read."""
    problems = [*gathered.problems, *(problem for read in batch.refused for problem in read.problems)]
    if len(batch.refused) == len(batch.reads):
        from cnesg.errors import UnreadableDocumentError

        raise UnreadableDocumentError(*problems)
    for problem in problems:
        typer.echo(problem.text(), err=True)
    for read in batch.reads:
        for note in read.notes:
            typer.echo(note.text(), err=True)
        if read.nothing_found:
            typer.echo(render("pipeline.nothing_found", path=read.path), err=True)


def _write(results: "list[Extraction]", file_format: Format, out: Path | None) -> None:
    from cnesg.pipeline.writing import facts_bytes, write_whole

    quantities = [q.as_row() for result in results for q in result.quantities]
    statements = [s.as_row() for result in results for s in result.statements]
    data = facts_bytes(quantities + statements, file_format)
    if out is None:
        typer.echo(data.decode("utf-8-sig"), nl=False)
    else:
        write_whole(out, data)


def _summarise(batch: "Batch", out: Path | None) -> None:
    """What was done, on standard error: counts, what was there already, and the slowest files."""
    bad = len(batch.refused)
    typer.echo(
        render(
            "cli.extract_summary",
            files=len(batch.reads) - bad - len(batch.known),
            quantities=f"{batch.quantities:,}",
            statements=f"{batch.statements:,}",
            where=f" -> {out}" if out else "",
            bad=bad,
        ),
        err=True,
    )
    if batch.known:
        typer.echo(render("cli.extract_known", known=len(batch.known)), err=True)
    took = batch.took
    if took["reports_a_minute"] is not None and len(batch.reads) > 1:
        told: dict[str, Any] = {**took, "memory": f"{(took['peak_memory'] or 0) / 1024**2:.0f}"}
        typer.echo(render("cli.extract_took", None, **told), err=True)
    slowest = batch.slowest()
    if len(slowest) > 1:
        listed = ", ".join(f"{read.path.name} {read.seconds:.1f} s" for read in slowest)
        typer.echo(render("cli.extract_slowest", files=listed), err=True)


def _kinds(only: str) -> set[str]:
    kinds = {part.strip() for part in only.split(",") if part.strip()}
    if not kinds or not kinds <= {"quantities", "statements"}:
        raise InputError.of("cli.bad_only", value=only)
    return kinds
