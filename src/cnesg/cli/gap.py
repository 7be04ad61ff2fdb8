"""`cnesg gap`: reports against the items of a standard."""

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cnesg.cli.options import (
    EngineOption,
    EngineSettingsOption,
    JobsOption,
    MemoryOption,
    TimeoutOption,
    YearOption,
    default_workspace,
    format_of,
    report_limits,
)
from cnesg.cli.progress import Progress
from cnesg.errors import InputError, UnreadableDocumentError, render

if TYPE_CHECKING:
    from cnesg.gap import Gap
    from cnesg.pipeline.gap_reports.view import View

Format = Literal["table", "json", "xlsx", "html", "pdf"]
_FILES: tuple[Format, ...] = ("json", "xlsx", "html", "pdf")
_LONGEST_CELL = 90
_STYLES = {"disclosed": "green", "explained": "yellow", "missing": "red"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("gap", help=render("gap.gap"))(gap)


def gap(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help=render("cli.files"), show_default=False)],
    standard: Annotated[str, typer.Option(metavar="NAME", help=render("gap.gap_standard"))] = "hkex-c2",
    file_format: Annotated[
        Format | None, typer.Option("--format", help=render("gap.gap_format"), show_default=False)
    ] = None,
    out: Annotated[Path | None, typer.Option(help=render("gap.gap_out"), show_default=False)] = None,
    year: YearOption = None,
    workspace: Annotated[
        Path | None, typer.Option("--workspace", "-w", help=render("gap.gap_workspace"), show_default=False)
    ] = None,
    company: Annotated[str | None, typer.Option(help=render("gap.gap_company"))] = None,
    profile: Annotated[
        str | None, typer.Option("--profile", help=render("gap.gap_profile"), show_default=False)
    ] = None,
    jobs: JobsOption = 1,
    engine: EngineOption = "local",
    engine_settings: EngineSettingsOption = None,
    timeout: TimeoutOption = 300,
    memory: MemoryOption = 2048,
) -> int:
    """Compare. Exit 1 when a file gave nothing or can answer nothing, 2 when none could be read."""
    shown = format_of(file_format, out, _FILES, "table")
    if shown in ("xlsx", "pdf") and out is None:
        raise InputError.of("gap.needs_out", format=shown)
    if shown == "table" and out is not None:
        raise InputError.of("cli.table_is_no_file", path=out, endings=", ".join(f".{one}" for one in _FILES))
    from cnesg.cli.extract import read_with
    from cnesg.engine import open_engine
    from cnesg.pipeline.gap_reports.gaps import GapOptions, gaps_of_files
    from cnesg.pipeline.reports.gathering import gather

    gathered = gather(files)
    if not gathered.paths:
        raise InputError(*gathered.problems)
    wanted = read_with(profile)
    options = GapOptions(standard, year, wanted.model_dump_json() if wanted else None)
    with (
        closing(open_engine(engine, engine_settings, jobs)) as opened,
        Progress(render("cli.reading"), len(gathered.paths)) as progress,
    ):
        results = gaps_of_files(
            gathered.paths,
            options,
            engine=opened,
            limits=report_limits(timeout, memory),
            on_done=progress.advance,
        )
    problems = [*gathered.problems, *(problem for result in results for problem in result.problems)]
    if not any(result.gap for result in results):
        raise UnreadableDocumentError(*problems)
    for problem in problems:
        typer.echo(problem.text(), err=True)
    found = _with_peers([(r.path, r.gap) for r in results if r.gap], workspace, company)
    _show(found, shown, out, alone=len(results) == 1)
    for result in results:
        for left_out in result.notes:
            typer.echo(left_out.text(), err=True)
    for path, one in found:
        for note in one.notes:
            typer.echo(render("gap.note_line", path=path, note=render(f"gap.note_{note}")), err=True)
    return int(bool(problems or any(one.notes for _, one in found)))


def _with_peers(
    found: "list[tuple[Path, Gap]]", workspace: Path | None, company: str | None
) -> "list[tuple[Path, Gap]]":
    """The same with the practice of peers, where a workspace was named or the usual one is there."""
    folder = workspace or default_workspace()
    if workspace is None and company is None and not folder.is_dir():
        return found
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.gap_reports.gaps import with_peers

    with Workspace.open(folder) as opened:
        return [(path, with_peers(one, opened, company)) for path, one in found]


def _show(found: "list[tuple[Path, Gap]]", file_format: Format, out: Path | None, *, alone: bool) -> None:
    from cnesg.pipeline.gap_reports.view import view_of
    from cnesg.pipeline.writing import write_whole

    if file_format == "json":
        rows = [one.as_row() for _, one in found]
        text = json.dumps(rows[0] if alone else {"reports": rows}, ensure_ascii=False, indent=2) + "\n"
        if out is None:
            typer.echo(text, nl=False)
        else:
            write_whole(out, text.encode())
        return
    for path, one in found:
        view = view_of(one)
        if file_format == "table":
            _print(view)
            continue
        data = _writers()[file_format](view)
        if out is None:
            typer.echo(data.decode(), nl=False)
            continue
        target = out if alone and not out.is_dir() else out / f"{path.stem}-gap.{file_format}"
        write_whole(target, data)
        typer.echo(render("gap.written", path=target), err=True)


def _writers() -> "dict[str, Callable[[View], bytes]]":
    from cnesg.pipeline.gap_reports.html import html_of
    from cnesg.pipeline.gap_reports.pdf import pdf_of
    from cnesg.pipeline.gap_reports.xlsx import xlsx_of

    return {"html": lambda view: html_of(view).encode(), "xlsx": xlsx_of, "pdf": pdf_of}


def _print(view: "View") -> None:
    from rich.table import Table
    from rich.text import Text

    from cnesg.cli.tables import console

    out = console()
    summary = render("gap.line_summary", None, name=view.name, **view.counts)
    out.print(f"{view.standard}\n{summary}")
    if view.talk:
        out.print(Text(f"{view.talk}\n"))
    table = Table(box=None, pad_edge=False, header_style="bold")
    heads = ["item", "title", "status", "place", "quote", *(["peers"] if view.has_peers else [])]
    for head in heads:
        table.add_column(view.words[head], no_wrap=head in ("item", "status", "place"))
    for item in view.items:
        best = item["evidence"][0] if item["evidence"] else {"place": "", "quote": ""}
        words = best["quote"] or (view.words["claimed_only"] if item["overclaimed"] else "")
        cells = [Text(item["id"]), Text(item["title"]), Text(item["status_text"], style=_STYLES[item["status"]])]
        cells += [Text(best["place"]), Text(_shortened(words))]
        table.add_row(*cells, *([Text(item["peers_text"])] if view.has_peers else []))
    out.print(table)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"
