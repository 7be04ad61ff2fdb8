"""The ledger's tables in SQL, and the database they stand in."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    DateTime,
    Dialect,
    Engine,
    Float,
    ForeignKey,
    Integer,
    String,
    TypeDecorator,
    create_engine,
    event,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from cnesg.store.durable import make_private
from cnesg.verification.database_troubles import tell_in_words

VERSION = 3
"""Version of the tables of the ledger (here and in `account_tables`), kept in `about`.

2 adds those of signing in; 3 counts guesses in another table than `failures`, and adds persons, quotas and who people
are at a provider.
"""


class Instant(TypeDecorator[datetime]):
    """An instant in UTC. SQLite keeps no zone, so it is taken off on the way in and put back on the way out."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """In UTC, without zone."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """With zone."""
        return value.replace(tzinfo=UTC) if value else None


class Base(DeclarativeBase):
    """Tables of the ledger."""


class About(Base):
    """What database this is."""

    __tablename__ = "about"
    version: Mapped[int] = mapped_column(Integer, primary_key=True)


class Account(Base):
    """Somebody who decides."""

    __tablename__ = "accounts"
    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(Instant)


def note_account(session: Session, name: str, since: datetime) -> None:
    """Have an account for somebody who decides or answers, from when on they do if they are new."""
    if session.get(Account, name) is None:
        session.execute(insert_into(session, Account).values(name=name, created_at=since).on_conflict_do_nothing())


def insert_into(session: Session, table: type[Base]) -> Any:
    """An insert that may say what happens where the row is there already (`on_conflict_do_...`), of both databases."""
    return (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert(table)


class DecisionRow(Base):
    """A decision; `position` is the commit that carried it into the log, null while it waits in the outbox."""

    __tablename__ = "decisions"
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    decision_id: Mapped[str] = mapped_column(String(32), unique=True)
    observation_id: Mapped[str] = mapped_column(String(32), index=True)
    verdict: Mapped[str] = mapped_column(String(16))
    by: Mapped[str] = mapped_column(ForeignKey("accounts.name"))
    decided_at: Mapped[datetime] = mapped_column(Instant)
    value: Mapped[float | None] = mapped_column(Float)
    text: Mapped[str | None] = mapped_column(String)
    reason: Mapped[str | None] = mapped_column(String)
    position: Mapped[int | None] = mapped_column(Integer, index=True)


class OpinionRow(Base):
    """What one person said of one value; decisions follow from them."""

    __tablename__ = "opinions"
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    opinion_id: Mapped[str] = mapped_column(String(32), unique=True)
    observation_id: Mapped[str] = mapped_column(String(32), index=True)
    purpose: Mapped[str] = mapped_column(String(16))
    answer: Mapped[str] = mapped_column(String(16))
    by: Mapped[str] = mapped_column(ForeignKey("accounts.name"), index=True)
    given_at: Mapped[datetime] = mapped_column(Instant)
    seconds: Mapped[float] = mapped_column(Float)
    value: Mapped[float | None] = mapped_column(Float)
    text: Mapped[str | None] = mapped_column(String)
    reason: Mapped[str | None] = mapped_column(String)
    planted: Mapped[str | None] = mapped_column(String(16))


class Lease(Base):
    """To whom a value was given, why, and until when; the row is also what writers on one value wait for."""

    __tablename__ = "leases"
    observation_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    by: Mapped[str] = mapped_column(String(200), index=True)
    purpose: Mapped[str] = mapped_column(String(16))
    given_at: Mapped[datetime] = mapped_column(Instant)
    until: Mapped[datetime] = mapped_column(Instant)


class AcknowledgementRow(Base):
    """A finding of quality control that somebody has seen; it holds until a day."""

    __tablename__ = "acknowledgements"
    acknowledgement_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    finding: Mapped[str] = mapped_column(String(32), index=True)
    reason: Mapped[str] = mapped_column(String)
    by: Mapped[str] = mapped_column(ForeignKey("accounts.name"))
    until: Mapped[str] = mapped_column(String(10))
    given_at: Mapped[datetime] = mapped_column(Instant)


class Setting(Base):
    """What is drawn or chosen once for a workspace: the seed of the samples."""

    __tablename__ = "settings"
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(String)


class QueueEntry(Base):
    """Something that waits for a person, beside observations: a doubtful match of a name with a company.

    `subject` says what it is about, as JSON; `answer` what was decided, null while it waits.
    """

    __tablename__ = "queue"
    entry_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32), index=True)
    subject: Mapped[str] = mapped_column(String)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    answer: Mapped[str | None] = mapped_column(String)
    by: Mapped[str | None] = mapped_column(ForeignKey("accounts.name"))
    answered_at: Mapped[datetime | None] = mapped_column(Instant)


def hold(session: Session, observation_id: str, by: str, at: datetime) -> None:
    """Let nobody else write on a value until the transaction ends; who has it to check keeps it.

    Writing comes before reading, so that two who decide at once are put in a row by the database.
    """
    row = insert_into(session, Lease).values(
        observation_id=observation_id, by=by, purpose="first", given_at=at, until=at
    )
    same = {"observation_id": observation_id}
    session.execute(row.on_conflict_do_update(index_elements=["observation_id"], set_=same))


def sqlite_engine(path: Path) -> Engine:
    """A database in a file: several processes may use it, and what is committed survives a power cut.

    Its owner alone may read it, and SQLite gives the files that it makes beside it the same rights.
    """
    make_private(path)
    for beside in ("-wal", "-shm"):
        with suppress(OSError):
            path.with_name(f"{path.name}{beside}").chmod(0o600)  # of an earlier cnesg, and in use elsewhere
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 30}, pool_size=20)
    tell_in_words(engine)

    @event.listens_for(engine, "connect")
    def _durable(connection: object, _record: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]  # a DB-API connection
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    return engine


def server_engine(url: str) -> Engine:
    """A database of a PostgreSQL server, for several users.

    Args:
        url: `postgresql://user@host:port/database`.
    """
    scheme, _, rest = url.partition("://")
    driver = "postgresql+psycopg" if scheme in {"postgres", "postgresql"} else scheme
    engine = create_engine(f"{driver}://{rest}", pool_size=20, pool_pre_ping=True)
    tell_in_words(engine)
    return engine
