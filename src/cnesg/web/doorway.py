"""Where passwords are tried: a few at a time, and whoever waits for a turn holds no thread and no memory of hashes."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TypeVar

from cnesg.errors import InputError
from cnesg.verification.accounts import Accounts
from cnesg.verification.guesses import Guess
from cnesg.verification.passwords import AT_ONCE
from cnesg.verification.sign_ins import SignedIn

T = TypeVar("T")
_MOST_WAITING = 128
_MOST_SLOWED = 200
_MOST_SLOWED_FOR_A_NAME = 20


class BusyError(InputError):
    """More sign-ins wait than there is room for."""


class Doorway:
    """Tries passwords of one application.

    Args:
        accounts: whose.
    """

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts
        self._turns = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="passwords")
        self._waiting = 0
        self._slowed: Counter[str] = Counter()

    async def sign_in(self, name: str, password: str, address: str, browser: str | None) -> SignedIn | None:
        """Count a guess, try it, and begin a session; None if name and password don't fit.

        Args:
            name: as typed.
            password: as typed.
            address: where it comes from.
            browser: the secret that this browser keeps from an earlier sign-in.

        Raises:
            InputError: too many guesses; the password was not looked at.
            BusyError: too many sign-ins wait.
        """
        return await self._tried(name, address, browser, lambda guess: self._accounts.sign_ins.sign_in(guess, password))

    async def change_password(
        self, name: str, old: str, new: str, *, address: str, browser: str | None
    ) -> SignedIn | None:
        """Change somebody's own password; None if the old one is wrong. A guess of the old one like any other.

        Raises:
            InputError: too many guesses, or a new password that won't do.
            BusyError: too many sign-ins wait.
        """
        change = self._accounts.sign_ins.change_password
        return await self._tried(name, address, browser, lambda guess: change(guess, old, new))

    def close(self) -> None:
        """Let go of the threads."""
        self._turns.shutdown(cancel_futures=True)

    async def _tried(
        self, name: str, address: str, browser: str | None, attempt: Callable[[Guess], SignedIn | None]
    ) -> SignedIn | None:
        """Count a guess and try it in one turn, so that forty right passwords from one office are not forty guesses."""

        def turn() -> Guess | SignedIn | None:
            guess = self._accounts.guesses.take(name, address, browser)
            return guess if guess.pause else attempt(guess)

        found = await self._in_turn(turn)
        if not isinstance(found, Guess):
            return found
        async with self._slowing(name):
            await asyncio.sleep(found.pause)
        return await self._in_turn(lambda: attempt(found))

    async def _in_turn(self, work: Callable[[], T]) -> T:
        if self._waiting >= _MOST_WAITING:
            raise BusyError.of("accounts.busy")
        self._waiting += 1
        try:
            return await asyncio.wrap_future(self._turns.submit(work))
        finally:
            self._waiting -= 1

    @asynccontextmanager
    async def _slowing(self, name: str) -> AsyncIterator[None]:
        """A place among those who wait longer; those of one name leave places for those of others."""
        if self._slowed[name] >= _MOST_SLOWED_FOR_A_NAME or self._slowed.total() >= _MOST_SLOWED:
            raise BusyError.of("accounts.busy")
        self._slowed[name] += 1
        try:
            yield
        finally:
            self._slowed[name] -= 1
            self._slowed += Counter()  # drops names of which nobody waits
