"""Guesses of passwords, counted before a password is looked at, so that guesses sent in parallel are counted too.

A name is slowed down together with the place a guess comes from, never alone: whoever guesses somebody's password at
one address does not keep the owner out at another. Why it is so: docs/decisions/password-guessing.md.
"""

import hashlib
import math
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import Engine, Select, delete, func, select, update
from sqlalchemy.orm import Session

from cnesg.errors import InputError
from cnesg.verification.account_tables import Deed, GuessRow, KnownPlace
from cnesg.verification.schema import insert_into

_MOST_COUNTERS = 100_000
_SWEPT_AT_ONCE = 1000
_MOST_PLACES = 20  # of one account, of each kind
_PLACE_LASTS = timedelta(days=180)
_IPV6_PREFIX = 64  # what one connection is given; single addresses of it cost nothing


@dataclass(frozen=True)
class Allowance:
    """How many guesses are allowed: some at once, and one more each time an interval has passed.

    A counter is one instant, at which all guesses so far will be paid off; each guess moves it by the interval.

    Attributes:
        most: guesses at once.
        every: seconds after which one more is allowed.
    """

    most: int
    every: float

    def ahead(self, until: float, now: float) -> float:
        """Guesses not yet paid off. A counter beyond all that can be was written while a clock was wrong: none.

        Args:
            until: the counter, in seconds since 1970.
            now: likewise.
        """
        found = (until - now) / self.every
        return found if 0 < found <= 2 * self.most + 1 else 0.0

    def over(self, until: float, now: float) -> float:
        """By how many guesses one more would be too many; 0 where it is allowed."""
        return max(0.0, self.ahead(until, now) + 1 - self.most)

    def counted(self, until: float, now: float) -> float:
        """The counter after one more guess."""
        return now + (min(self.ahead(until, now), 2 * self.most) + 1) * self.every


@dataclass(frozen=True)
class GuessLimits:
    """How often passwords may be guessed.

    Attributes:
        pair: for a name from one address, or from one browser in which the account has signed in before.
        address: from one address, over all names that never signed in from it.
        name: for a name, over all places where the account never signed in. Beyond it guesses are not refused: each
            waits a second longer than the one before.
        longest_pause: seconds that such a guess waits at most.
    """

    pair: Allowance = field(default_factory=lambda: Allowance(5, 180))
    address: Allowance = field(default_factory=lambda: Allowance(30, 30))
    name: Allowance = field(default_factory=lambda: Allowance(100, 36))
    longest_pause: float = 30.0


@dataclass(frozen=True)
class Guess:
    """A guess that was counted and may be tried.

    Attributes:
        name: as typed.
        address: where it comes from.
        browser: the secret that this browser keeps since somebody signed in with it; None if it has none.
        counters: those that it was counted on; the first is the one of name and place.
        pause: seconds to wait before the password is looked at.
    """

    name: str
    address: str
    browser: str | None
    counters: Mapping[str, Allowance]
    pause: float


