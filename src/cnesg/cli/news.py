"""Commands on news: analyse a file, watch a folder, print sentiment."""

import json
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from cnesg.cli import news_models
from cnesg.cli.news_models import ModelOption
from cnesg.cli.options import EngineOption, EngineSettingsOption, StoreAtOption, WorkspaceOption
from cnesg.errors import Problem, render

if TYPE_CHECKING:
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.news.sentiment import Sentiment
    from cnesg.sentiment.scores import EventScore, SentimentScore

_SHOWN = 20
_DIGITS = 6

commands = typer.Typer(invoke_without_command=True, rich_markup_mode=None)


def register(app: typer.Typer) -> None:
    """Add the group of commands, and `sentiment`."""
    news_models.register(commands)
    app.add_typer(commands, name="news", help=render("cli.news"))
    app.command("sentiment", help=render("cli.sentiment"))(sentiment)


@commands.callback()
def overview(context: typer.Context) -> None:
    """Without a command, the help."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def parse_instant_option(text: str) -> datetime:
    """An instant as users write it, or a usage error that says how."""
    from cnesg.sources.instants import parse_instant

    found = parse_instant(text)
    if found is None:
        raise typer.BadParameter(render("cli.bad_instant", text=text))
    return found


InstantOption = Annotated[
    datetime | None,
    typer.Option(
        "--as-of",
        help=render("cli.sentiment_as_of"),
        parser=parse_instant_option,
        metavar="DATETIME",
        show_default=False,
    ),
]


@commands.command("analyse", help=render("cli.news_analyse"))
def analyse(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=render("cli.news_file"), show_default=False)],
    out: Annotated[Path, typer.Option("--out", help=render("cli.news_out"), show_default=False)],
    companies: Annotated[
        Path | None, typer.Option("--companies", help=render("cli.news_companies"), show_default=False)
    ] = None,
    workspace: Annotated[
        Path | None, typer.Option("--workspace", "-w", help=render("cli.news_workspace"), show_default=False)
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            "--as-of",
            help=render("cli.news_as_of"),
            parser=parse_instant_option,
            metavar="DATETIME",
            show_default=False,
        ),
    ] = None,
    model: ModelOption = None,
    engine: EngineOption = "local",
    engine_settings: EngineSettingsOption = None,
) -> int:
    """Read news without storing them. Exit 1 when some lines were left out."""
    from cnesg.engine import open_engine
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.news.analysis import WindowAnalysis, analyse_news, tables_of_companies
    from cnesg.pipeline.news.taking_in import model_of, reader_of_tables, register_tables

    if workspace is not None and companies is None:
        with Workspace.open(workspace) as opened:
            tables, chosen = register_tables(opened), model_of(opened, model)
    else:
        tables, chosen = tables_of_companies(companies), model
    work = WindowAnalysis(partial(reader_of_tables, tables, chosen and chosen.resolve()))
    with closing(open_engine(engine, engine_settings)) as at_work:
        count, later, problems = analyse_news(file, out, work, as_of, at_work)
    typer.echo(render("cli.news_analysed", count=count, path=out))
    if later:
        typer.echo(render("cli.news_later", count=later), err=True)
    return tell_problems(problems)


@commands.command("watch", help=render("cli.news_watch"))
def watch(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=render("cli.news_folder"), show_default=False)],
    workspace: WorkspaceOption,
    once: Annotated[bool, typer.Option("--once", help=render("cli.news_once"), show_default=False)] = False,
    together: Annotated[bool, typer.Option("--together", help=render("cli.news_together"), show_default=False)] = False,
    lease: Annotated[float, typer.Option("--lease", help=render("cli.news_lease"), min=0.1)] = 10.0,
    model: ModelOption = None,
) -> int:
    """Take news in as files come. Prints one line of JSON a company whose scores changed."""
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.news.watching import Watch

    problems: list[Problem] = []
    with Workspace.open(workspace) as opened:
        watching = Watch(opened, folder, model, lease=lease if together else None)
        typer.echo(render("cli.news_watching", folder=folder), err=True)
        for update in watching.run(once=once):
            for company, scores in update.scores.items():
                line = {"company_id": company, "scores": {one.code: round(one.score, _DIGITS) for one in scores}}
                typer.echo(json.dumps(line | {"seconds": round(update.seconds, 3)}, ensure_ascii=False))
            left_out = len(update.problems)
            told = render(
                "cli.news_taken",
                path=update.file and update.file.name,
                new=update.new,
                repeated=update.repeated,
                left_out=left_out,
            )
            typer.echo(told, err=True)
            problems += update.problems[:_SHOWN]
            for problem in update.problems[:_SHOWN]:
                typer.echo(problem.text(), err=True)
    return int(bool(problems))


@commands.command("stream", help=render("cli.news_stream"))
def stream(
    workspace: WorkspaceOption,
    after: Annotated[int, typer.Option("--after", help=render("cli.news_after"), min=0)] = 0,
    follow: Annotated[bool, typer.Option("--follow", help=render("cli.news_follow"), show_default=False)] = False,
) -> None:
    """Print one line of JSON for each change of a company's scores, from any position of the log on."""
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.news.stream import score_changes

    with Workspace.open(workspace) as opened:
        for one in score_changes(opened, after, follow=follow):
            line = {
                "position": one.position,
                "recorded_at": one.recorded_at.isoformat(timespec="microseconds"),
                "company_id": one.company_id,
                "scores": {score.code: round(score.score, _DIGITS) for score in one.scores},
            }
            typer.echo(json.dumps(line, ensure_ascii=False))


