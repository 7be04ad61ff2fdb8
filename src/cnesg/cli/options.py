"""Options that several commands share, and where the workspace is."""

import os
from collections.abc import Collection, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from cnesg.errors import render

if TYPE_CHECKING:
    from cnesg.engine import Limits
    from cnesg.pipeline.checking.confirmed import ConfirmedNumbers

Chosen = TypeVar("Chosen", bound=str)
EPILOG = "Start here: cnesg demo"


def parse_day(text: str) -> date:
    """A date written YYYY-MM-DD, or a usage error that says how to write one."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(render("cli.bad_date", text=text)) from error


def parse_month(text: str) -> date:
    """The first day of a month written YYYY-MM, or a usage error that says how to write one."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise typer.BadParameter(render("cli.bad_month", text=text)) from error


def format_of(asked: Chosen | None, out: Path | None, known: Collection[Chosen], default: Chosen) -> Chosen:
    """The format that was asked for; else the one that the file to write is named after; else the usual one."""
    named = out.suffix.removeprefix(".").lower() if out is not None else ""
    return asked or next((one for one in known if one == named), default)


def default_workspace() -> Path:
    """The folder named by CNESG_WORKSPACE, else ./cnesg-workspace."""
    return Path(os.environ.get("CNESG_WORKSPACE") or "cnesg-workspace")


WorkspaceOption = Annotated[
    Path,
    typer.Option(
        "--workspace", "-w", help=render("cli.workspace"), default_factory=default_workspace, show_default=False
    ),
]
YearOption = Annotated[int | None, typer.Option("--year", help=render("cli.year"), min=1990, max=2100)]
JobsOption = Annotated[int, typer.Option("--jobs", help=render("cli.jobs"), min=1)]
_ATTEMPTS = 2
"""Processes that a report may bring down: one may be killed by the system through no fault of the report."""
EngineOption = Annotated[
    Literal["local", "ray", "spark"], typer.Option("--engine", help=render("cli.engine"), envvar="CNESG_ENGINE")
]
EngineSettingsOption = Annotated[
    Path | None,
    typer.Option(
        "--engine-settings",
        metavar="FILE",
        help=render("cli.engine_settings"),
        envvar="CNESG_ENGINE_SETTINGS",
        show_default=False,
    ),
]
TimeoutOption = Annotated[float, typer.Option("--timeout", help=render("cli.timeout"), min=0.1, metavar="SECONDS")]
MemoryOption = Annotated[int, typer.Option("--memory", help=render("cli.memory"), min=64, metavar="MIB")]
AsOfOption = Annotated[
    date | None, typer.Option("--as-of", help=render("cli.as_of"), parser=parse_day, metavar="YYYY-MM-DD")
]

StoreAtOption = Annotated[
    int | None, typer.Option("--store-at", help=render("cli.store_at"), min=0, show_default=False)
]
ByOption = Annotated[
    str, typer.Option("--by", envvar="CNESG_VERIFIER", help=render("cli.verify_by"), show_default=False)
]


def today() -> date:
    """Today in Shanghai, where the market is."""
    from cnesg.model.periods import SHANGHAI

    return datetime.now(SHANGHAI).date()


def confirmed_lines(numbers: "ConfirmedNumbers") -> Iterator[str]:
    """How many of the numbers read from reports are confirmed, and what they carry, a line each."""
    if not numbers.companies:
        yield render("cli.no_number_read", year=numbers.fiscal_year)
        return
    told = (
        f"{code} {numbers.confirmed[code] / count:.0%} ({numbers.confirmed[code]}/{count})" if count else f"{code} -"
        for code, count in numbers.read.items()
    )
    yield render("cli.confirmed_numbers", year=numbers.fiscal_year, shares=", ".join(told))
    weights = ", ".join(f"{code} {share:.0%}" for code, share in numbers.weight.items())
    yield render("cli.confirmed_weight", count=numbers.companies, shares=weights)


def report_limits(timeout: float, memory: int) -> "Limits":
    """What a report may take: seconds and MiB, as `TimeoutOption` and `MemoryOption` give them."""
    from cnesg.engine import Limits

    return Limits(timeout, memory * 1024**2, _ATTEMPTS)
