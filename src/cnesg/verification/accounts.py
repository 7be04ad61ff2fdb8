"""Accounts: who may sign in, as what, and by which secret. Secrets are kept as hashes only."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any, Final, Literal, cast, get_args

from sqlalchemy import Engine, delete, func, select, update
from sqlalchemy.orm import Session

from cnesg.errors import InputError, Problem
from cnesg.verification.account_tables import Deed, KnownPlace, Login, SessionRow, TokenRow
from cnesg.verification.guesses import Guesses, GuessLimits, deed
from cnesg.verification.passwords import hashed
from cnesg.verification.persons import Persons, record_person, unfit_person
from cnesg.verification.schema import note_account
from cnesg.verification.sessions import begin_session, digest_of, end_all
from cnesg.verification.sign_ins import SHORTEST_PASSWORD, SignIns

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
_LONGEST_NAME = 80
_NOT_IN_NAMES = frozenset('<>"`\\{}')


class _Kept(Enum):
    AS_IT_IS = "as it is"


KEPT: Final = _Kept.AS_IT_IS
"""In place of a password: an existing account keeps the one that it has, or has none; a new one has none."""


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
    """How long sessions last and how often passwords may be guessed.

    Attributes:
        session: from signing in.
        idle: without any request.
        guesses: of passwords.
    """

    session: timedelta = timedelta(hours=12)
    idle: timedelta = timedelta(hours=2)
    guesses: GuessLimits = field(default_factory=GuessLimits)


class Accounts:
    """The accounts of a ledger.

    Args:
        engine: the ledger's database.
        limits: of sessions and guesses.

    Attributes:
        guesses: the counters of guesses of passwords.
        sign_ins: passwords tried, and changed by their owners.
        persons: who holds which account.
    """

    def __init__(self, engine: Engine, limits: Limits | None = None) -> None:
        self._engine = engine
        self._limits = limits or Limits()
        self.guesses = Guesses(engine, self._limits.guesses)
        self.persons = Persons(engine)
        self.sign_ins = SignIns(engine, self.guesses, self._limits.session)

    def add(
        self,
        name: str,
        role: Role,
        password: str | Literal[_Kept.AS_IT_IS] | None,
        company_id: str | None = None,
        person: str | None = None,
    ) -> None:
        """Make an account, or give an existing one another role, password or company; its sessions and tokens end.

        Args:
            name: how the person signs in; decisions name it.
            role: what the person may do.
            password: None for an account that signs in elsewhere (OIDC) or by tokens only: a password that it had is
                cleared. `KEPT` leaves it.
            company_id: for whom an issuer speaks.
            person: who holds it (`Persons.record`); None leaves what is recorded.

        Raises:
            InputError: a bad name, an unknown role, a short password, an issuer without company; all at once.
        """
        problems = [*_problems(name, role, password, company_id), *unfit_person(person)]
        if problems:
            raise InputError(*problems)
        now = datetime.now(UTC)
        secret = hashed(password) if isinstance(password, str) else None
        with Session(self._engine) as session, session.begin():
            note_account(session, name, now)
            record_person(session, name, person, now)
            row = session.get(Login, name)
            if row is None:
                session.add(
                    Login(name=name, role=role, password=secret, company_id=company_id, open=True, changed_at=now)
                )
                return
            row.role, row.company_id, row.open, row.changed_at = role, company_id, True, now
            if password is not KEPT:
                row.password = secret
                session.execute(delete(KnownPlace).where(KnownPlace.name == name))
            end_all(session, name)

    def close(self, name: str) -> bool:
        """Let somebody sign in no more, end sessions and tokens; false if there is no such account. Decisions stay."""
        now = datetime.now(UTC)
        with Session(self._engine) as session, session.begin():
            row = session.get(Login, name)
            if row is None:
                return False
            row.open, row.password, row.changed_at = False, None, now
            session.execute(delete(KnownPlace).where(KnownPlace.name == name))
            end_all(session, name)
        return True

    def all(self) -> list[dict[str, Any]]:
        """Every account: name, role, company_id, open, changed_at, person. No secrets."""
        holders = self.persons.now()
        with Session(self._engine) as session:
            rows = session.scalars(select(Login).order_by(Login.name))
            names = ("name", "role", "company_id", "open", "changed_at")
            return [{name: getattr(row, name) for name in names} | {"person": holders.get(row.name)} for row in rows]

    def visitor(self, name: str) -> Visitor | None:
        """An account that may sign in, by name."""
        with Session(self._engine) as session:
            return _visitor(session.get(Login, name))

    def check(self, name: str, password: str, address: str, browser: str | None = None) -> Visitor | None:
        """Who it is by name and password; None if they don't fit. A guess like any other, without a session.

        Args:
            name: as typed.
            password: as typed.
            address: where it comes from.
            browser: see `Guess`.

        Raises:
            InputError: too many guesses; the password was not looked at.
        """
        guess = self.guesses.take(name, address, browser)
        return self.visitor(name) if self.sign_ins.check(guess, password) else None

    def begin(self, name: str) -> str:
        """A session for somebody who signed in elsewhere; returns the secret that the browser keeps."""
        with Session(self._engine) as session, session.begin():
            return begin_session(session, name, self._limits.session)

    def of_session(self, secret: str) -> Visitor | None:
        """Who holds the secret of a session that lasts; being seen prolongs it, up to its end."""
        now, digest = datetime.now(UTC), digest_of(secret)
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
            session.execute(delete(SessionRow).where(SessionRow.digest == digest_of(secret)))

    def give_token(self, name: str, label: str, days: int) -> str:
        """A token for programs of somebody's; returns it, once and never again.

        Raises:
            InputError: there is no such account.
        """
        if self.visitor(name) is None:
            raise InputError.of("accounts.unknown", name=name)
        token, now = TOKEN + secrets.token_urlsafe(32), datetime.now(UTC)
        row = TokenRow(
            digest=digest_of(token), name=name, label=label, created_at=now, until=now + timedelta(days=days)
        )
        with Session(self._engine) as session, session.begin():
            session.add(row)
        return token

    def of_token(self, token: str) -> Visitor | None:
        """Whose token it is, while it lasts."""
        with Session(self._engine) as session:
            row = session.get(TokenRow, digest_of(token))
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

    def note(self, by: str, what: str, about: str | None = None, address: str | None = None) -> None:
        """Write down what somebody did."""
        with Session(self._engine) as session, session.begin():
            session.add(deed(by, what, about, address))

    def deeds(self, limit: int = 200, by: str | None = None) -> list[dict[str, Any]]:
        """What was done, the last first: at, by, deed, about, address."""
        wanted = select(Deed).order_by(Deed.number.desc()).limit(limit)
        if by is not None:
            wanted = wanted.where(Deed.by == by)
        names = ("at", "by", "deed", "about", "address")
        with Session(self._engine) as session:
            return [{name: getattr(row, name) for name in names} for row in session.scalars(wanted)]

    def forget(self, before: datetime) -> int:
        """Delete deeds from before an instant, and sessions that ended and places last seen by then.

        Returns:
            How many deeds.
        """
        with Session(self._engine) as session, session.begin():
            session.execute(delete(SessionRow).where(SessionRow.until <= before))
            session.execute(delete(KnownPlace).where(KnownPlace.seen_at <= before.timestamp()))
            return int(cast("Any", session.execute(delete(Deed).where(Deed.at <= before))).rowcount)


def _visitor(row: Login | None) -> Visitor | None:
    return Visitor(row.name, cast("Role", row.role), row.company_id) if row is not None and row.open else None


def _is_name(name: str) -> bool:
    """Whether an account may have the name: names go into pages, spreadsheets and logs, and are no code there."""
    fits = name == name.strip() and len(name) <= _LONGEST_NAME and name.isprintable()
    return fits and name[:1].isalnum() and not set(name) & _NOT_IN_NAMES


def _problems(
    name: str, role: str, password: str | Literal[_Kept.AS_IT_IS] | None, company_id: str | None
) -> Iterable[Problem]:
    if not _is_name(name):
        yield Problem.of("accounts.bad_name", name=name, longest=_LONGEST_NAME)
    if role not in ROLES:
        yield Problem.of("accounts.bad_role", role=role, roles=", ".join(ROLES))
    if isinstance(password, str) and len(password) < SHORTEST_PASSWORD:
        yield Problem.of("accounts.short_password", shortest=SHORTEST_PASSWORD)
    if (role == "issuer") != (company_id is not None):
        yield Problem.of("accounts.company_of_issuer")