@commands.command("list", help=render("cli.news_list"))
def list_news(
    workspace: WorkspaceOption,
    company: Annotated[str | None, typer.Option("--company", help=render("cli.company"), show_default=False)] = None,
    as_of: InstantOption = None,
    store_at: StoreAtOption = None,
    limit: Annotated[int, typer.Option(help=render("cli.limit"), min=0)] = _SHOWN,
    output: Annotated[Literal["table", "json", "csv"], typer.Option("--format", help=render("cli.format"))] = "table",
) -> None:
    """Print the news that were known at any second."""
    from datetime import UTC

    from cnesg.cli.tables import console, plain_table, print_plain
    from cnesg.errors import current_language
    from cnesg.framework.incidents import load_incidents
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.news.listing import known_news

    instant = as_of or datetime.now(UTC)
    with Workspace.open(workspace) as opened:
        rows = known_news(opened, instant, opened.company_id(company) if company else None, store_at)
        if output != "table":
            print_plain(rows, output)
            return
        names, types = company_names(opened), load_incidents(opened.methodology.folder).types
    table = plain_table("published_at", "source", "headline", "company", "told_event", "standing")
    for row in rows.head(limit or rows.height).to_dicts():
        kind = types.get(row["code"])
        table.add_row(
            _shanghai(row["published_at"]),
            row["source"],
            row["title"],
            names.get(row["company_id"], row["company_id"] or ""),
            f"{row['code']} {getattr(kind.name, current_language())}" if kind else "",
            render(f"tables.standing_{row['standing']}") if row["standing"] else "",
        )
    console().print(table)
    count, shown = rows["news_id"].n_unique(), rows.head(limit or rows.height).height
    typer.echo(render("cli.news_listed", count=count, shown=shown, rows=rows.height, as_of=_shanghai(instant)))


def sentiment(
    workspace: WorkspaceOption,
    company: Annotated[str | None, typer.Option("--company", help=render("cli.company"), show_default=False)] = None,
    as_of: InstantOption = None,
    level: Annotated[
        Literal["total", "dimension", "level1", "level2", "all"], typer.Option("--level", help=render("cli.level"))
    ] = "total",
    store_at: StoreAtOption = None,
    events: Annotated[bool, typer.Option("--events", help=render("cli.sentiment_events"), show_default=False)] = False,
    output: Annotated[Literal["table", "json", "csv"], typer.Option("--format", help=render("cli.format"))] = "table",
) -> int:
    """Print sentiment as of any second. Exit 1 when the company asked for has none."""
    from datetime import UTC

    from cnesg.pipeline import Workspace
    from cnesg.pipeline.news.sentiment import sentiment_as_of

    instant = as_of or datetime.now(UTC)
    with Workspace.open(workspace) as opened:
        wanted = opened.company_id(company) if company else None
        found = sentiment_as_of(opened, instant, store_at)
        if wanted and all(score.company_id != wanted for score in found.scores):
            return _none(wanted, instant, output)
        if events:
            _print_events(opened, [e for e in found.events if wanted in (None, e.event.first.company_id)], output)
        else:
            _print_scores(opened, found, wanted, level, output)
    return 0


