"""Writing: under the lock, after tidying up behind a dead writer, all tables of a commit or none."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import polars as pl
from polars.exceptions import PolarsError

from cnesg import telemetry
from cnesg.errors import OvertakenError
from cnesg.store import recovery, vacuuming
from cnesg.store.commit_log import Kind, LogEntry, Written
from cnesg.store.committed import CommittedTables, storage_errors
from cnesg.store.fetching import fetch
from cnesg.store.identity import COMMIT_COLUMNS, KnownRows
from cnesg.store.lock import WriterLock
from cnesg.store.migrations import older_tables
from cnesg.store.origin import Origin
from cnesg.store.selection import in_order

Clock = Callable[[], datetime]
T = TypeVar("T")

_TICK = timedelta(microseconds=1)
_ROWS_A_GROUP = 1 << 16  # so that reading one company of a run passes over the groups of all others


class Writer:
    """The one that adds to a workspace.

    Args:
        committed: what the workspace holds.
        lock: kept while writing.
        clock: gives the present instant with its zone.
        created_at: when the workspace was made; nothing was recorded before.
        origin: gives that of a shared workspace; every line goes there first.
    """

    def __init__(
        self,
        committed: CommittedTables,
        lock: WriterLock,
        clock: Clock,
        created_at: datetime,
        origin: Callable[[], Origin | None],
    ) -> None:
        self._committed = committed
        self._lock = lock
        self._clock = clock
        self._created_at = created_at
        self._known = KnownRows()
        self._withdrawn = 0
        self._origin = origin

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock; on entry set aside what a dead writer left, read on at the origin, migrate older tables.

        What other machines write to a shared workspace meanwhile comes with the next block that is entered while none
        is held.

        Raises:
            WorkspaceError: another process is writing.
            StoreError: the workspace is damaged, the disk refused, or the origin does not answer.
        """
        outermost = not self._lock.held
        with ExitStack() as held:
            with storage_errors("store.write_failed", path=self._committed.place.folder):
                held.enter_context(self._lock)
            self._committed.refresh()
            while not self._ready(fetching=outermost):
                continue
            yield

    def alone(self, work: Callable[[], T]) -> T:
        """What `work` gives, done inside `writing`; done anew where another machine was faster: one always is first.

        Raises:
            OvertakenError: another machine wrote to a shared workspace since an outer block was entered, so that what
                was read there is no longer the last word; nothing that `work` stored is visible.
            WorkspaceError, StoreError: as for `writing`.
        """
        held = self._lock.held
        while True:
            try:
                with self.writing():
                    return work()
            except OvertakenError:
                if held:
                    raise

    def fetch(self) -> int:
        """Read on what other machines wrote to a shared workspace; returns how many lines of the log came.

        Raises:
            WorkspaceError: another process is writing, or a newer cnesg has written at the origin.
            StoreError: the workspace is damaged, the disk refused, or the origin does not answer.
        """
        before = len(self._committed.log.entries)
        with self.writing():
            return len(self._committed.log.entries) - before

    def add(self, tables: Mapping[str, pl.DataFrame], note: str) -> LogEntry | None:
        """Commit those of the rows that are new; None if there are none.

        Raises:
            ValueError: rows that do not fit their schema, all of them named; nothing is written.
            WorkspaceError: as for `alone`.
            StoreError: the disk refused or the workspace is damaged; nothing is visible.
        """
        frames = self._conforming(tables)
        with telemetry.span("commit", rows=sum(frame.height for frame in frames.values())) as span:
            entry = self.alone(lambda: self._add(frames, note))
            span.note(position=entry.position if entry else None)
            return entry

    def _add(self, frames: Mapping[str, pl.DataFrame], note: str) -> LogEntry | None:
        new = {name: self._unknown(name, frame) for name, frame in frames.items()}
        new = {name: frame for name, frame in new.items() if not frame.is_empty()}
        if not new:
            return None
        entry = self._next("commit", note)
        stamp = {"recorded_at": pl.lit(entry.recorded_at), "position": pl.lit(entry.position)}
        entry = self._write(entry, {name: self._stamped(name, frame, stamp) for name, frame in new.items()})
        for name, written in entry.tables.items():
            self._known.add(self._committed.schema(name), new[name], written, entry.position)
            self._committed.folder(name, written.schema).checkpoint(written.version)
        return entry

    def compact(self, least_files: int) -> LogEntry | None:
        """Put the rows of tables that stand in many files into few; None if no table has that many.

        Args:
            least_files: a table with fewer files is left as it is.

        Raises:
            WorkspaceError: another process is writing.
            StoreError: the disk refused or the workspace is damaged; nothing has changed for readers.
        """
        return self.alone(lambda: self._compact(least_files))

    def _compact(self, least_files: int) -> LogEntry | None:
        written: dict[str, Written] = {}
        with storage_errors("store.write_failed", path=self._committed.place.folder):
            for name, state in sorted(self._committed.log.tables.items()):
                folder = self._committed.folder(name, state.schema)
                if len(folder.data_files(state.version)) < least_files:
                    continue
                order = dict.fromkeys(("position", *self._committed.schema(name).sort_by))
                done = folder.compact(after=state.version, order=list(order))
                if done is not None:
                    written[name] = done
            if not written:
                return None
            entry = replace(self._next("compaction", ", ".join(written)), tables=written)
            self._append(entry)
        for name, done in written.items():
            self._committed.folder(name, done.schema).checkpoint(done.version)
        return entry

    def vacuum(self, before: datetime) -> LogEntry | None:
        """Delete data files put out of use by a compaction or migration before an instant; None if there are none.

        What rows say, and at which position, stands in the files that stay: every read and replay gives what it gave.

        Raises:
            WorkspaceError: another process is writing.
            StoreError: the disk refused or the workspace is damaged.
        """
        return self.alone(lambda: self._vacuum(before))

    def _vacuum(self, before: datetime) -> LogEntry | None:
        unused = vacuuming.unused_files(self._committed.log.entries, before)
        if not unused:
            return None
        entry = replace(self._next("vacuum", ", ".join(unused)), tables=unused)
        with storage_errors("store.write_failed", path=self._committed.place.folder):
            self._append(entry)
            vacuuming.delete(self._committed.place, unused)
            origin = self._origin()
            if origin is not None:
                origin.delete([f"tables/{name}/{one}" for name, done in unused.items() for one in done.removed])
        return entry

    def unfinished(self) -> recovery.Unfinished:
        """What a dead writer left, or one at work has written so far."""
        versions = {name: schema.version for name, schema in self._committed.schemas.items()}
        return recovery.unfinished(self._committed.place, versions, self._committed.log.tables)

    def _conforming(self, tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
        frames: dict[str, pl.DataFrame] = {}
        wrong: list[str] = []
        for name, frame in tables.items():
            try:
                frames[name] = self._committed.schema(name).conform(frame)
            except ValueError as error:
                wrong.append(str(error))
            except PolarsError as error:
                wrong.append(f"{name}: {error}")
        if wrong:
            raise ValueError("; ".join(wrong))
        return frames

    def _unknown(self, table: str, frame: pl.DataFrame) -> pl.DataFrame:
        schema, state = self._committed.schema(table), self._committed.state(table)
        with self._committed.reading(table):
            last = self._committed.log.last
            position = last.position if last else 0
            withdrawn = self._committed.withdrawals().height
            if withdrawn != self._withdrawn:  # what was withdrawn may be stored again
                self._known.forget()
                self._withdrawn = withdrawn
            return self._known.unknown(
                schema, frame, state, lambda: self._committed.counting(table, self._committed.rows(table)), position
            )

    def _stamped(self, table: str, frame: pl.DataFrame, stamp: Mapping[str, pl.Expr]) -> pl.DataFrame:
        dtypes = self._committed.schema(table).dtypes
        return frame.with_columns(stamp[name].cast(dtypes[name]).alias(name) for name in COMMIT_COLUMNS)

    def _next(self, kind: Kind, note: str) -> LogEntry:
        last = self._committed.log.last
        earliest = last.recorded_at + _TICK if last else self._created_at
        recorded_at = max(self._clock().astimezone(UTC), earliest)
        return LogEntry((last.position if last else 0) + 1, recorded_at, kind, note)

    def _write(self, entry: LogEntry, frames: Mapping[str, pl.DataFrame]) -> LogEntry:
        written: dict[str, Written] = {}
        with storage_errors("store.write_failed", path=self._committed.place.folder):
            for name, frame in frames.items():
                schema, state = self._committed.schema(name), self._committed.state(name)
                after = state.version if state and state.schema == schema.version else None
                order, rows = list(schema.sort_by), frame
                by_company = _ROWS_A_GROUP if order[0] == "company_id" else None
                # A run's tables come in order, and sorting millions of rows for nothing is dear.
                if not by_company or not in_order(frame.select(pl.col(order).fill_null("")), order):
                    rows = frame.sort(order, maintain_order=True)
                folder = self._committed.folder(name, schema.version)
                written[name] = folder.append(rows, after=after, rows_a_group=by_company)
            complete = replace(entry, tables=written)
            self._append(complete)
        return complete

    def _append(self, entry: LogEntry) -> None:
        line = self._committed.log.line(entry)
        origin = self._origin()
        if origin is not None:
            origin.publish(self._committed.place, entry, line)
        self._committed.log.append(line)

    def _ready(self, *, fetching: bool) -> bool:
        """Tidy up, read on, migrate; False if another machine migrated meanwhile, so that it is to be done again."""
        with storage_errors("store.write_failed", path=self._committed.place.folder):
            self._committed.log.force()
            self._recover()
            origin = self._origin()
            if fetching and origin is not None:
                fetch(origin, self._committed)
        try:
            self._upgrade()
        except OvertakenError:
            return False
        return True

    def _recover(self) -> None:
        recovery.remove_scratch(self._committed.place)
        found = self.unfinished()
        if found:
            place = self._committed.place
            names = ", ".join(str(path.relative_to(place.folder)) for path in found)
            entry = self._next("abandoned", names)
            if self._origin() is None:  # else the position is another's by now, or nobody's
                self._committed.log.append(self._committed.log.line(entry))
            recovery.set_aside(place, found, entry.position)
            self._committed.forget()

    def _upgrade(self) -> None:
        schemas = self._committed.schemas
        older = older_tables(self._committed.log.tables, schemas)
        if older:
            frames: dict[str, pl.DataFrame] = {}
            for name in older:
                with self._committed.reading(name):
                    frames[name] = schemas[name].conform(self._committed.rows(name).collect())
            changes = ", ".join(f"{name} {start} -> {goal}" for name, (start, goal) in older.items())
            self._write(self._next("migration", changes), frames)