class Guesses:
    """The counters of a ledger, for all processes that serve it.

    Args:
        engine: the ledger's database.
        limits: how often one may guess.
    """

    def __init__(self, engine: Engine, limits: GuessLimits) -> None:
        self._engine = engine
        self._limits = limits

    def take(self, name: str, address: str, browser: str | None) -> Guess:
        """Count a guess.

        Args:
            name: as typed, whether or not there is such an account.
            address: where it comes from.
            browser: see `Guess`.

        Raises:
            InputError: too many guesses; this one was not counted and must not be tried.
        """
        now = datetime.now(UTC).timestamp()
        limits = self._limits
        name_key = _digest("name", name)
        with Session(self._engine) as session:
            counters = self._counters(session, name, address, browser)
            found = session.scalars(select(GuessRow).where(GuessRow.key.in_(counters)))
            # Who guesses on writes nothing, and so keeps nobody else from writing.
            refusing = [row for row in found if row.key != name_key and counters[row.key].over(row.until, now)]
            if any(row.noted_until > now for row in refusing):
                raise _wait(counters, refusing, now)
        with Session(self._engine) as session, session.begin():
            for key in sorted(counters):  # in one order everywhere, so that no two guesses wait for each other
                new = insert_into(session, GuessRow).values(key=key, until=now)
                session.execute(new.on_conflict_do_update(index_elements=["key"], set_={"key": key}))  # and lock it
            rows = list(session.scalars(select(GuessRow).where(GuessRow.key.in_(counters))))
            refusing = [row for row in rows if row.key != name_key and counters[row.key].over(row.until, now)]
            if refusing:
                error = _wait(counters, refusing, now)
                for row in refusing:
                    row.noted_until = now + counters[row.key].most * counters[row.key].every
                session.add(deed(name, "waits", None, address))
            else:
                error = None
                over = sum(counters[row.key].over(row.until, now) for row in rows if row.key == name_key)
                for row in rows:
                    row.until = counters[row.key].counted(row.until, now)
                _sweep(session, now)
        if error is not None:
            raise error
        return Guess(name, address, browser, counters, min(limits.longest_pause, math.ceil(over)))

    def right(self, guess: Guess) -> str:
        """Take a guess off the counters, since its password was right, and know its place from now on.

        Returns:
            The secret that the browser shall keep.
        """
        now = datetime.now(UTC).timestamp()
        pair, *others = guess.counters
        with Session(self._engine) as session, session.begin():
            session.execute(delete(GuessRow).where(GuessRow.key == pair))
            for key in sorted(others):
                less = {"until": GuessRow.until - guess.counters[key].every}
                session.execute(update(GuessRow).where(GuessRow.key == key).values(less))
            # A secret that we did not give may be one that somebody planted.
            given = select(func.count()).where(KnownPlace.digest == _browser(guess.browser))
            browser = guess.browser if guess.browser and session.scalar(given) else secrets.token_urlsafe(32)
            for kind, digest in (("browser", _browser(browser)), ("address", _network(guess.address))):
                new = insert_into(session, KnownPlace).values(digest=digest, name=guess.name, kind=kind, seen_at=now)
                again = {"index_elements": ["digest", "name"], "set_": {"seen_at": now}}
                session.execute(new.on_conflict_do_update(**again))
                _keep_newest(session, guess.name, kind)
        return browser

    def shared_browsers(self) -> list[tuple[str, ...]]:
        """Names of accounts that signed in with the same browser, each group sorted."""
        groups: dict[str, set[str]] = {}
        with Session(self._engine) as session:
            for row in session.scalars(select(KnownPlace).where(KnownPlace.kind == "browser")):
                groups.setdefault(row.digest, set()).add(row.name)
        return sorted({tuple(sorted(names)) for names in groups.values() if len(names) > 1})

    def _counters(self, session: Session, name: str, address: str, browser: str | None) -> dict[str, Allowance]:
        """On which counters a guess is counted, the one of name and place first."""
        limits, network = self._limits, _network(address)
        places = [network] if browser is None else [network, _browser(browser)]
        since = (datetime.now(UTC) - _PLACE_LASTS).timestamp()
        wanted = select(KnownPlace.digest).where(KnownPlace.digest.in_(places), KnownPlace.seen_at > since)
        known = {*session.scalars(wanted.where(KnownPlace.name == printable(name)))}
        if browser is not None and _browser(browser) in known:
            return {_digest("pair", name, _browser(browser)): limits.pair}
        found = {_digest("pair", name, network): limits.pair}
        if network not in known:
            found |= {network: limits.address, _digest("name", name): limits.name}
        return found


def deed(by: str, what: str, about: str | None, address: str | None) -> Deed:
    """What somebody did, as a row: names as typed may be long, or hold what no database takes."""
    told = about and printable(about)[:400]
    return Deed(at=datetime.now(UTC), by=printable(by)[:200], deed=what, about=told, address=address and address[:64])


def printable(text: str) -> str:
    """A text as databases take it; what can't be shown is escaped."""
    return text if text.isprintable() else ascii(text)


def _wait(counters: Mapping[str, Allowance], refusing: list[GuessRow], now: float) -> InputError:
    seconds = max(counters[row.key].over(row.until, now) * counters[row.key].every for row in refusing)
    return InputError.of("accounts.wait", minutes=math.ceil(seconds / 60))


def _sweep(session: Session, now: float) -> None:
    """Forget counters that are paid off, and keep the rest from growing without end: those with least go first."""
    session.flush()
    paid = select(GuessRow.key).where(GuessRow.until <= now, GuessRow.noted_until <= now)
    _delete(session, paid.limit(_SWEPT_AT_ONCE))
    beyond = (session.scalar(select(func.count()).select_from(GuessRow)) or 0) - _MOST_COUNTERS
    if beyond > 0:
        _delete(session, select(GuessRow.key).order_by(GuessRow.until).limit(beyond))


def _delete(session: Session, keys: Select[str]) -> None:
    """Delete counters, save those that another guess holds at this moment."""
    free = keys.with_for_update(skip_locked=True)
    session.execute(delete(GuessRow).where(GuessRow.key.in_(free)), execution_options={"synchronize_session": False})


def _keep_newest(session: Session, name: str, kind: str) -> None:
    """Forget places of an account beyond the newest, and those of everybody where nobody was for long."""
    long_ago = (datetime.now(UTC) - _PLACE_LASTS).timestamp()
    session.execute(delete(KnownPlace).where(KnownPlace.seen_at <= long_ago))
    own = (KnownPlace.name == name, KnownPlace.kind == kind)
    newest = select(KnownPlace.digest).where(*own).order_by(KnownPlace.seen_at.desc()).limit(_MOST_PLACES)
    session.execute(delete(KnownPlace).where(*own, KnownPlace.digest.not_in(newest)))


def _network(address: str) -> str:
    """The digest of an address; of IPv6 of its network, since whoever has one has them all."""
    try:
        found = ip_address(address)
    except ValueError:
        return _digest("address", address)
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or found
    prefix = _IPV6_PREFIX if found.version == 6 else 32
    return _digest("address", str(ip_network(f"{found}/{prefix}", strict=False)))


def _browser(secret: str | None) -> str:
    return _digest("browser", secret or "")


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
