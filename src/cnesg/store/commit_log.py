"""The commit log: one sealed line a commit. What it names exists, what it does not name does not.

Data files of all tables are written and forced to the disk first; the line appended here is the single operation that
makes them visible together. A line that a crash cut off has no newline yet, so it was never acknowledged: readers
skip it and the next writer removes it. Each line's seal is a hash over the line and the seal before it, so a changed,
lost or reordered line is found.
"""

import hashlib
import json
import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Self

from cnesg.errors import StoreError
from cnesg.store.durable import flush_file

Kind = Literal["commit", "migration", "abandoned", "compaction", "vacuum"]


@dataclass(frozen=True)
class Written:
    """What one log entry did to one table.

    Attributes:
        schema: the table's schema version, which also names its folder.
        version: version of the Delta table in which the rows stand.
        rows: number of rows that came.
        files: the data files that came and the line of Delta's log that names them, to their SHA-256.
        removed: the data files that no longer make up the table (compaction) or were deleted (vacuum).
    """

    schema: int
    version: int
    rows: int
    files: dict[str, str]
    removed: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As a line of the log has it; `removed` only where something was."""
        content = {"schema": self.schema, "version": self.version, "rows": self.rows, "files": self.files}
        return content | ({"removed": list(self.removed)} if self.removed else {})


@dataclass(frozen=True)
class LogEntry:
    """One line of the log: a commit, a migration, a position given up because its writer died, or maintenance.

    A compaction puts a table's rows into fewer files; a vacuum deletes files that no reader needs any more.

    Attributes:
        position: counts up by one from 1; never used twice.
        recorded_at: when the store accepted it (UTC); later than that of the entry before.
        kind: commit, migration or abandoned.
        note: who or what wrote it, in the caller's words.
        tables: what it did to each table.
    """

    position: int
    recorded_at: datetime
    kind: Kind
    note: str
    tables: dict[str, Written] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The entry as JSON, without its seal."""
        return {
            "position": self.position,
            "recorded_at": self.recorded_at.isoformat(timespec="microseconds"),
            "kind": self.kind,
            "note": self.note,
            "tables": {name: written.as_json() for name, written in self.tables.items()},
        }

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> "LogEntry":
        """The entry that `as_json` wrote."""
        return cls(
            position=content["position"],
            recorded_at=datetime.fromisoformat(content["recorded_at"]),
            kind=content["kind"],
            note=content["note"],
            tables={
                name: Written(**written | {"removed": tuple(written.get("removed", ()))})
                for name, written in content["tables"].items()
            },
        )


@dataclass(frozen=True)
class Commit:
    """What the store accepted.

    Attributes:
        position: counts up with every commit; `read(at=position)` sees this commit and all before it.
        recorded_at: when (UTC), later than for every commit before, whatever the clock did.
        note: who or what wrote it.
        rows: how many new rows each table got. Empty when everything was known already; position and date are then
            those of the last commit.
    """

    position: int
    recorded_at: datetime
    note: str
    rows: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, entry: LogEntry) -> Self:
        """As the log has it."""
        rows = {name: written.rows for name, written in entry.tables.items()}
        return cls(entry.position, entry.recorded_at, entry.note, rows)


class CommitLog:
    """The entries of a workspace's log file, read on as the file grows."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._entries: list[LogEntry] = []
        self._tables: dict[str, Written] = {}
        self._end = 0
        self._forced = 0
        self._seal = ""

    def refresh(self) -> None:
        """Read what other processes have appended since the last look.

        Raises:
            StoreError: a line is damaged, or the log became shorter.
        """
        try:
            with self._path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(self._end)
                grown = file.read()
        except OSError as error:
            raise StoreError.of("store.damaged_log", path=self._path, line="-", what=error.strerror) from error
        if size < self._end:
            what = f"{size} < {self._end} bytes"
            raise StoreError.of("store.damaged_log", path=self._path, line=len(self._entries), what=what)
        *lines, unfinished = grown.split(b"\n")
        for line in lines:
            self._accept(line + b"\n")
        self._refuse_altered_end(unfinished)

    @property
    def entries(self) -> list[LogEntry]:
        """All entries, oldest first."""
        return list(self._entries)

    @property
    def last(self) -> LogEntry | None:
        """The newest entry, if there is any."""
        return self._entries[-1] if self._entries else None

    @property
    def tables(self) -> dict[str, Written]:
        """The newest entry of each table that has one: its schema and the Delta version that holds all its rows."""
        return dict(self._tables)

    def force(self) -> None:
        """Force to the disk what a writer that died may have appended but not forced; others build on it from here.

        Raises:
            OSError: the disk refused.
        """
        if self._forced < self._end:
            flush_file(self._path)
            self._forced = self._end

    def next_entry(self, line: bytes) -> LogEntry:
        """What a line from another copy of this log says.

        Raises:
            StoreError: it is not the next line of this log.
        """
        return self._parsed(line)[0]

    def line(self, entry: LogEntry) -> bytes:
        """The sealed line that would make an entry the next one."""
        return _sealed(entry.as_json(), self._seal)

    def append(self, line: bytes) -> LogEntry:
        """Add a line that `line` gave, here or in another copy of this log; when this returns, it is on the disk.

        Only the holder of the writer lock may call this.

        Raises:
            StoreError: it is not the next line of this log.
            OSError: it could not be written; the log is as it was.
        """
        entry = self.next_entry(line)
        descriptor = os.open(self._path, os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0))
        try:
            os.truncate(descriptor, self._end)  # a crash may have left the beginning of a line
            try:
                os.lseek(descriptor, self._end, os.SEEK_SET)
                written = 0
                while written < len(line):
                    written += os.write(descriptor, line[written:])
                os.fsync(descriptor)
            except OSError:
                os.truncate(descriptor, self._end)
                raise
        finally:
            os.close(descriptor)
        self._accept(line)
        self._forced = self._end
        return entry

    def _refuse_altered_end(self, unfinished: bytes) -> None:
        """A crash cuts a line off; a whole line with another byte where it should end has been altered."""
        try:
            self._parsed(unfinished[:-1] + b"\n")
        except StoreError:
            return
        what = f"{unfinished[-1:]!r}"
        raise StoreError.of("store.damaged_log", path=self._path, line=len(self._entries) + 1, what=what)

    def _parsed(self, line: bytes) -> tuple[LogEntry, str]:
        """The next entry and its seal."""
        number = len(self._entries) + 1
        try:
            content = json.loads(line)
            seal = content.pop("seal")
            entry = LogEntry.from_json(content)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreError.of("store.damaged_log", path=self._path, line=number, what=error) from error
        sound = seal == _seal(content, self._seal) and line == _line(content, seal)
        if not sound or entry.position != number:
            raise StoreError.of("store.damaged_log", path=self._path, line=number, what=f"seal {seal}")
        return entry, seal

    def _accept(self, line: bytes) -> None:
        entry, seal = self._parsed(line)
        self._entries.append(entry)
        if entry.kind != "vacuum":  # that deletes what no state names
            self._tables.update(entry.tables)
        self._end += len(line)
        self._seal = seal


def _seal(content: dict[str, Any], previous: str) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def _sealed(content: dict[str, Any], previous: str) -> bytes:
    return _line(content, _seal(content, previous))


def _line(content: dict[str, Any], seal: str) -> bytes:
    line = {**content, "seal": seal}
    return (json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
