"""`cnesg serve` and `cnesg accounts`: the workbench, and who may sign in to it."""

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from cnesg.cli.options import WorkspaceOption
from cnesg.errors import InputError, Problem, render

if TYPE_CHECKING:
    from cnesg.verification.accounts import Accounts
    from cnesg.verification.ledger import Ledger
    from cnesg.web.oidc import Provider

commands = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
DatabaseOption = Annotated[
    str | None, typer.Option("--database", envvar="CNESG_DATABASE", help=render("cli.database"), show_default=False)
]
_Name = Annotated[str, typer.Argument(metavar="NAME", help=render("cli.account_name"), show_default=False)]
_LOOPBACK_NAME = "localhost"
_KEPT_DAYS = 180
_MIB = 1024 * 1024


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("serve", help=render("cli.serve"))(serve)
    app.add_typer(commands, name="accounts", help=render("cli.accounts"))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == _LOOPBACK_NAME


def serve(
    workspace: WorkspaceOption,
    host: Annotated[str, typer.Option(help=render("cli.serve_host"))] = "127.0.0.1",
    port: Annotated[int, typer.Option(help=render("cli.serve_port"), min=0, max=65535)] = 8321,
    database: DatabaseOption = None,
    open_reading: Annotated[bool, typer.Option("--open-reading", help=render("cli.serve_open"))] = False,
    http: Annotated[bool, typer.Option("--http", help=render("cli.serve_http"))] = False,
    deliveries: Annotated[
        Path | None, typer.Option(help=render("cli.serve_deliveries"), metavar="DIR", show_default=False)
    ] = None,
    oidc_issuer: Annotated[
        str | None, typer.Option(help=render("cli.serve_oidc"), metavar="URL", show_default=False)
    ] = None,
    oidc_client: Annotated[str, typer.Option(help=render("cli.serve_oidc_client"), show_default=False)] = "",
    oidc_name: Annotated[str, typer.Option(help=render("cli.serve_oidc_name"))] = "preferred_username",
    oidc_roles: Annotated[str, typer.Option(help=render("cli.serve_oidc_roles"), show_default=False)] = "",
    batches: Annotated[
        Path | None, typer.Option(help=render("cli.serve_batches"), metavar="DIR", show_default=False)
    ] = None,
    watched: Annotated[
        Path | None, typer.Option(help=render("cli.serve_watched"), metavar="DIR", show_default=False)
    ] = None,
    trusted_proxies: Annotated[
        str,
        typer.Option(
            help=render("cli.serve_proxies"), metavar="ADDRESSES", envvar="CNESG_TRUSTED_PROXIES", show_default=False
        ),
    ] = "",
    allowed_host: Annotated[
        list[str] | None,
        typer.Option(
            help=render("cli.serve_allowed_host"), metavar="NAME", envvar="CNESG_ALLOWED_HOSTS", show_default=False
        ),
    ] = None,
    disputes_a_day: Annotated[int, typer.Option(help=render("cli.serve_disputes"), min=0)] = 100,
    uploads_a_day: Annotated[int, typer.Option(help=render("cli.serve_uploads"), min=0)] = 50,
    upload_mib_a_day: Annotated[int, typer.Option(help=render("cli.serve_upload_mib"), min=0)] = 256,
    log: Annotated[Literal["text", "json"], typer.Option(help=render("cli.serve_log"))] = "text",
) -> None:
    """Serve the workbench until it is stopped."""
    try:
        from cnesg.verification.quotas import Quota
        from cnesg.web import serving
        from cnesg.web.app import create_app
        from cnesg.web.hosts import hosts_of
        from cnesg.web.logs import json_logs
        from cnesg.web.settings import Settings
    except ImportError as error:
        raise InputError.of("cli.serve_extra", what=error.name or error) from error
    if database:
        os.environ["CNESG_DATABASE"] = database  # what runs and carries decisions in this process looks there too
    local, proxies = is_loopback(host), networks(trusted_proxies)
    settings = Settings(
        database=database,
        open_reading=open_reading,
        secure=not (local or http),
        deliveries=deliveries,
        batches=batches,
        watched=watched,
        trusted_proxies=proxies,
        hosts=hosts_of(host, allowed_host or ()),
        disputes_a_day=Quota(disputes_a_day),
        documents_a_day=Quota(uploads_a_day, upload_mib_a_day * _MIB),
        provider=_provider(oidc_issuer, oidc_client, oidc_name, oidc_roles) if oidc_issuer else None,
    )
    app = create_app(workspace, settings)
    if not app.state.site.accounts.all():
        typer.echo(render("cli.serve_no_accounts"), err=True)
    if not local:
        typer.echo(render("cli.serve_open_to_all", host=host), err=True)
    if not local and not proxies:
        typer.echo(render("cli.serve_no_proxies"), err=True)
    app.state.site.pictures.warm()
    typer.echo(render("cli.serve_at", url=f"http://{host}:{port}/"))
    logging: dict[str, Any] = {"log_config": json_logs()} if log == "json" else {}
    # uvicorn's warnings are a line for each malformed request, which anybody may send without end.
    # Which proxies are trusted is said by --trusted-proxies alone: uvicorn's own default trusts all of this machine.
    serving.serve(app, host, port, log_level="error", proxies=",".join(proxies), proxy_headers=False, **logging)


