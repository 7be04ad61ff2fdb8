"""`cnesg doctor`: whether all that cnesg needs is there and sound."""

import json
from contextlib import closing, nullcontext
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from cnesg.cli.options import EngineOption, EngineSettingsOption, WorkspaceOption
from cnesg.errors import render

if TYPE_CHECKING:
    from cnesg.pipeline.doctor import Symptom

_MARKS: Final = {"good": ("\u2713", "green"), "warning": ("!", "yellow"), "bad": ("\u2717", "red")}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor", help=render("cli.doctor"))(doctor)


def doctor(
    workspace: WorkspaceOption,
    engine: EngineOption = "local",
    engine_settings: EngineSettingsOption = None,
    output: Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))] = "table",
) -> int:
    """Look at machine, methodology, workspace, decisions and cluster. Exit 1 when something must be mended."""
    from cnesg.engine import open_engine
    from cnesg.errors import CnesgError
    from cnesg.pipeline.doctor import Symptom, examine

    found: list[Symptom] = []
    try:
        opened = nullcontext() if engine == "local" else closing(open_engine(engine, engine_settings))
    except CnesgError as error:
        opened = nullcontext()
        found = [Symptom("bad", problem) for problem in error.problems]
    with opened as at_work:
        found = [*examine(workspace, at_work), *found]
    _tell(found, output)
    return int(any(one.state == "bad" for one in found))


def _tell(found: "list[Symptom]", output: str) -> None:
    if output == "json":
        rows = [{"state": one.state, "what": one.problem.message_id, "text": one.problem.text()} for one in found]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for one in found:
        mark, colour = _MARKS[one.state]
        typer.echo(f"{typer.style(mark, fg=colour)} {one.problem.text()}")
    bad, warnings = (sum(one.state == state for one in found) for state in ("bad", "warning"))
    typer.echo(render("doctor.count", bad=bad, warnings=warnings) if bad or warnings else render("doctor.sound"))
