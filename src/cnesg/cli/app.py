"""The commands, put together, and how they end: 0 done, 1 done with something to tell, 2 nothing could be done."""

import sys
from typing import Annotated

import typer

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
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
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
    if code == _INTERRUPTED:
        typer.echo(render("cli.interrupted"), err=True)
    return code if isinstance(code, int) else 0
