"""Passwords as argon2id hashes, with the parameters that RFC 9106 recommends where memory is scarce (64 MiB).

At most three are computed at a time in a process: forty who sign in at once would take 2.5 GB otherwise.
"""

from functools import cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from cnesg.errors import InputError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

AT_ONCE = 3
_TURN = BoundedSemaphore(AT_ONCE)


def hashed(password: str) -> str:
    """The hash to keep.

    Raises:
        InputError: the extra `cnesg[web]` is missing.
    """
    hasher = _hasher()
    with _TURN:
        return hasher.hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Whether a password is the one whose hash was kept; as slow where there is none, so names stay hidden."""
    from argon2.exceptions import Argon2Error, InvalidHashError

    nobodys = _nobodys()  # made by whichever sign-in is the first, so that its time says nothing of the name
    try:
        with _TURN:
            return _hasher().verify(kept or nobodys, password) and kept is not None
    except (Argon2Error, InvalidHashError):
        return False


@cache
def _hasher() -> "PasswordHasher":
    try:
        from argon2 import PasswordHasher
    except ImportError as error:
        raise InputError.of("accounts.no_argon2") from error
    return PasswordHasher()


@cache
def _nobodys() -> str:
    return hashed("the password of nobody")
