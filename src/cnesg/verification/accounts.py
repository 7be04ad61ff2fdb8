"""Accounts: who may sign in, as what, and by which secret. Secrets are kept as hashes only."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, cast, get_args

from sqlalchemy import Engine, delete, func, select, update
from sqlalchemy.orm import Session

from cnesg.errors import InputError, Problem
from cnesg.verification.account_tables import Deed, Failure, Login, SessionRow, TokenRow
from cnesg.verification.passwords import hashed, matches
from cnesg.verification.schema import note_account

Role = Literal["reader", "verifier", "senior", "issuer", "feeder", "metrics", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)
MAY: dict[Role, frozenset[Role]] = {
    "reader": frozenset({"reader"}),
    "verifier": frozenset({"reader", "verifier"}),
    "senior": frozenset({"reader", "verifier", "senior"}),
    "issuer": frozenset({"reader", "issuer"}),
    "feeder": frozenset({"feeder"}),
    "metrics": frozenset({"metrics"}),
    "administrator": frozenset({"reader", "administrator"}),
}
"""What each role may do, by the role that is asked for. Who gives out accounts does not check values with them; a
program that brings news reads nothing, and one that watches the server reads measures alone, so that a token lost on
the way gives little away."""

TOKEN = "cnesg_"  # noqa: S105 - how tokens begin, so that scanners of leaked secrets know them
SHORTEST_PASSWORD = 12
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Visitor:
    """Somebody who is signed in.

    Attributes:
        name: account name.
        role: as what.
        company_id: for whom an issuer speaks.
    """

    name: str
    role: Role
    company_id: str | None = None

    def may(self, role: Role) -> bool:
        """Whether this person may do what is asked of a role."""
        return role in MAY[self.role]


@dataclass(frozen=True)
class Limits:
    """How long sessions last and how often one may fail.

    Attributes:
        session: from signing in.
        idle: without any request.
        failures: wrong passwords for a name before it waits.
        address_failures: wrong passwords from an address before it waits.
        wait: for how long failures count.
    """

    session: timedelta = timedelta(hours=12)
    idle: timedelta = timedelta(hours=2)
    failures: int = 5
    address_failures: int = 30
    wait: timedelta = timedelta(minutes=15)


class Accounts:
    """The accounts of a ledger.

    Args:
        engine: the ledger's database.
        limits: of sessions and failures.
    """

    def __init__(self, engine: Engine, limits: Limits | None = None) -> None:
        self._engine = engine
        self._limits = limits or Limits()

    def add(self, name: str, role: Role, password: str | None, company_id: str | None = None) -> None:
        """Make an account, or give an existing one another role, password or company; its sessions end.

        Args:
            name: how the person signs in; decisions name it.
            role: what the person may do.
            password: None for who signs in elsewhere (OIDC) or by tokens only.
            company_id: for whom an issuer speaks.

        Raises:
            InputError: a bad name, an unknown role, a short password, an issuer without company; all at once.
        """
        problems = list(_problems(name, role, password, company_id))
        if problems:
            raise InputError(*problems)
        now = datetime.now(UTC)
        secret = hashed(password) if password is not None else None
        with Session(self._engine) as session, session.begin():
            note_account(session, name, now)
            row = session.get(Login, name)
            if row is None:
                session.add(
                    Login(name=name, role=role, password=secret, company_id=company_id, open=True, changed_at=now)
                )
                return
            row.role, row.company_id, row.open, row.changed_at = role, company_id, True, now
            row.password = secret or row.password
            session.execute(delete(SessionRow).where(SessionRow.name == name))

    def close(self, name: str) -> bool:
        """Let somebody sign in no more, end sessions and tokens; false if there is no such account. Decisions stay."""
        now = datetime.now(UTC)
        with Session(self._engine) as session, session.begin():
            row = session.get(Login, name)
            if row is None:
                return False
            row.open, row.password, row.changed_at = False, None, now
            session.execute(delete(SessionRow).where(SessionRow.name == name))
            session.execute(delete(TokenRow).where(TokenRow.name == name))
        return True

    def all(self) -> list[dict[str, Any]]:
        """Every account: name, role, company_id, open, changed_at. No secrets."""
        with Session(self._engine) as session:
            rows = session.scalars(select(Login).order_by(Login.name))
            names = ("name", "role", "company_id", "open", "changed_at")
            return [{name: getattr(row, name) for name in names} for row in rows]

    def visitor(self, name: str) -> Visitor | None:
        """An account that may sign in, by name."""
        with Session(self._engine) as session:
            return _visitor(session.get(Login, name))

    def check(self, name: str, password: str, address: str) -> Visitor | None:
        """Who signs in by name and password; None if they don't fit.

        Args:
            name: as typed.
            password: as typed.
            address: where it came from.

        Raises:
            InputError: too many failures for this name or from this address; the password was not looked at.
        """
        now = datetime.now(UTC)
        keys = {_digest(f"name {name}"): self._limits.failures}
        keys[_digest(f"address {address}")] = self._limits.address_failures
        with Session(self._engine) as session:
            row = session.get(Login, name)
            found, secret = _visitor(row), row.password if row else None
            for key, allowed in keys.items():
                recent = select(func.count()).where(Failure.key == key, Failure.at > now - self._limits.wait)
                if (session.scalar(recent) or 0) >= allowed:
                    raise InputError.of("accounts.wait", minutes=int(self._limits.wait.total_seconds() // 60))
        if matches(password, secret) and found is not None:
            with Session(self._engine) as session, session.begin():
                session.execute(delete(Failure).where(Failure.key == next(iter(keys))))
                session.execute(delete(Failure).where(Failure.at <= now - self._limits.wait))
            return found
        with Session(self._engine) as session, session.begin():
            session.add_all(Failure(key=key, at=now) for key in keys)
        return None

    def begin(self, name: str) -> str:
        """A session for somebody who signed in; returns the secret that the browser keeps."""
        secret, now = secrets.token_urlsafe(32), datetime.now(UTC)
        until = now + self._limits.session
        with Session(self._engine) as session, session.begin():
            session.execute(delete(SessionRow).where(SessionRow.until <= now))
            session.add(SessionRow(digest=_digest(secret), name=name, created_at=now, seen_at=now, until=until))
        return secret

    def of_session(self, secret: str) -> Visitor | None:
        """Who holds the secret of a session that lasts; being seen prolongs it, up to its end."""
        now, digest = datetime.now(UTC), _digest(secret)
        with Session(self._engine) as session:
            row = session.get(SessionRow, digest)
            if row is None or row.until <= now or row.seen_at + self._limits.idle <= now:
                return None
            found = _visitor(session.get(Login, row.name))
            stale = row.seen_at + self._limits.idle / 20 <= now  # writing at each request would cost more than it tells
        if stale:
            with Session(self._engine) as session, session.begin():
                session.execute(update(SessionRow).where(SessionRow.digest == digest).values(seen_at=now))
        return found

    def end(self, secret: str) -> None:
        """End a session."""
        with Session(self._engine) as session, session.begin():
            session.execute(delete(SessionRow).where(SessionRow.digest == _digest(secret)))

    def give_token(self, name: str, label: str, days: int) -> str:
        """A token for programs of somebody's; returns it, once and never again.

        Raises:
            InputError: there is no such account.
        """
        if self.visitor(name) is None:
            raise InputError.of("accounts.unknown", name=name)
        token, now = TOKEN + secrets.token_urlsafe(32), datetime.now(UTC)
        row = TokenRow(digest=_digest(token), name=name, label=label, created_at=now, until=now + timedelta(days=days))
        with Session(self._engine) as session, session.begin():
            session.add(row)
        return token

    def of_token(self, token: str) -> Visitor | None:
        """Whose token it is, while it lasts."""
        with Session(self._engine) as session:
            row = session.get(TokenRow, _digest(token))
            return _visitor(session.get(Login, row.name)) if row and row.until > datetime.now(UTC) else None

    def tokens(self, name: str) -> list[dict[str, Any]]:
        """The tokens of somebody: label, created_at, until, and the beginning of the hash, which `take_token` takes."""
        with Session(self._engine) as session:
            rows = session.scalars(select(TokenRow).where(TokenRow.name == name).order_by(TokenRow.created_at))
            return [
                {"id": row.digest[:12], "label": row.label, "created_at": row.created_at, "until": row.until}
                for row in rows
            ]

    def take_token(self, name: str, token_id: str) -> bool:
        """Take a token of somebody's back; false if they have none of that id."""
        with Session(self._engine) as session, session.begin():
            own = delete(TokenRow).where(TokenRow.name == name, func.substr(TokenRow.digest, 1, 12) == token_id)
            return bool(cast("Any", session.execute(own)).rowcount)

    def note(self, by: str, deed: str, about: str | None = None, address: str | None = None) -> None:
        """Write down what somebody did."""
        with Session(self._engine) as session, session.begin():
            row = Deed(at=datetime.now(UTC), by=by[:200], deed=deed, about=about and about[:400], address=address)
            session.add(row)

    def deeds(self, limit: int = 200, by: str | None = None) -> list[dict[str, Any]]:
        """What was done, the last first: at, by, deed, about, address."""
        wanted = select(Deed).order_by(Deed.number.desc()).limit(limit)
        if by is not None:
            wanted = wanted.where(Deed.by == by)
        names = ("at", "by", "deed", "about", "address")
        with Session(self._engine) as session:
            return [{name: getattr(row, name) for name in names} for row in session.scalars(wanted)]

    def forget(self, before: datetime) -> int:
        """Delete deeds from before an instant, and sessions and failures that ended by then; returns how many deeds."""
        with Session(self._engine) as session, session.begin():
            session.execute(delete(SessionRow).where(SessionRow.until <= before))
            session.execute(delete(Failure).where(Failure.at <= before))
            return int(cast("Any", session.execute(delete(Deed).where(Deed.at <= before))).rowcount)


def _visitor(row: Login | None) -> Visitor | None:
    return Visitor(row.name, cast("Role", row.role), row.company_id) if row is not None and row.open else None


def _problems(name: str, role: str, password: str | None, company_id: str | None) -> Iterable[Problem]:
    if not name.strip() or name != name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
        yield Problem.of("accounts.bad_name", name=name, longest=_LONGEST_NAME)
    if role not in ROLES:
        yield Problem.of("accounts.bad_role", role=role, roles=", ".join(ROLES))
    if password is not None and len(password) < SHORTEST_PASSWORD:
        yield Problem.of("accounts.short_password", shortest=SHORTEST_PASSWORD)
    if (role == "issuer") != (company_id is not None):
        yield Problem.of("accounts.company_of_issuer")


def _digest(secret: str) -> str:
    """SHA-256: enough for secrets of 256 random bits, which nobody can guess."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
