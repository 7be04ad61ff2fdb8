"""`cnesg methodology map` and `selection`: what standards ask, what we have for it, and why an indicator is in."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Annotated, Any, Literal

import typer

from cnesg.cli.methodology import ProfileOption, commands, seen_by
from cnesg.cli.options import parse_day
from cnesg.errors import current_language, render


def register(_app: typer.Typer) -> None:
    """Add the commands to the group `cnesg methodology`."""
    commands.command("map", help=render("cli.map"))(map_standard)
    commands.command("selection", help=render("cli.selection"))(show_selection)


def map_standard(
    code: Annotated[
        str | None, typer.Option("--standard", metavar="NAME", help=render("cli.map_standard"), show_default=False)
    ] = None,
    only_uncovered: Annotated[bool, typer.Option("--uncovered", help=render("cli.map_uncovered"))] = False,
    day: Annotated[
        date | None,
        typer.Option("--as-of", help=render("cli.map_as_of"), parser=parse_day, metavar="YYYY-MM-DD"),
    ] = None,
    profile: ProfileOption = None,
    output: Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))] = "table",
) -> None:
    """Print the items of a standard with our data points and the reverse, or all standards with their counts."""
    from cnesg.framework.mappings import load_mappings
    from cnesg.framework.standards import load_standards
    from cnesg.pipeline.methodology.mapping import both_ways, overview, unanswered

    methodology = seen_by(profile)
    folder = methodology.folder if profile else None
    standards, mappings = load_standards(folder), load_mappings(folder).of_points(methodology.data_points)
    if code is None:
        _print(overview(standards, mappings, day), output, _print_overview)
        return
    standard = standards.named(code)
    if only_uncovered:
        _print(unanswered(standard, mappings, methodology, day), output, _print_items)
    else:
        _print(both_ways(standard, mappings, methodology, day), output, _print_both_ways)


def show_selection(
    profile: ProfileOption = None,
    output: Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))] = "table",
) -> None:
    """Print the matrix of Level II indicators and standards."""
    from cnesg.framework.mappings import load_mappings
    from cnesg.framework.standards import load_standards
    from cnesg.pipeline.methodology.selection import selection

    methodology = seen_by(profile)
    folder = methodology.folder if profile else None
    standards, mappings = load_standards(folder), load_mappings(folder).of_points(methodology.data_points)
    _print(selection(methodology, standards, mappings), output, _print_selection)


def _print(content: dict[str, Any], output: str, as_table: Callable[[dict[str, Any]], None]) -> None:
    if output == "json":
        typer.echo(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        as_table(content)


def _print_overview(content: dict[str, Any]) -> None:
    heads = ("code", "name", "edition", "items", "questions", "answered", "related_only", "uncovered")
    rows = [
        [
            row["standard"],
            row["name"][current_language()],
            row["edition"],
            *(str(row[head]) for head in heads[3:]),
        ]
        for row in content["standards"]
    ]
    _table([render(f"tables.map_{head}") for head in heads], rows, numbers=range(3, 8))
    typer.echo(render("cli.map_overview"))


def _print_both_ways(content: dict[str, Any]) -> None:
    _print_items(content)
    typer.echo()
    rows = [
        [
            point["code"],
            point["name"][current_language()] if point["name"] else "",
            _by_match((item["match"], item["id"]) for item in point["items"]),
        ]
        for point in content["data_points"]
    ]
    _table([render(f"tables.map_{head}") for head in ("data_point", "name", "items_of_it")], rows)


def _print_items(content: dict[str, Any]) -> None:
    language = current_language()
    typer.echo(f"{content['name'][language]} ({content['edition']})\n")
    rows = [
        [
            "  " * item["depth"] + item["id"] + ("" if item["verified"] else " ?"),
            item["title"][language],
            _by_match((point["match"], point["code"]) for point in item["data_points"])
            or (render("tables.map_nothing") if item["question"] else ""),
        ]
        for item in content["items"]
    ]
    _table([render(f"tables.map_{head}") for head in ("item", "title", "data_points")], rows)
    if not all(item["verified"] for item in content["items"]):
        typer.echo(render("cli.map_unverified"))


def _print_selection(content: dict[str, Any]) -> None:
    """One column for each international framework, one for Hong Kong and one for the mainland; cells count items."""
    columns = [
        ([column["standard"]], column["short"])
        for column in content["standards"]
        if column["reach"] in ("international", "european-union")
    ]
    for reach in ("hong-kong", "mainland"):
        group = [column["standard"] for column in content["standards"] if column["reach"] == reach]
        columns.append((group, render(f"tables.reach_{reach.replace('-', '_')}")))
    rows = []
    for row in content["indicators"]:
        policy = row["china_specific"]
        stands_on = policy["reference"] if policy else render("tables.selection_frameworks", count=row["frameworks"])
        cells = [_cell(row, standards) for standards, _ in columns]
        rows.append([row["code"], row["name"][current_language()], *cells, stands_on])
    heads = [render("tables.code"), render("tables.map_name"), *(head for _, head in columns)]
    _table([*heads, render("tables.selection_stands_on")], rows, numbers=range(2, 2 + len(columns)))
    typer.echo(render("cli.selection_legend"))


def _cell(row: dict[str, Any], standards: Iterable[str]) -> str:
    """How many items of these standards an indicator answers; `~` where items are related only."""
    count = sum(len(row["items"].get(code, ())) for code in standards)
    return str(count) if count else "~" if any(code in row["related"] for code in standards) else ""


def _by_match(links: Iterable[tuple[str, str]]) -> str:
    """`equal: E0401-01; narrower: E0401-03, E0401-04`, the best match first."""
    from cnesg.framework.mappings import MATCHES

    found: dict[str, list[str]] = {}
    for match, name in links:
        found.setdefault(match, []).append(name)
    return "; ".join(
        f"{render(f'tables.match_{match}')}: {', '.join(found[match])}" for match in MATCHES if match in found
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: Iterable[int] = ()) -> None:
    from rich.table import Table
    from rich.text import Text

    from cnesg.cli.tables import console

    right = set(numbers)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, head in enumerate(heads):
        table.add_column(head, justify="right" if place in right else "left", no_wrap=place == 0)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console().print(table)
