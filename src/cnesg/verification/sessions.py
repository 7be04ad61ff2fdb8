"""Sessions and tokens of accounts: begun, and ended all at once. Of their secrets only hashes are kept."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from cnesg.verification.account_tables import SessionRow, TokenRow


def begin_session(session: Session, name: str, lasts: timedelta) -> str:
    """Begin a session for an account; returns the secret that the browser keeps.

    Args:
        session: of the database.
        name: of the account.
        lasts: for how long at most.
    """
    secret, now = secrets.token_urlsafe(32), datetime.now(UTC)
    session.execute(delete(SessionRow).where(SessionRow.until <= now))
    row = SessionRow(digest=digest_of(secret), name=name, created_at=now, seen_at=now, until=now + lasts)
    session.add(row)
    return secret


def end_all(session: Session, name: str) -> None:
    """End the sessions and tokens of an account."""
    session.execute(delete(SessionRow).where(SessionRow.name == name))
    session.execute(delete(TokenRow).where(TokenRow.name == name))


def digest_of(secret: str) -> str:
    """SHA-256: enough for secrets of 256 random bits, which nobody can guess."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
