"""`cnesg sensitivity`: what the methodology's own choices decide."""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from cnesg.cli.options import AsOfOption, WorkspaceOption
from cnesg.errors import InputError, render

if TYPE_CHECKING:
    from cnesg.pipeline.robustness.sensitivity import Sensitivity

_CHARTS = (".json", ".svg")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("sensitivity", help=render("cli.sensitivity"))(sensitivity)


def sensitivity(
    workspace: WorkspaceOption,
    as_of: AsOfOption = None,
    profile: Annotated[str | None, typer.Option(help=render("cli.profile_run"), show_default=False)] = None,
    draws: Annotated[int, typer.Option(help=render("cli.sensitivity_draws"), min=100)] = 1000,
    seed: Annotated[int, typer.Option(help=render("cli.sensitivity_seed"), min=0)] = 20221101,
    limit: Annotated[int, typer.Option(help=render("cli.limit"), min=0)] = 20,
    chart: Annotated[
        Path | None, typer.Option(metavar="FILE", help=render("cli.sensitivity_chart"), show_default=False)
    ] = None,
    output: Annotated[Literal["table", "json", "csv"], typer.Option("--format", help=render("cli.format"))] = "table",
) -> None:
    """Print which choices move ranks, and how far each company's place and grade depend on them."""
    if chart is not None:
        _require_chart(chart)  # before minutes of work
    from cnesg.cli.tables import name_of
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.robustness.sensitivity import sensitivity as compute

    with Workspace.open(workspace) as opened:
        found = compute(opened, as_of, profile, draws=draws, seed=seed)
        names = {row["company_id"]: name_of(row) for row in opened.companies().iter_rows(named=True)}
    if chart is not None:
        from cnesg.pipeline.robustness.sensitivity_chart import write_chart

        write_chart(found, chart)
    if output == "json":
        typer.echo(json.dumps(_content(found), ensure_ascii=False, indent=2))
    elif output == "csv":
        _print_csv(found)
    else:
        _print(found, names, limit)


def _require_chart(chart: Path) -> None:
    if chart.suffix not in _CHARTS:
        raise InputError.of("sensitivity.chart_kind", path=chart, formats=", ".join(_CHARTS))
    if chart.suffix == ".svg" and find_spec("vl_convert") is None:
        raise InputError.of("sensitivity.no_pictures", path=chart)


def _content(found: "Sensitivity") -> dict[str, Any]:
    return {
        "run_id": found.run_id,
        "draws": found.draws,
        "choices": found.choices,
        "pool": found.pool,
        "refused": found.refused,
        "factors": found.factors.to_dicts(),
        "companies": [row | {"grades": _shares(row["grades"])} for row in found.companies.to_dicts()],
    }


def _shares(grades: list[dict[str, Any]]) -> dict[str, float]:
    return {one["grade"]: one["share"] for one in grades}


def _print_csv(found: "Sensitivity") -> None:
    """Companies, grades as text: `A 0.75; BBB 0.25`."""
    import polars as pl

    from cnesg.cli.tables import print_plain

    told = ["; ".join(f"{one['grade']} {one['share']:.4f}" for one in grades) for grades in found.companies["grades"]]
    print_plain(found.companies.with_columns(pl.Series("grades", told)), "csv")


def _print(found: "Sensitivity", names: dict[str, str], limit: int) -> None:
    from cnesg.cli.tables import console, plain_table

    out = console()
    out.print(render("sensitivity.factors", draws=found.draws, choices=found.choices))
    table = plain_table("choice_group", "choice_count", "index_total", "index_first", "places_moved")
    for row in found.factors.iter_rows(named=True):
        indices = (f"{row[i]:.2f} ({row[f'{i}_low']:z.2f}-{row[f'{i}_high']:.2f})" for i in ("total", "first"))
        name = render(f"sensitivity.{row['factor']}")
        table.add_row(name, str(row["choices"]), *indices, f"{row['moved'] * 100:.1f}")
    out.print(table)
    out.print(render("sensitivity.companies"))
    table = plain_table("company", "name", "score", "grade", "grades_drawn", "top_quartile", "place_range", "say_do")
    rows = found.companies.head(limit or found.companies.height)
    for row in rows.iter_rows(named=True):
        table.add_row(
            row["company_id"],
            names.get(row["company_id"], ""),
            _rounded(row["score"]),
            row["grade"] or "-",
            ", ".join(f"{one['grade']} {one['share']:.0%}" for one in _likeliest(row["grades"])),
            f"{row['top_quartile']:.0%}",
            f"{row['percentile_low'] * 100:.0f}-{row['percentile_high'] * 100:.0f}",
            _gap(row),
        )
    out.print(table)
    if rows.height < found.companies.height:
        out.print(render("tables.more", count=found.companies.height - rows.height))
    out.print(render("sensitivity.note"))
    out.print(render("sensitivity.refused", pool=found.pool, refused=found.refused))


def _likeliest(grades: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(grades, key=lambda one: -one["share"])[:3]


def _gap(row: dict[str, Any]) -> str:
    if row["gap"] is None:
        return "-"
    return f"{row['gap'] * 100:+.0f} ({row['gap_low'] * 100:+.0f} to {row['gap_high'] * 100:+.0f})"


def _rounded(score: float | None) -> str:
    return "-" if score is None else f"{score:.1f}"
