"""`cnesg company`: what was known of a company on a day."""

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

import typer

from cnesg.cli.options import AsOfOption, WorkspaceOption, today
from cnesg.errors import render

# Each section with its columns; the heads are those of `messages/tables.toml`.
_DATED = {"valid_from": "first_day", "valid_to": "last_day", "published": "known"}
_SECTIONS: dict[str, dict[str, str]] = {
    "names": {"name": "name", "kind": "kind", "language": "language", **_DATED},
    "codes": {"credit_code": "credit_code", **_DATED},
    "industries": {"industry": "code", "name_en": "name_in_english", "name_zh": "name_in_chinese", **_DATED},
    "listings": {"code": "code", "status": "status", **_DATED},
    "relations": {"company_id": "below", "parent_id": "above", "relation": "relation", "share": "share", **_DATED},
    "results": {
        "subject": "subject",
        "year": "year",
        "value": "value",
        "scale": "scale",
        "better": "better",
        "model": "model",
        "published": "known",
    },
    "documents": {"title": "title", "kind": "kind", "fiscal_year": "year", "pages": "pages", "published": "known"},
}

_STANDING = ("score", "interval", "grade", "rank")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("company", help=render("cli.company_view"))(company)


def company(
    company: Annotated[str, typer.Argument(metavar="COMPANY", help=render("cli.company"), show_default=False)],
    workspace: WorkspaceOption,
    as_of: AsOfOption = None,
    output: Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))] = "table",
) -> None:
    """Print names, codes, industries, relations, documents and scores as they were known."""
    from cnesg.pipeline import Workspace
    from cnesg.pipeline.runs.company_view import company_view

    with Workspace.open(workspace) as opened:
        view = company_view(opened, opened.company_id(company), as_of or today())
        few = opened.methodology.rules.least_peers.value
    if output == "json":
        typer.echo(json.dumps(view, ensure_ascii=False, indent=2, default=str))
    else:
        _print(view, few)


def _print(view: Mapping[str, Any], few: float) -> None:
    from cnesg.cli.tables import console, print_mapping, standing_cells

    out = console()
    told = view["particulars"] or {"company_id": view["company_id"]}
    print_mapping({name: str(value) for name, value in told.items() if value is not None})
    if view["particulars"] is None:
        out.print(render("tables.not_in_force", day=view["as_of"]))
    for section, columns in _SECTIONS.items():
        rows = view[section] if section != "results" else [_with_scale(row) for row in view[section]]
        _print_section(section, rows, columns)
    scores = view["scores"]
    if scores is None:
        return
    columns = {"code": "code", "score": "score", "interval": "interval", "grade": "grade", "rank": "rank"}
    rows = [row | dict(zip(_STANDING, standing_cells(row, few), strict=True)) for row in scores["rows"]]
    _print_section("scores", rows, columns, f"{scores['as_of']}  {scores['fiscal_year']}  {scores['profile']}")
    if any(str(row["rank"]).endswith("*") for row in rows):
        out.print(render("tables.few_peers", least=few))


def _with_scale(row: Mapping[str, Any]) -> dict[str, Any]:
    bounds = None if row["scale_min"] is None else f"{row['scale_min']:g} - {row['scale_max']:g}"
    better = row["better"] and render(f"tables.better_{row['better']}")
    return {**row, "value": f"{row['value']:,.6g}", "scale": bounds, "better": better}


def _print_section(section: str, rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], more: str = "") -> None:
    from cnesg.cli.tables import console, plain_table

    if not rows:
        return
    out = console()
    out.print()
    out.print(f"{render(f'tables.section_{section}')}  {more}".rstrip(), style="bold", markup=False)
    table = plain_table(*columns.values())
    for row in rows:
        table.add_row(*("" if row[name] is None else str(row[name]) for name in columns))
    out.print(table)
