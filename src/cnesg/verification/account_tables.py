"""Tables of signing in: roles, passwords, sessions, tokens, failures, and what was done. None of it is exported.

They stand beside the accounts that decisions name, so that what goes out of a workspace never has a hash of a password.
"""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Integer, String
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


class Failure(Base):
    """A password that was wrong; `key` is the hash of the name given or of the address it came from."""

    __tablename__ = "failures"
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)


class Deed(Base):
    """What somebody did beside checking values: signed in, made an account, took out an export."""

    __tablename__ = "deeds"
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    by: Mapped[str] = mapped_column(String(200), index=True)
    deed: Mapped[str] = mapped_column(String(40))
    about: Mapped[str | None] = mapped_column(String(400))
    address: Mapped[str | None] = mapped_column(String(64))
