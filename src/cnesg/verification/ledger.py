"""The ledger: accounts, decisions and queues in SQL. A decision is true once it stands here."""

import json
import logging
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from sqlalchemy import Engine, func, inspect, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from cnesg.errors import StoreError, WorkspaceError
from cnesg.verification import account_tables, disputes, quotas  # noqa: F401 - declare their tables
from cnesg.verification.acknowledgements import Acknowledgements
from cnesg.verification.chains import as_decision, chains, roots
from cnesg.verification.decisions import Decision, Verdict
from cnesg.verification.identities import link_later
from cnesg.verification.ledger_seal import LedgerSeal
from cnesg.verification.opinion_book import OpinionBook
from cnesg.verification.schema import (
    VERSION,
    About,
    Account,
    Base,
    DecisionRow,
    QueueEntry,
    note_account,
    server_engine,
    sqlite_engine,
)

FILE = "ledger.sqlite"
DATABASE = "CNESG_DATABASE"
"""Environment variable with the address of a PostgreSQL database that stands in place of the file, for all commands."""
_AT_ONCE = 500
"""Ids named in one statement; databases limit how many there may be."""
_WITH_IDENTITIES = 3
_COUNTERS_SINCE = 3
_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class Waiting:
    """An entry of a queue: its id, its kind, what it is about and since when it waits."""

    entry_id: str
    kind: str
    subject: dict[str, Any]
    asked_at: datetime


