"""A hash over every byte of the ledger's file while nobody changes it, kept in a file beside it.

Before the first change the seal is broken, after the last it is set again, so that a crash leaves a broken seal and
never a wrong one. Breaking it compares the file first: nothing is written into a ledger that was altered meanwhile.
"""

import sqlite3
from pathlib import Path
from typing import Any, Literal, cast

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import DatabaseError

from cnesg.errors import StoreError
from cnesg.store.durable import file_hash, write_atomically
from cnesg.store.sealed import sealed, unsealed

State = Literal["sealed", "broken", "missing", "altered"]
_WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP")
_ATTEMPTS = 3  # others may write between the moment when all stands in the file and the one when nobody else may


def seal_of(ledger: Path) -> Path:
    """Where the seal of a ledger lies: `ledger.seal`."""
    return ledger.with_suffix(".seal")


def state_of(ledger: Path) -> State:
    """How a ledger stands to its seal, by the bytes of both; the database is not opened.

    Args:
        ledger: the file of the database.

    Returns:
        `sealed`: every byte is as it was left. `broken`: somebody is changing it, or died doing so. `missing`: an
        earlier cnesg wrote it. `altered`: ledger or seal is not what was left.
    """
    path = seal_of(ledger)
    if not path.is_file():
        return "missing"
    told = unsealed(path)
    if told is None:
        return "altered"
    if told["sha256"] is None:
        return "broken"
    journal = _journal(ledger)
    if journal.is_file() and journal.stat().st_size:  # sealed is what stands in one file only
        return "altered"
    return "sealed" if ledger.is_file() and file_hash(ledger) == told["sha256"] else "altered"


def write_seal(ledger: Path) -> None:
    """Seal a file that nobody changes."""
    write_atomically(seal_of(ledger), [sealed({"sha256": file_hash(ledger)})])


class LedgerSeal:
    """Breaks the seal of a ledger before the first write of a transaction, and sets it again when asked.

    Args:
        ledger: the file of the database.
        engine: all that is written goes through it.

    Attributes:
        broken_here: something was written through this engine.
    """

    def __init__(self, ledger: Path, engine: Engine) -> None:
        self._ledger = ledger
        self._engine = engine
        self.broken_here = False
        event.listen(engine, "before_cursor_execute", self._before)

    def set(self) -> bool:
        """Put all changes into the one file and seal it; false if others are at work, the last of whom will do so.

        Raises:
            OSError: the disk refused.
        """
        journal = _journal(self._ledger)
        with self._engine.connect() as connection:
            for _ in range(_ATTEMPTS):
                try:
                    busy = connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).scalar()
                    connection.rollback()
                    if busy:
                        continue
                    connection.execute(text("BEGIN IMMEDIATE"))
                except DatabaseError:  # locked
                    return False
                try:
                    if not (journal.is_file() and journal.stat().st_size):
                        write_seal(self._ledger)
                        self.broken_here = False
                        return True
                finally:
                    connection.rollback()
        return False

    def _before(self, connection: Connection, cursor: Any, statement: str, *_others: object) -> None:
        """Take the right to write, and note that the ledger is about to change.

        Raises:
            StoreError: the ledger was altered since it was sealed.
        """
        writes = statement.lstrip().partition(" ")[0].upper() in _WRITING
        if not writes or cast("sqlite3.Connection", connection.connection.dbapi_connection).in_transaction:
            return
        cursor.execute("BEGIN IMMEDIATE")
        state = state_of(self._ledger)
        if state == "altered":
            what = seal_of(self._ledger).name
            raise StoreError.of("verification.damaged_ledger", path=self._ledger, what=what)
        if state != "broken":
            write_atomically(seal_of(self._ledger), [sealed({"sha256": None})])
        self.broken_here = True


def _journal(ledger: Path) -> Path:
    return ledger.with_name(f"{ledger.name}-wal")