def _none(company: str, instant: datetime, output: str) -> int:
    """Says that there is no score: null, never zero."""
    if output == "json":
        typer.echo(json.dumps([{"company_id": company, "code": "TOTAL", "level": "total", "score": None}]))
    typer.echo(render("news.no_sentiment", company=company, as_of=f"{instant:%Y-%m-%d %H:%M}"), err=True)
    return 1


def _print_scores(
    workspace: "Workspace",
    found: "Sentiment",
    company: str | None,
    level: str,
    output: Literal["table", "json", "csv"],
) -> None:
    from cnesg.cli.tables import console, plain_table, print_plain

    scores = [s for s in found.scores if company in (None, s.company_id) and level in ("all", s.level)]
    if output != "table":
        import polars as pl

        print_plain(pl.DataFrame([_score(score, found.as_of) for score in scores]), output)
        return
    names = company_names(workspace)
    table = plain_table("company", "code", "score", "events", "latest")
    for score in scores:
        name = names.get(score.company_id, score.company_id)
        day = f"{score.latest:%Y-%m-%d}"
        table.add_row(name, score.code, f"{score.score:+.1f}", str(score.events), day)
    console().print(table)
    typer.echo(render("cli.sentiment_told", count=len({s.company_id for s in scores}), as_of=_shanghai(found.as_of)))


def _score(score: "SentimentScore", as_of: datetime) -> dict[str, Any]:
    return {
        "as_of": as_of,
        "company_id": score.company_id,
        "code": score.code,
        "level": score.level,
        "score": score.score,
        "events": score.events,
        "latest": score.latest,
    }


def _print_events(
    workspace: "Workspace", events: Sequence["EventScore"], output: Literal["table", "json", "csv"]
) -> None:
    """Every event with its factors and the text it rests on, strongest first."""
    from cnesg.cli.tables import console, print_plain
    from cnesg.framework.incidents import load_incidents
    from cnesg.pipeline.news.sentiment import event_table

    ordered = sorted(events, key=lambda one: (-abs(one.score), one.event.event))
    if output != "table":
        print_plain(event_table(ordered), output)
        return
    types, out, names = load_incidents(workspace.methodology.folder).types, console(), company_names(workspace)
    from cnesg.errors import current_language

    for one in ordered:
        first = one.event.first
        title = getattr(types[first.code].name, current_language())
        name = names.get(first.company_id, first.company_id)
        out.print(f"{one.score:+.3f}  {name}  {first.code} {title}", style="bold", markup=False)
        told = render(
            "cli.sentiment_factors",
            emotion=f"{one.emotion:+.3f}",
            polarity=f"{one.polarity:+.2f}",
            gravity=f"{one.gravity:.2f}",
            influence=f"{one.influence:.2f}",
            heat=f"{one.heat:.3f}",
            accounts=one.accounts,
            attenuation=f"{one.attenuation:.3f}",
        )
        out.print(f"  {told}", markup=False)
        place = first.url or first.item
        out.print(f"  {_shanghai(first.published_at)}  {first.source}  {place}", markup=False)
        out.print(f"  “{first.quote}”", markup=False)


def company_names(workspace: "Workspace") -> dict[str, str]:
    """The short or full name of each company."""
    rows = workspace.companies().select("company_id", "short_name", "name_zh", "name_en")
    return {row[0]: row[1] or row[2] or row[3] or row[0] for row in rows.iter_rows()}


def _shanghai(instant: datetime) -> str:
    from cnesg.model.periods import SHANGHAI

    return f"{instant.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def tell_problems(problems: Sequence[Problem]) -> int:
    """Say which lines were left out, the first ones in full; the exit code."""
    for problem in problems[:_SHOWN]:
        typer.echo(problem.text(), err=True)
    if len(problems) > _SHOWN:
        typer.echo(render("cli.news_more_problems", count=len(problems) - _SHOWN), err=True)
    return int(bool(problems))
