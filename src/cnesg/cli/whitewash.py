"""`cnesg whitewash`: warning signs of embellished accounts, and a model of one's own."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from cnesg.cli.options import AsOfOption, WorkspaceOption, today
from cnesg.errors import current_language, render

if TYPE_CHECKING:
    from cnesg.pipeline.whitewash.screening import Screened
    from cnesg.pipeline.whitewash.training import Trained

commands = typer.Typer(invoke_without_command=True, rich_markup_mode=None)

_Year = Annotated[
    int | None, typer.Option("--year", help=render("cli.whitewash_year"), min=1990, max=2100, show_default=False)
]
_Format = Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    app.add_typer(commands, name="whitewash", help=render("cli.whitewash"))


@commands.callback()
def overview(context: typer.Context) -> None:
    """Without a command, the help."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@commands.command("run", help=render("cli.whitewash_run"))
def run(
    workspace: WorkspaceOption,
    model: Annotated[
        Path | None, typer.Option(metavar="PATH", help=render("cli.whitewash_model"), show_default=False)
    ] = None,
    as_of: AsOfOption = None,
    year: _Year = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=render("cli.whitewash_dry"))] = False,
    limit: Annotated[int, typer.Option(help=render("cli.limit"), min=0)] = 20,
    output: _Format = "table",
) -> None:
    """Compute the signals of all companies, print them, and write results into the log."""
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.whitewash.results import judge
    from cnesg.pipeline.whitewash.screening import screen

    with Workspace.open(workspace) as opened:
        screened = screen(opened, as_of or today(), year)
        judged = judge(opened, screened, model, store=not dry_run)
        companies = opened.companies()
    rows = screened.rows(judged.probabilities)
    if output == "json":
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    from cnesg.cli.tables import name_of

    names = {row["company_id"]: name_of(row) for row in companies.iter_rows(named=True)}
    _print_rows(rows, names, limit, with_model=model is not None)
    typer.echo(render("cli.whitewash_done", year=screened.year, as_of=screened.as_of, companies=len(rows)))
    if not dry_run:
        typer.echo(render("cli.whitewash_stored", stored=judged.stored))
    typer.echo(render("cli.whitewash_limits"))


def _print_rows(rows: list[dict[str, Any]], names: dict[str, str], limit: int, *, with_model: bool) -> None:
    from rich.table import Table

    from cnesg.cli.tables import console

    table = Table(box=None, pad_edge=False, header_style="bold")
    heads = ["company", "name", *(["whitewash_probability"] if with_model else [])]
    for head in [*heads, "whitewash_result", "whitewash_judged", "whitewash_m_score", "whitewash_raised"]:
        text = head in {"company", "name", "whitewash_raised"}
        table.add_column(
            render(f"tables.{head}"),
            justify="left" if text else "right",
            no_wrap=head != "whitewash_raised",
            max_width=23 if head == "name" else None,
        )
    shown = rows[:limit] if limit else rows
    for row in shown:
        first = [row["company_id"], names.get(row["company_id"], "")]
        figures = [row["probability"]] if with_model else []
        table.add_row(
            *first,
            *(_figure(value) for value in (*figures, row["value"])),
            f"{row['judged_share']:.0%}",
            _figure(row["m_score"]),
            ", ".join(row["raised"]),
        )
    out = console()
    out.print(table)
    if len(shown) < len(rows):
        out.print(render("tables.more", count=len(rows) - len(shown)))


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


@commands.command("explain", help=render("cli.whitewash_explain"))
def explain(
    company: Annotated[str, typer.Argument(metavar="COMPANY", help=render("cli.company"), show_default=False)],
    workspace: WorkspaceOption,
    as_of: AsOfOption = None,
    year: _Year = None,
    output: _Format = "table",
) -> None:
    """Print every signal of a company with its arithmetic; nothing is stored."""
    from cnesg.errors import InputError
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.whitewash.screening import screen

    with Workspace.open(workspace) as opened:
        wanted = opened.company_id(company)
        screened: Screened = screen(opened, as_of or today(), year)
    words = screened.words(wanted, current_language())
    if not words:
        raise InputError.of("whitewash.no_company", company=wanted, year=screened.year, as_of=screened.as_of)
    if output == "json":
        row = next(row for row in screened.rows({}) if row["company_id"] == wanted)
        typer.echo(json.dumps({**row, "words": words}, ensure_ascii=False, indent=2))
        return
    for line in [*words, render("cli.whitewash_limits")]:
        typer.echo(line)


@commands.command("train", help=render("cli.whitewash_train"))
def train(
    workspace: WorkspaceOption,
    labels: Annotated[
        Path | None, typer.Option(metavar="FILE", help=render("cli.whitewash_labels"), show_default=False)
    ] = None,
    out: Annotated[Path, typer.Option(metavar="PATH", help=render("cli.whitewash_out"))] = Path("whitewash-model.txt"),
    name: Annotated[str, typer.Option(help=render("cli.whitewash_name"))] = "whitewash model",
    as_of: AsOfOption = None,
    k: Annotated[int | None, typer.Option("--k", help=render("cli.whitewash_k"), min=1, show_default=False)] = None,
    template: Annotated[bool, typer.Option("--template", help=render("cli.template"))] = False,
    output: _Format = "table",
) -> None:
    """Train a model on labels that the user brings, test it on the last years, and write it with its card."""
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.whitewash.training import labels_kind
    from cnesg.pipeline.whitewash.training import train as learn

    if template:
        typer.echo(labels_kind().template(), nl=False)
        return
    if labels is None:
        raise typer.BadParameter(render("cli.whitewash_needs_labels"))
    with Workspace.open(workspace) as opened:
        trained = learn(opened, labels, as_of or today(), name, k)
    trained.write(out)
    if output == "json":
        told = {"path": str(out), "without_accounts": trained.without_accounts}
        typer.echo(json.dumps({**told, **trained.card.model_dump(mode="json")}, ensure_ascii=False, indent=2))
    else:
        _print_trained(trained, out)


def _print_trained(trained: "Trained", out: Path) -> None:
    from rich.table import Table

    from cnesg.cli.tables import console

    test = trained.card.evaluation
    parts = ("test_from", "train_rows", "train_frauds", "test_rows", "test_frauds", "without_m_score")
    typer.echo(render("cli.whitewash_test", **{part: getattr(test, part) for part in parts}))
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(render("tables.whitewash_ranked_by"))
    table.add_column(render("tables.whitewash_area"), justify="right")
    table.add_column(render("tables.whitewash_precision", k=test.k), justify="right")
    for by, found in (("model", test.model), ("m_score", test.m_score), ("signals", test.signals)):
        table.add_row(render(f"whitewash.by_{by}"), f"{found.area:.3f}", f"{found.precision:.3f}")
    console().print(table)
    if trained.without_accounts:
        typer.echo(render("cli.whitewash_left_out", count=trained.without_accounts))
    card = trained.card
    typer.echo(render("cli.whitewash_written", path=out, version=card.version, rows=card.rows, frauds=card.frauds))
