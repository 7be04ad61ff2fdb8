"""Tables of signing in: roles, passwords, sessions, tokens, guesses, persons, deeds. None of it is exported.

They stand beside the accounts that decisions name, so that what goes out of a workspace never has a hash of a password.
"""

from datetime import datetime

from sqlalchemy import Boolean, Float, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from cnesg.verification.schema import Base, Instant


class Login(Base):
    """How somebody signs in, and as what."""

    __tablename__ = "logins"
    name: Mapped[str] = mapped_column(ForeignKey("accounts.name"), primary_key=True)
    role: Mapped[str] = mapped_column(String(16))
    password: Mapped[str | None] = mapped_column(String(200))
    company_id: Mapped[str | None] = mapped_column(String(64))
    open: Mapped[bool] = mapped_column(Boolean)
    changed_at: Mapped[datetime] = mapped_column(Instant)


class SessionRow(Base):
    """Somebody who is signed in; `digest` is the hash of what their browser holds."""

    __tablename__ = "sessions"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(ForeignKey("logins.name"), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    until: Mapped[datetime] = mapped_column(Instant)


class TokenRow(Base):
    """A token for programs; `digest` is its hash."""

    __tablename__ = "tokens"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(ForeignKey("logins.name"), index=True)
    label: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime] = mapped_column(Instant)
    until: Mapped[datetime] = mapped_column(Instant)


class GuessRow(Base):
    """A counter of guesses of passwords; `key` is a hash of whom and where they come from.

    `until` is when all guesses are paid off, `noted_until` until when a refusal needs no further deed; both in seconds
    since 1970.
    """

    __tablename__ = "guesses"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    until: Mapped[float] = mapped_column(Float, index=True)
    noted_until: Mapped[float] = mapped_column(Float, default=0.0, server_default="0")


class KnownPlace(Base):
    """A browser or an address, as a hash, where an account has signed in by its password."""

    __tablename__ = "known_places"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(ForeignKey("logins.name"), primary_key=True, index=True)
    kind: Mapped[str] = mapped_column(String(16))
    seen_at: Mapped[float] = mapped_column(Float, index=True)


class PersonRow(Base):
    """Who holds an account, since when; an account may pass from one person to another, and nothing is overwritten."""

    __tablename__ = "persons"
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(ForeignKey("accounts.name"), index=True)
    person: Mapped[str] = mapped_column(String(200))
    since: Mapped[datetime] = mapped_column(Instant)


class Deed(Base):
    """What somebody did beside checking values: signed in, made an account, took out an export."""

    __tablename__ = "deeds"
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    by: Mapped[str] = mapped_column(String(200), index=True)
    deed: Mapped[str] = mapped_column(String(40))
    about: Mapped[str | None] = mapped_column(String(400))
    address: Mapped[str | None] = mapped_column(String(64))
