"""The commands, put together, and how they end: 0 done, 1 done with something to tell, 2 nothing could be done."""

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from cnesg import telemetry
from cnesg.cli import (
    bench,
    choices,
    company,
    comparison,
    deliver,
    demonstration,
    divergence,
    doctor,
    extract,
    gap,
    ingest,
    league,
    mapping,
    methodology,
    news,
    peers,
    quality,
    records,
    results,
    sensitivity,
    serve,
    store,
    verify,
    weights,
    whitewash,
    workspace,
)
from cnesg.cli.options import EPILOG
from cnesg.errors import CnesgError, render

_FLUSHING = 5.0  # seconds that a command waits in the end for its traces to be taken
_INTERRUPTED = 130  # what shells expect of a program stopped by Ctrl-C

app = typer.Typer(
    name="cnesg",
    help=render("cli.app"),
    epilog=EPILOG,
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for commands in (
    demonstration,
    extract,
    gap,
    workspace,
    ingest,
    verify,
    serve,
    results,
    league,
    divergence,
    sensitivity,
    comparison,
    quality,
    company,
    records,
    deliver,
    news,
    whitewash,
    methodology,
    mapping,
    choices,
    weights,
    peers,
    store,
    doctor,
    bench,
):
    commands.register(app)


def _print_version(asked: bool) -> None:
    if asked:
        from cnesg import __version__

        typer.echo(f"cnesg {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", help=render("cli.version"), callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Options that hold for all commands; without a command, the help."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit with its code; problems are one line each on standard error."""
    given = sys.argv[1:] if arguments is None else arguments
    if not telemetry.begin():
        sys.exit(_run(given))
    with telemetry.span(_name(given)) as span:
        code = _run(given)
        span.note(exit_code=code)
        if code:
            span.fail(f"exit {code}")
    telemetry.flush(_FLUSHING)
    sys.exit(code)


def _name(arguments: Sequence[str]) -> str:
    """The command that arguments ask for, without any of theirs, which may name companies and files."""
    command: Any = typer.main.get_command(app)
    names = [app.info.name or ""]
    for word in arguments:
        command = getattr(command, "commands", {}).get(word)
        if command is None:
            break
        names.append(word)
    return " ".join(names)


def _refused(error: OSError) -> str:
    """The line on what the system refused."""
    what = error.strerror or str(error)
    if error.filename is None:
        return render("cli.system_refused", what=what)
    return render("cli.system_refused_at", place=error.filename, what=what)


def _run(arguments: list[str]) -> int:
    try:
        code = app(args=arguments, standalone_mode=False)
    except CnesgError as error:
        for line in error.lines():
            typer.echo(line, err=True)
        return 2
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "cnesg"
        typer.echo(render("cli.usage", what=error.format_message(), command=command), err=True)
        return 2
    except typer.Abort:
        code = _INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away (`cnesg scores | head`): not an error
        return 0
    except OSError as error:  # a place that nothing else speaks of: a disk that is full, a folder that is read-only
        typer.echo(_refused(error), err=True)
        return 2
    if code == _INTERRUPTED:
        typer.echo(render("cli.interrupted"), err=True)
    return code if isinstance(code, int) else 0
