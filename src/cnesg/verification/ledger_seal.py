"""A hash over every byte of the ledger's file while nobody changes it, kept in a file beside it.

Before the first change the seal is broken, after the last it is set again, so that a crash leaves a broken seal and
never a wrong one. Breaking it compares the file first: nothing is written into a ledger that was altered meanwhile.

The file is hashed by a child process. If this process opened and closed the file itself, POSIX would drop the locks by
which SQLite tells other processes that the ledger is in use; the next command to close it would delete the write-ahead
log under this process, and with it every answer that was still in it.
"""

import sqlite3
from pathlib import Path
from typing import Any, Literal, cast

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import DatabaseError

from cnesg.errors import StoreError
from cnesg.store.durable import file_hash_in_child, write_atomically
from cnesg.store.sealed import sealed, unsealed
from cnesg.verification.ledger_files import LedgerFiles, write_ahead_log

State = Literal["sealed", "broken", "missing", "altered"]
_WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP")
_ATTEMPTS = 3  # others may write between the moment when all stands in the file and the one when nobody else may


def seal_of(ledger: Path) -> Path:
    """Where the seal of a ledger lies: `ledger.seal`."""
    return ledger.with_suffix(".seal")


def state_of(ledger: Path) -> State:
    """The state of a ledger's seal, by the bytes of both; SQLite does not open the database, nor does this process.

    Args:
        ledger: the file of the database.

    Returns:
        `sealed`: every byte is as it was left. `broken`: somebody is changing it, or died doing so. `missing`: an
        earlier cnesg wrote it. `altered`: ledger or seal is not what was left.

    Raises:
        OSError: the ledger can't be read.
    """
    path = seal_of(ledger)
    for _ in range(_ATTEMPTS):
        if not path.is_file():
            return "missing"
        content = unsealed(path)
        if content is None:
            return "altered"
        if content["sha256"] is None:
            return "broken"
        if _matches(ledger, content["sha256"]):
            return "sealed"
        if path.is_file() and unsealed(path) == content:
            return "altered"
    return "broken"  # each time somebody else had broken or set the seal meanwhile


def _matches(ledger: Path, digest: str) -> bool:
    log = write_ahead_log(ledger)
    if log.is_file() and log.stat().st_size:  # a ledger is sealed only when everything is in the one file
        return False
    return ledger.is_file() and file_hash_in_child(ledger) == digest


def write_seal(ledger: Path) -> None:
    """Seal a file that nobody changes.

    Raises:
        OSError: it can't be read, or the disk refused.
    """
    write_atomically(seal_of(ledger), [sealed({"sha256": file_hash_in_child(ledger)})])


class LedgerSeal:
    """Breaks the seal of a ledger before the first write of a transaction, and sets it again when asked.

    Args:
        ledger: the file of the database.
        engine: all that is written goes through it.

    Attributes:
        broken_here: something was written through this engine.
        files: the files that the connections of this engine have open.
    """

    def __init__(self, ledger: Path, engine: Engine) -> None:
        self._ledger = ledger
        self._engine = engine
        self.broken_here = False
        self.files = LedgerFiles(ledger, engine)
        event.listen(engine, "before_cursor_execute", self._before)

    def set(self) -> bool:
        """Put all changes into the one file and seal it; false if others are at work, the last of whom will do so.

        Raises:
            OSError: the disk refused.
            StoreError: the files in use are not those on the disk.
        """
        log = write_ahead_log(self._ledger)
        self.files.require_in_place()
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
                    if not (log.is_file() and log.stat().st_size):
                        write_seal(self._ledger)
                        self.broken_here = False
                        return True
                finally:
                    connection.rollback()
        return False

    def _before(self, connection: Connection, cursor: Any, statement: str, *_others: object) -> None:
        """Take the right to write, and note that the ledger is about to change.

        Raises:
            StoreError: the ledger was altered since it was sealed, the files in use are not those on the disk, or the
                disk refused.
        """
        writes = statement.lstrip().partition(" ")[0].upper() in _WRITING
        if not writes or cast("sqlite3.Connection", connection.connection.dbapi_connection).in_transaction:
            return
        cursor.execute("BEGIN IMMEDIATE")
        self.files.require_in_place()
        try:
            state = state_of(self._ledger)
            if state in {"sealed", "missing"}:
                write_atomically(seal_of(self._ledger), [sealed({"sha256": None})])
        except OSError as error:
            raise StoreError.of("verification.refused", what=error) from error
        if state == "altered":
            what = seal_of(self._ledger).name
            raise StoreError.of("verification.damaged_ledger", path=self._ledger, what=what)
        self.broken_here = True
