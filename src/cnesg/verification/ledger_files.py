"""Whether the files that this process has open as its ledger are still the ones on the disk."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from cnesg.errors import StoreError

_Identity = tuple[int, int] | None


def write_ahead_log(ledger: Path) -> Path:
    """Where SQLite writes first (`ledger.sqlite-wal`); what is only there is lost with that file."""
    return ledger.with_name(f"{ledger.name}-wal")


class LedgerFiles:
    """Remembers device and inode of the database and of its write-ahead log for each open connection.

    An open file keeps its inode, so that another file in its place has another one. Nothing is opened: closing a second
    descriptor of these files would drop SQLite's locks on them.

    Args:
        ledger: the file of the database.
        engine: whose connections are followed; it sets journal mode WAL on each by a listener registered before.
    """

    def __init__(self, ledger: Path, engine: Engine) -> None:
        self._files = {"database": ledger, "log": write_ahead_log(ledger)}
        self._noted: dict[int, dict[str, _Identity]] = {}
        event.listen(engine, "connect", self._opened)
        event.listen(engine, "close", self._closed)

    def replaced(self) -> list[str]:
        """Which files in use are not the ones on the disk any more: `database`, `log`, both or none."""
        noted = list(self._noted.values())
        now = self._identities() if noted else {}
        return [name for name in now if any(one[name] != now[name] for one in noted)]

    def require_in_place(self) -> None:
        """Let nothing be written into files that are gone from the disk.

        Raises:
            StoreError: the database or its log was deleted or replaced while it was open.
        """
        if replaced := self.replaced():
            raise StoreError.of("verification.replaced_files", path=self._files[replaced[0]])

    def _identities(self) -> dict[str, _Identity]:
        return {name: _identity(path) for name, path in self._files.items()}

    def _opened(self, connection: Any, _record: object) -> None:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # SQLite opens its log with the first read
        self._noted[id(connection)] = self._identities()

    def _closed(self, connection: Any, _record: object) -> None:
        self._noted.pop(id(connection), None)


def _identity(path: Path) -> _Identity:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