def networks(told: str) -> tuple[str, ...]:
    """Addresses and networks, separated by commas.

    Raises:
        InputError: what is neither; all at once.
    """
    given = [one.strip() for one in told.split(",") if one.strip()]
    problems = [Problem.of("accounts.bad_proxy", given=one) for one in given if not _is_network(one)]
    if problems:
        raise InputError(*problems)
    return tuple(given)


def _is_network(text: str) -> bool:
    try:
        return ip_network(text).prefixlen > 0  # all addresses there are would be trusted
    except ValueError:
        return False


def _provider(issuer: str, client: str, name_claim: str, told: str) -> "Provider":
    """Who vouches for people; the secret comes from the environment, so that no list of processes shows it.

    Raises:
        InputError: no client or secret, or roles that are none.
    """
    from cnesg.verification.accounts import ROLES
    from cnesg.web.oidc import Provider

    secret = os.environ.get("CNESG_OIDC_SECRET", "")
    pairs = [one.strip().rpartition("=") for one in told.split(",") if one.strip()]
    given = [role for role in ROLES if role not in {"issuer", "metrics"}]
    wrong = [f"{group}={role}" for group, _, role in pairs if not group or role not in given]
    problems = [Problem.of("accounts.oidc_bad_roles", given=one, roles=", ".join(given)) for one in wrong]
    if not client or not secret:
        problems.append(Problem.of("accounts.oidc_no_secret"))
    if problems:
        raise InputError(*problems)
    roles = {group: role for group, _, named in pairs for role in ROLES if role == named}
    return Provider(issuer, client, secret, name_claim, roles=roles)


@commands.callback()
def overview(context: typer.Context) -> None:
    """Without a command, the help."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@commands.command("add", help=render("cli.accounts_add"))
def add(
    name: _Name,
    workspace: WorkspaceOption,
    role: Annotated[
        Literal["reader", "verifier", "senior", "issuer", "feeder", "metrics", "administrator"],
        typer.Option(help=render("cli.account_role")),
    ] = "reader",
    company: Annotated[str | None, typer.Option(help=render("cli.account_company"), show_default=False)] = None,
    no_password: Annotated[bool, typer.Option("--no-password", help=render("cli.account_no_password"))] = False,
    keep_password: Annotated[bool, typer.Option("--keep-password", help=render("cli.account_keep_password"))] = False,
    person: Annotated[str | None, typer.Option(help=render("cli.account_person"), show_default=False)] = None,
    database: DatabaseOption = None,
) -> None:
    """Make or change an account; the password is asked for, or read from standard input."""
    from cnesg.pipeline import Workspace
    from cnesg.verification.accounts import KEPT

    if no_password and keep_password:
        raise InputError.of("accounts.one_of_two")
    with Workspace.open(workspace) as opened:
        speaks_for = opened.company_id(company) if company else None
    password = None if no_password else KEPT if keep_password else _password()
    with _ledger(workspace, database) as ledger:
        _accounts(ledger).add(name, role, password, speaks_for, person)
        _accounts(ledger).note(_who(), "account", f"{name}: {role}")
        shared = _accounts(ledger).persons.others_of(name)
    typer.echo(render("cli.account_added", name=name, role=role))
    _warn_of_shared_person(name, shared)


@commands.command("person", help=render("cli.accounts_person"))
def person(
    name: _Name,
    person: Annotated[str, typer.Argument(metavar="PERSON", help=render("cli.account_person"), show_default=False)],
    workspace: WorkspaceOption,
    database: DatabaseOption = None,
) -> None:
    """Record who holds an account."""
    with _ledger(workspace, database) as ledger:
        persons = _accounts(ledger).persons
        persons.record(name, person)
        _accounts(ledger).note(_who(), "person", f"{name}: {person}")
        shared = persons.others_of(name)
    typer.echo(render("cli.account_person_recorded", name=name, person=person.strip()))
    _warn_of_shared_person(name, shared)


@commands.command("close", help=render("cli.accounts_close"))
def close(name: _Name, workspace: WorkspaceOption, database: DatabaseOption = None) -> None:
    """Let somebody sign in no more."""
    with _ledger(workspace, database) as ledger:
        if not _accounts(ledger).close(name):
            raise InputError.of("accounts.unknown", name=name)
        _accounts(ledger).note(_who(), "closed", name)
    typer.echo(render("cli.account_closed", name=name))


@commands.command("link", help=render("cli.accounts_link"))
def link(
    name: _Name,
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help=render("cli.account_subject"), show_default=False)],
    workspace: WorkspaceOption,
    issuer: Annotated[str, typer.Option(help=render("cli.account_issuer"), metavar="URL", show_default=False)],
    database: DatabaseOption = None,
) -> None:
    """Say who at an organisation's provider an account belongs to."""
    from cnesg.verification.identities import Identities

    with _ledger(workspace, database) as ledger:
        Identities(ledger.engine, _accounts(ledger)).link(name, issuer, subject)
        _accounts(ledger).note(_who(), "linked", f"{name}: {subject} {issuer}")
    typer.echo(render("cli.account_linked", name=name, subject=subject))


