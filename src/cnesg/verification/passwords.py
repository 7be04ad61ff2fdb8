"""Passwords as argon2id hashes, with the parameters that RFC 9106 recommends where memory is scarce (64 MiB)."""

from functools import cache
from typing import TYPE_CHECKING

from cnesg.errors import InputError

if TYPE_CHECKING:
    from argon2 import PasswordHasher


def hashed(password: str) -> str:
    """The hash to keep.

    Raises:
        InputError: the extra `cnesg[web]` is missing.
    """
    return _hasher().hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Whether a password is the one whose hash was kept; as slow where there is none, so names stay hidden."""
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        return _hasher().verify(kept or _nobodys(), password) and kept is not None
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
