"""`cnesg divergence` and `cnesg validate`: why raters disagree, on our data and against ratings a user brings."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from cnesg.cli.options import AsOfOption, WorkspaceOption
from cnesg.errors import current_language, render

if TYPE_CHECKING:
    from cnesg.pipeline.robustness.diverging import Divergence, Validated

TableOrJson = Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))]
ProfileOption = Annotated[str | None, typer.Option(help=render("cli.profile_run"), show_default=False)]
_NAMED = 5
LimitOption = Annotated[int, typer.Option(help=render("cli.divergence_limit"), min=0)]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("divergence", help=render("cli.divergence"))(divergence)
    app.command("validate", help=render("cli.validate"))(validate)


def divergence(
    workspace: WorkspaceOption,
    style: Annotated[str | None, typer.Option(help=render("cli.divergence_style"), show_default=False)] = None,
    company: Annotated[str | None, typer.Option(help=render("cli.divergence_company"), show_default=False)] = None,
    as_of: AsOfOption = None,
    profile: ProfileOption = None,
    limit: LimitOption = 10,
    output: TableOrJson = "table",
) -> None:
    """Print how far styles agree and what moves companies between them."""
    import polars as pl

    from cnesg.cli.tables import name_of
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.robustness.diverging import divergence as compute

    with Workspace.open(workspace) as opened:
        found = compute(opened, as_of, profile, style)
        moved = found.moves
        if company:
            moved = moved.filter(pl.col("company_id") == opened.company_id(company))
        names = {row["company_id"]: name_of(row) for row in opened.companies().iter_rows(named=True)}
    if output == "json":
        content = {
            "run_id": found.run_id,
            "agreement": found.agreement.to_dicts(),
            "causes": found.causes.to_dicts(),
            "moves": moved.to_dicts(),
        }
        typer.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    _print_agreement(found)
    for key in found.styles:
        rows = moved.filter(pl.col("style") == key)
        _print_moves(found, key, rows.head(limit or rows.height).to_dicts(), names)


def validate(
    workspace: WorkspaceOption,
    external: Annotated[Path, typer.Option("--external", help=render("cli.validate_external"), show_default=False)],
    as_of: AsOfOption = None,
    profile: ProfileOption = None,
    lower_is_better: Annotated[
        bool, typer.Option("--lower-is-better", help=render("cli.validate_lower"), show_default=False)
    ] = False,
    limit: LimitOption = 10,
    output: TableOrJson = "table",
) -> None:
    """Print how far an outside rating agrees with ours, and where it does not."""
    from cnesg.cli.tables import name_of
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.robustness.diverging import validate_external

    with Workspace.open(workspace) as opened:
        found = validate_external(opened, external, as_of, profile, lower_is_better=lower_is_better)
        names = {row["company_id"]: name_of(row) for row in opened.companies().iter_rows(named=True)}
    if output == "json":
        typer.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=2))
    else:
        _print_validated(found, names, limit)


def _print_agreement(found: "Divergence") -> None:
    from cnesg.cli.tables import console, plain_table

    out = console()
    out.print(render("divergence.agreement"))
    table = plain_table("rating_style", "other_style", "spearman", "kendall", "companies_rated")
    for row in found.agreement.iter_rows(named=True):
        both = (_style_name(found.styles, row[side]) for side in ("rating", "other"))
        table.add_row(*both, _rounded(row["spearman"]), _rounded(row["kendall"]), str(row["companies"]))
    out.print(table)
    out.print(render("divergence.causes"))
    table = plain_table("rating_style", "cause", "points", "cause_share")
    for row in found.causes.iter_rows(named=True):
        cause = render(f"divergence.{row['cause']}")
        table.add_row(_style_name(found.styles, row["style"]), cause, f"{row['points']:.1f}", f"{row['share']:.0%}")
    out.print(table)


def _print_moves(found: "Divergence", key: str, rows: list[dict[str, Any]], names: dict[str, str]) -> None:
    from cnesg.cli.tables import console, plain_table

    out, language = console(), current_language()
    style = found.styles[key]
    after = getattr(style.after, language)
    out.print(render("divergence.moves", style=getattr(style.name, language), after=after))
    table = plain_table(
        "company", "name", "our_place", "style_place", "move", "scope", "measurement", "weights", "issue"
    )
    for row in rows:
        table.add_row(
            row["company_id"],
            names.get(row["company_id"], ""),
            f"{row['percentile']:.0f}",
            f"{row['style_percentile']:.0f}",
            *(f"{row[column]:+.1f}" for column in ("change", "scope", "measurement", "weights")),
            f"{row['issue']} {getattr(found.issues[row['issue']], language)}",
        )
    out.print(table)


def _print_validated(found: "Validated", names: dict[str, str], limit: int) -> None:
    from cnesg.cli.tables import console, plain_table

    out, result = console(), found.result
    if found.year is not None:
        out.print(render("divergence.year_held", year=found.year))
    if found.unknown:
        out.print(render("divergence.left_out", count=len(found.unknown), companies=_some(found.unknown)))
    if found.not_rated:
        out.print(render("divergence.not_rated", count=len(found.not_rated), companies=_some(found.not_rated)))
    if result.spearman is None:
        out.print(render("divergence.validated_few", companies=result.companies))
    else:
        spearman, low, high, kendall = map(_rounded, (result.spearman, result.low, result.high, result.kendall))
        told = render(
            "divergence.validated", companies=result.companies, spearman=spearman, low=low, high=high, kendall=kendall
        )
        out.print(told)
    out.print(render("divergence.ratings"))
    table = plain_table("reading", "spearman", "kendall")
    for row in result.ratings.iter_rows(named=True):
        table.add_row(found.names[row["rating"]], _rounded(row["spearman"]), _rounded(row["kendall"]))
    out.print(table)
    out.print(render("divergence.disagreements"))
    table = plain_table("company", "name", "our_place", "external_place", "why")
    for row, reason in found.explained(limit):
        if row["difference"] == 0:
            break  # the others agree
        places = (f"{row[column]:.0f}" for column in ("percentile", "external_percentile"))
        table.add_row(row["company_id"], names.get(row["company_id"], ""), *places, reason)
    out.print(table)


def _style_name(styles: Any, key: str) -> str:
    return str(getattr(styles[key].name, current_language())) if key in styles else key


def _rounded(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.2f}"


def _some(companies: tuple[str, ...]) -> str:
    return ", ".join(companies[:_NAMED]) + (" ..." if len(companies) > _NAMED else "")