@commands.command("list", help=render("cli.accounts_list"))
def list_(
    workspace: WorkspaceOption,
    output: Annotated[Literal["table", "json"], typer.Option("--format", help=render("cli.format"))] = "table",
    database: DatabaseOption = None,
) -> None:
    """Print who may sign in."""
    import json

    from cnesg.cli.tables import console, plain_table

    with _ledger(workspace, database) as ledger:
        found = _accounts(ledger).all()
    if output == "json":
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2, default=str))
        return
    table = plain_table("account", "role", "issuer", "person", "state", "since")
    for one in found:
        state = render("cli.account_open" if one["open"] else "cli.account_shut")
        since = f"{one['changed_at']:%Y-%m-%d}"
        table.add_row(one["name"], one["role"], one["company_id"] or "", one["person"] or "", state, since)
    console().print(table)


@commands.command("token", help=render("cli.accounts_token"))
def token(
    name: _Name,
    workspace: WorkspaceOption,
    label: Annotated[str, typer.Option(help=render("cli.token_label"))] = "api",
    days: Annotated[int, typer.Option(help=render("cli.token_days"), min=1, max=3660)] = 90,
    database: DatabaseOption = None,
) -> None:
    """Print a new token for programs, once."""
    with _ledger(workspace, database) as ledger:
        made = _accounts(ledger).give_token(name, label, days)
        _accounts(ledger).note(_who(), "token", f"{name}: {label}")
    typer.echo(made)


@commands.command("forget", help=render("cli.accounts_forget"))
def forget(
    workspace: WorkspaceOption,
    days: Annotated[int, typer.Option(help=render("cli.forget_days"), min=1)] = _KEPT_DAYS,
    database: DatabaseOption = None,
) -> None:
    """Delete what the audit log of signing in has from before."""
    with _ledger(workspace, database) as ledger:
        gone = _accounts(ledger).forget(datetime.now(UTC) - timedelta(days=days))
    typer.echo(render("cli.forgotten", count=gone))


def _ledger(workspace: Path, database: str | None) -> "Ledger":
    from cnesg.store.workspace import open_workspace
    from cnesg.verification import Ledger

    open_workspace(workspace)
    return Ledger.open(workspace, database)


def _warn_of_shared_person(name: str, others: Sequence[str]) -> None:
    """Two signatures of one person are one: whoever makes a second account of somebody is told."""
    if others:
        typer.echo(render("cli.account_same_person", name=name, others=", ".join(others)), err=True)


def _accounts(ledger: "Ledger") -> "Accounts":
    from cnesg.verification.accounts import Accounts

    return Accounts(ledger.engine)


def _who() -> str:
    """Who works at this machine's command line, as the audit log names them."""
    return f"{os.environ.get('CNESG_VERIFIER') or 'command line'}"


def _password() -> str:
    """Typed twice at a terminal; else the first line of standard input, so that it never is an argument."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = str(typer.prompt(render("cli.password"), hide_input=True))
    if first != str(typer.prompt(render("cli.password_again"), hide_input=True)):
        raise InputError.of("accounts.not_alike")
    return first
