"""`cnesg methodology choices` and `diff`: what was assumed, and what another version or profile changes."""

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from cnesg.cli.methodology import commands
from cnesg.errors import InputError, current_language, render

if TYPE_CHECKING:
    from cnesg.framework import Methodology
    from cnesg.framework.choices import Choice
    from cnesg.framework.definitions import Profile
    from cnesg.framework.differences import Difference

TableOrJson = Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))]
TableJsonOrCsv = Annotated[Literal["table", "json", "csv"], typer.Option("--format", help=render("cli.format_csv"))]
_MOST_SHOWN = 4
_LONGEST = 90
_WIDEST_PLACE = 40


def register(_app: typer.Typer) -> None:
    """Add the commands to `cnesg methodology`."""
    commands.command("choices", help=render("cli.methodology_choices"))(choices)
    commands.command("diff", help=render("cli.methodology_diff"))(diff)


def choices(
    under: Annotated[str, typer.Argument(metavar="PLACE", help=render("cli.methodology_under"))] = "",
    area: Annotated[
        str | None, typer.Option("--area", metavar="AREA", help=render("cli.methodology_area"), show_default=False)
    ] = None,
    profile: Annotated[
        str | None, typer.Option("--profile", help=render("cli.choices_profile"), show_default=False)
    ] = None,
    output: TableJsonOrCsv = "table",
) -> None:
    """Print every assumed value."""
    from cnesg.framework import load_methodology
    from cnesg.framework.choices import assumed_choices

    methodology = load_methodology()
    if profile is not None:
        methodology, _ = _seen(methodology, profile)
    every = assumed_choices(methodology)
    known = dict.fromkeys(choice.area for choice in every)
    if area is not None and area not in known:
        raise InputError.of("choices.unknown_area", area=area, areas=", ".join(known))
    found = [choice for choice in every if choice.path.startswith(under) and area in (None, choice.area)]
    if output == "json":
        typer.echo(json.dumps([_plain(choice) for choice in found], ensure_ascii=False, indent=2, default=str))
    elif output == "csv":
        typer.echo(_csv(found), nl=False)
    elif found:
        _print(found)
    else:
        typer.echo(render("choices.none", under=under))


def _plain(choice: "Choice") -> dict[str, Any]:
    others = [{"value": other.value, "profile": other.profile} for other in choice.alternatives]
    return {"path": choice.path, "value": choice.value, "alternatives": others, "reference": choice.reference}


def _csv(found: Sequence["Choice"]) -> str:
    """One row for each alternative, with what a profile says to have it."""
    from cnesg.pipeline.writing import neutralised

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["area", "path", "value", "alternative", "profile", "reference"])
    for choice in found:
        for other in choice.alternatives:
            cells = (choice.value, other.value, other.profile)
            value, alternative, profile = (json.dumps(cell, ensure_ascii=False, default=str) for cell in cells)
            row = (choice.area, choice.path, value, alternative, profile, choice.reference)
            writer.writerow([neutralised(cell or "") for cell in row])
    return text.getvalue()


def _print(found: Sequence["Choice"]) -> None:
    from rich.table import Table
    from rich.text import Text

    from cnesg.cli.tables import console
    from cnesg.framework.place_words import area_in_words

    out, counts = console(), Counter(choice.area for choice in found)
    for area, grouped in groupby(found, key=lambda choice: choice.area):
        of_area = list(grouped)
        table = Table(box=None, pad_edge=False, header_style="bold", title_justify="left", expand=True)
        # A place is copied into a profile, so it is kept on one line wherever that leaves room for the rest.
        longest = min(max(len(choice.path) for choice in of_area), _WIDEST_PLACE)
        table.add_column(render("choices.path"), overflow="fold", width=longest)
        for head, ratio in (("value", 5), ("alternatives", 7), ("reference", 4)):
            table.add_column(render(f"choices.{head}"), overflow="fold", ratio=ratio)
        for choice in of_area:
            page = choice.reference.removeprefix("docs/decisions/").removesuffix(".md")
            cells = (choice.path, _short(choice.value), _others(choice), page)
            table.add_row(*(Text(cell) for cell in cells))
        out.print(Text(f"{area_in_words(area, current_language())} ({counts[area]})", style="bold"))
        out.print(table)
        out.print()
    typer.echo(render("choices.heading", count=len(found), others=sum(len(c.alternatives) for c in found)))
    if len(counts) > 1:
        typer.echo(render("choices.areas", areas=", ".join(f"{area} {count}" for area, count in counts.items())))