class Ledger:
    """Decisions of people, with an outbox to the log. Make one with `Ledger.open`.

    Args:
        engine: the database; a file in the workspace, or a server for several users.
        seal: over the file; None for a server.
    """

    def __init__(self, engine: Engine, seal: LedgerSeal | None = None) -> None:
        self._engine = engine
        self._seal = seal

    @classmethod
    def open(cls, workspace: Path, url: str | None = None) -> Self:
        """The ledger of a workspace; made when it is first needed.

        Args:
            workspace: its folder.
            url: of a PostgreSQL database in place of the file; by default what `CNESG_DATABASE` names, if it is set.

        Raises:
            WorkspaceError: a newer cnesg made it.
            StoreError: the file is damaged, the disk refused, or no server answers.
        """
        url = url or os.environ.get(DATABASE)
        if url:
            served = cls(server_engine(url))
            served.prepare()
            return served
        return cls.of_file(Path(workspace) / FILE)

    @classmethod
    def of_file(cls, path: Path) -> Self:
        """The ledger in a file, wherever others look for theirs; made when it is first needed.

        Raises:
            WorkspaceError: a newer cnesg made it.
            StoreError: the file is damaged.
        """
        engine = sqlite_engine(path)
        ledger = cls(engine, LedgerSeal(path, engine))
        try:
            ledger.prepare()
        except DatabaseError as error:
            raise StoreError.of("verification.damaged_ledger", path=path, what=error.orig) from error
        return ledger

    @staticmethod
    def served() -> bool:
        """Whether decisions stand in a server's database that `CNESG_DATABASE` names, and not in a file."""
        return bool(os.environ.get(DATABASE))

    @staticmethod
    def exists(workspace: Path) -> bool:
        """Whether anybody has decided anything in a workspace yet."""
        return Ledger.served() or (Path(workspace) / FILE).is_file()

    def prepare(self) -> None:
        """Make the tables where there are none, and bring those of an earlier cnesg up to date.

        Raises:
            WorkspaceError: a newer cnesg made them.
        """
        found = VERSION
        if inspect(self._engine).has_table(About.__tablename__):
            with Session(self._engine) as session:
                found = session.scalar(select(func.max(About.version))) or 0
            if found > VERSION:
                raise WorkspaceError.of("verification.newer_ledger", found=found, known=VERSION)
        Base.metadata.create_all(self._engine)
        with Session(self._engine) as session, session.begin():
            if found < _WITH_IDENTITIES:
                link_later(session)
            session.merge(About(version=VERSION))
            if found < _COUNTERS_SINCE:
                session.execute(text("DROP TABLE IF EXISTS failures"))

    @property
    def engine(self) -> Engine:
        """The database, for what stands beside decisions in it."""
        return self._engine

    def replaced_files(self) -> list[str]:
        """Which files in use are not the ones on the disk any more: `database`, `log`; never any of a server."""
        return [] if self._seal is None else self._seal.files.replaced()

    @property
    def opinions(self) -> OpinionBook:
        """What single people said, from which decisions follow."""
        return OpinionBook(self._engine)

    @property
    def acknowledgements(self) -> Acknowledgements:
        """Findings of quality control that people have seen."""
        return Acknowledgements(self._engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database; what was changed is sealed first."""
        try:
            if self._seal is not None and self._seal.broken_here:
                self._seal.set()
        except (
            OSError,
            DatabaseError,
            StoreError,
        ):  # what was decided stands; an audit tells of the broken seal
            _LOGGER.info("no seal of %s", self._engine.url, exc_info=True)
        finally:
            self._engine.dispose()

    def decide(self, decisions: Iterable[Decision]) -> int:
        """Write decisions down, all or none; returns how many are new. When this returns, they are true.

        Raises:
            StoreError: the database refused, or was lost: whether they are true is not known then.
        """
        added = 0
        try:
            with Session(self._engine) as session, session.begin():
                for decision in decisions:
                    known = select(DecisionRow.number).where(DecisionRow.decision_id == decision.decision_id)
                    if session.scalar(known) is not None:
                        continue
                    note_account(session, decision.by, decision.decided_at)
                    session.add(DecisionRow(**vars(decision)))
                    added += 1
        except DatabaseError as error:
            raise StoreError.of("verification.refused", what=error.orig) from error
        return added

    def decisions(self, observation_id: str | None = None) -> list[tuple[Decision, int | None]]:
        """Every decision in the order in which they were taken, with the commit that carried it into the log."""
        wanted = select(DecisionRow).order_by(DecisionRow.number)
        if observation_id is not None:
            wanted = wanted.where(DecisionRow.observation_id == observation_id)
        with Session(self._engine) as session:
            return [(as_decision(row), row.position) for row in session.scalars(wanted)]

    def decision(self, decision_id: str) -> Decision | None:
        """A decision by its id."""
        with Session(self._engine) as session:
            row = session.scalar(select(DecisionRow).where(DecisionRow.decision_id == decision_id))
            return None if row is None else as_decision(row)

    def decisions_since(self, number: int) -> list[tuple[int, str, Verdict]]:
        """What was decided after the decision of a number: its own number, the observation and the verdict."""
        columns = (DecisionRow.number, DecisionRow.observation_id, DecisionRow.verdict)
        wanted = select(*columns).where(DecisionRow.number > number).order_by(DecisionRow.number)
        with Session(self._engine) as session:
            return [(row, about, cast("Verdict", verdict)) for row, about, verdict in session.execute(wanted)]

    def outbox(self) -> list[Decision]:
        """Decisions that the log does not have yet, oldest first."""
        wanted = select(DecisionRow).where(DecisionRow.position.is_(None)).order_by(DecisionRow.number)
        with Session(self._engine) as session:
            return [as_decision(row) for row in session.scalars(wanted)]

    def about(self, observation_ids: Iterable[str]) -> list[tuple[Decision, int | None]]:
        """Every decision on the values that rows state (`chains`), oldest first, each with its commit in the log."""
        with Session(self._engine) as session:
            return chains(session, observation_ids)

    def roots(self, observation_ids: Iterable[str]) -> dict[str, str]:
        """Of each row the one as it was read or imported, which decisions on it replaced."""
        with Session(self._engine) as session:
            return roots(session, observation_ids)

    def sent(self, decisions: Sequence[Decision], position: int) -> None:
        """Note that the commit at `position`, or one before it, carried these decisions into the log."""
        ids = [decision.decision_id for decision in decisions]
        with Session(self._engine) as session, session.begin():
            for start in range(0, len(ids), _AT_ONCE):
                these = DecisionRow.decision_id.in_(ids[start : start + _AT_ONCE])
                session.execute(update(DecisionRow).where(these).values(position=position))

    def ask(self, entry_id: str, kind: str, subject: dict[str, Any]) -> bool:
        """Put something into a queue; false if it is or was there already."""
        with Session(self._engine) as session, session.begin():
            if session.get(QueueEntry, entry_id) is not None:
                return False
            told = json.dumps(subject, ensure_ascii=False, sort_keys=True)
            session.add(QueueEntry(entry_id=entry_id, kind=kind, subject=told, asked_at=datetime.now(UTC)))
        return True

    def waiting(self, kind: str | None = None) -> list[Waiting]:
        """What waits in the queues, oldest first."""
        wanted = (
            select(QueueEntry).where(QueueEntry.answer.is_(None)).order_by(QueueEntry.asked_at, QueueEntry.entry_id)
        )
        if kind is not None:
            wanted = wanted.where(QueueEntry.kind == kind)
        with Session(self._engine) as session:
            return [
                Waiting(row.entry_id, row.kind, json.loads(row.subject), row.asked_at)
                for row in session.scalars(wanted)
            ]

    def answered(self, entry_id: str, answer: str, by: str) -> bool:
        """Whether this person has settled an entry of a queue by this answer."""
        with Session(self._engine) as session:
            row = session.get(QueueEntry, entry_id)
            return row is not None and (row.answer, row.by) == (answer, by)

    def answer(self, entry_id: str, answer: str, by: str) -> bool:
        """Settle an entry of a queue; false if there is none of that id or it is settled."""
        now = datetime.now(UTC)
        with Session(self._engine) as session, session.begin():
            row = session.get(QueueEntry, entry_id)
            if row is None or row.answer is not None:
                return False
            note_account(session, by, now)
            row.answer, row.by, row.answered_at = answer, by, now
        return True

    def answers(self, kind: str) -> dict[str, str]:
        """What was settled in a queue: entry ids to answers."""
        wanted = select(QueueEntry.entry_id, QueueEntry.answer).where(
            QueueEntry.kind == kind, QueueEntry.answer.is_not(None)
        )
        with Session(self._engine) as session:
            return {entry_id: str(answer) for entry_id, answer in session.execute(wanted)}

    def accounts(self) -> list[dict[str, Any]]:
        """Everybody who decided or answered: `name` and `created_at`."""
        with Session(self._engine) as session:
            rows = session.scalars(select(Account).order_by(Account.name))
            return [{"name": row.name, "created_at": row.created_at} for row in rows]

    def queue(self) -> list[dict[str, Any]]:
        """What waits or waited in the queues, oldest first, with all that the table has."""
        columns = [column.key for column in QueueEntry.__table__.columns]
        with Session(self._engine) as session:
            rows = session.scalars(select(QueueEntry).order_by(QueueEntry.asked_at, QueueEntry.entry_id))
            return [{name: getattr(row, name) for name in columns} for row in rows]

    def sound(self) -> bool:
        """Whether the database's own check finds nothing (SQLite; a server looks after itself)."""
        if self._engine.dialect.name != "sqlite":
            return True
        try:
            with self._engine.connect() as connection:
                return bool(connection.execute(text("PRAGMA integrity_check")).scalar() == "ok")
        except DatabaseError:
            return False
