"""Passwords tried at signing in, and changed by whoever knows the old one."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import Engine, delete, update
from sqlalchemy.orm import Session

from cnesg.errors import InputError, Problem
from cnesg.verification.account_tables import KnownPlace, Login
from cnesg.verification.guesses import Guess, Guesses, deed
from cnesg.verification.passwords import hashed, matches
from cnesg.verification.sessions import begin_session, end_all

SHORTEST_PASSWORD = 12


@dataclass(frozen=True)
class SignedIn:
    """What a browser keeps of signing in.

    Attributes:
        session: secret of the session.
        browser: secret by which this browser is known when it signs in again.
    """

    session: str = field(repr=False)
    browser: str = field(repr=False)


class SignIns:
    """Tries and changes passwords of a ledger's accounts. Each try is a `Guess` that was counted first.

    Args:
        engine: the ledger's database.
        guesses: the counters.
        lasts: how long a session lasts.
    """

    def __init__(self, engine: Engine, guesses: Guesses, lasts: timedelta) -> None:
        self._engine = engine
        self._guesses = guesses
        self._lasts = lasts

    def check(self, guess: Guess, password: str) -> bool:
        """Whether a password is right; begins no session."""
        if self._verified(guess, password) is None:
            return False
        self._guesses.right(guess)
        return True

    def sign_in(self, guess: Guess, password: str) -> SignedIn | None:
        """Begin a session for a name and a password; None if they don't fit. Either is noted.

        Args:
            guess: that was counted (`Guesses.take`).
            password: as typed.
        """
        kept = self._verified(guess, password)
        if kept is None:
            self._note_failure(guess)
            return None
        with Session(self._engine) as session, session.begin():
            # An account that was changed or closed since its password was read begins no session by the old one.
            unchanged = (Login.name == guess.name, Login.password == kept, Login.open)
            if not cast("Any", session.execute(update(Login).where(*unchanged).values(open=True))).rowcount:
                return None
            secret = begin_session(session, guess.name, self._lasts)
            session.add(deed(guess.name, "signed-in", None, guess.address))
        return SignedIn(secret, self._guesses.right(guess))

    def change_password(self, guess: Guess, old: str, new: str) -> SignedIn | None:
        """Change the password of an account that knows the old one; all its sessions and tokens end.

        Args:
            guess: that was counted (`Guesses.take`).
            old: the password so far.
            new: from now on.

        Returns:
            A new session for whoever changed it; None if the old password is wrong.

        Raises:
            InputError: the new password is too short, or is the old one.
        """
        if problems := unfit(old, new):
            raise InputError(*problems)
        kept = self._verified(guess, old)
        if kept is None:
            self._note_failure(guess)
            return None
        values = {"password": hashed(new), "changed_at": datetime.now(UTC)}
        with Session(self._engine) as session, session.begin():
            unchanged = (Login.name == guess.name, Login.password == kept, Login.open)
            changed = update(Login).where(*unchanged).values(values)
            if not cast("Any", session.execute(changed)).rowcount:  # somebody else changed it in this moment
                return None
            end_all(session, guess.name)
            session.execute(delete(KnownPlace).where(KnownPlace.name == guess.name))
            session.add(deed(guess.name, "password", None, guess.address))
            secret = begin_session(session, guess.name, self._lasts)
        return SignedIn(secret, self._guesses.right(guess))

    def has_password(self, name: str) -> bool:
        """Whether an account signs in by a password."""
        with Session(self._engine) as session:
            row = session.get(Login, name)
            return row is not None and row.password is not None

    def _verified(self, guess: Guess, password: str) -> str | None:
        """The hash that is kept for a password, if the two fit and the account is open."""
        row = None
        if guess.name.isprintable():
            with Session(self._engine) as session:
                row = session.get(Login, guess.name)
        kept = row.password if row is not None and row.open else None
        return kept if matches(password, kept) else None

    def _note_failure(self, guess: Guess) -> None:
        with Session(self._engine) as session, session.begin():
            session.add(deed(guess.name, "failed", None, guess.address))


def unfit(old: str, new: str) -> list[Problem]:
    """What is wrong with a new password, by itself and beside the old one."""
    short = [Problem.of("accounts.short_password", shortest=SHORTEST_PASSWORD)] if len(new) < SHORTEST_PASSWORD else []
    return short + ([Problem.of("accounts.same_password")] if new == old else [])