def _others(choice: "Choice") -> str:
    """The alternatives on a few lines; a list of many is cut, `--format json` has them all."""
    told = [_short(other.value) for other in choice.alternatives[:_MOST_SHOWN]]
    left = len(choice.alternatives) - len(told)
    return " | ".join([*told, *([render("choices.and_more", count=left)] if left else [])])


def _short(value: Any) -> str:
    text = _shown(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2].rstrip()} …"


def diff(
    other: Annotated[str, typer.Argument(metavar="OTHER", help=render("cli.methodology_other"))],
    base: Annotated[
        str | None, typer.Option("--from", metavar="OTHER", help=render("cli.diff_from"), show_default=False)
    ] = None,
    output: TableOrJson = "table",
) -> None:
    """Say in words what another methodology folder or a profile changes."""
    from cnesg.framework import load_methodology
    from cnesg.framework.differences import differences, of_profiles

    shipped = load_methodology()
    ours, before = (shipped, shipped.profiles["default"]) if base is None else _seen(shipped, base)
    theirs, after = _seen(shipped, other)
    found = [*of_profiles(before, after), *differences(ours, theirs)]
    if output == "json":
        rows = [{"path": d.path, "before": d.before, "after": d.after} for d in found]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=_as_mapping))
        return
    for difference in found:
        typer.echo(_told(difference, ours, theirs))
    if not found:
        typer.echo(render("choices.same"))


def _seen(shipped: "Methodology", wanted: str) -> "tuple[Methodology, Profile]":
    """A folder, or the methodology as a profile sees it, with the profile."""
    from cnesg.framework import load_methodology
    from cnesg.framework.overrides import with_everything
    from cnesg.framework.profiles import find_profile

    if Path(wanted).is_dir():
        folder = load_methodology(Path(wanted))
        return folder, folder.profiles["default"]
    profile = find_profile(shipped, wanted)
    return with_everything(shipped, profile), profile


def _as_mapping(value: Any) -> Any:
    """An entry of the methodology as a mapping, anything else as text, for JSON."""
    return value.model_dump() if hasattr(value, "model_dump") else str(value)


def _told(difference: "Difference", ours: "Methodology", theirs: "Methodology") -> str:
    from cnesg.framework.definitions.indicators import Replaced
    from cnesg.framework.place_words import in_words

    if isinstance(difference.after, Replaced):
        language, place = current_language(), difference.path.removesuffix(".replaces")
        what, old = in_words(place, (theirs, ours), language), difference.after
        name, why = (text.zh if language == "zh" else text.en for text in (old.name, old.why))
        return render("choices.replaced", what=what, code=old.code, name=name, why=why)
    methodologies = (theirs, ours) if difference.before is None else (ours, theirs)
    what = in_words(difference.path, methodologies, current_language())
    if difference.before is None:
        return render("choices.added", what=what)
    if difference.after is None:
        return render("choices.removed", what=what)
    before, after = _shown(difference.before), _shown(difference.after)
    return render("choices.changed", what=what, before=before, after=after)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_shown(inner)}" for name, inner in value.items())
    if isinstance(value, list | tuple):
        nested = any(isinstance(member, list | tuple) for member in value)
        return "; ".join(f"[{_shown(member)}]" if nested else _shown(member) for member in value)
    if isinstance(value, bool):
        return render("choices.yes" if value else "choices.no")
    return f"{value:g}" if isinstance(value, float) else str(value)
