"""The store: one append-only log of rows, read as of a date and at a position."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

import polars as pl
from polars.exceptions import PolarsError

from cnesg.errors import InputError, StoreError
from cnesg.model import TABLES, TableSchema
from cnesg.store import check, recovery, selection
from cnesg.store.commit_log import CommitLog, Kind, LogEntry, Written
from cnesg.store.delta import DeltaFolder
from cnesg.store.identity import KnownRows
from cnesg.store.lock import WriterLock
from cnesg.store.migrations import upgraded
from cnesg.store.snapshots import Snapshots
from cnesg.store.workspace import Layout, create_workspace, open_workspace, refuse_newer

Clock = Callable[[], datetime]

_TICK = timedelta(microseconds=1)


def _now() -> datetime:
    return datetime.now(UTC)


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


class Store:
    """A workspace's tables and snapshots. Make one with `Store.create` or `Store.open`.

    Rows are only ever added. A reader sees the rows of whole commits and needs no lock; a writer holds the lock for
    the length of a commit, or of a `with store.writing():` block. A store belongs to one thread.
    """

    def __init__(
        self, place: Layout, created_at: datetime, tables: Mapping[str, TableSchema], clock: Clock, lock_wait: float
    ) -> None:
        self._place = place
        self._created_at = created_at
        self._tables = tables
        self._clock = clock
        self._lock = WriterLock(place.lock, lock_wait)
        self._log = CommitLog(place.log)
        self._known = KnownRows()
        self._folders: dict[tuple[str, int], DeltaFolder] = {}
        self.snapshots = Snapshots(place.folder)

    @classmethod
    def create(
        cls,
        folder: Path,
        *,
        tables: Mapping[str, TableSchema] = TABLES,
        clock: Clock = _now,
        lock_wait: float = 10.0,
    ) -> Self:
        """A new workspace in a folder that does not exist or is empty; arguments as for `open`.

        Raises:
            WorkspaceError: there is a workspace already, the folder holds other things, or it can't be written to.
        """
        create_workspace(Path(folder), clock())
        return cls.open(folder, tables=tables, clock=clock, lock_wait=lock_wait)

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        tables: Mapping[str, TableSchema] = TABLES,
        clock: Clock = _now,
        lock_wait: float = 10.0,
    ) -> Self:
        """An existing workspace. One of an older cnesg is read as it is and migrated by its next writer.

        Args:
            folder: the workspace.
            tables: the schemas that rows shall have.
            clock: gives the present instant with its zone.
            lock_wait: seconds to wait for another writer.

        Raises:
            WorkspaceError: there is none, or it was made by a newer cnesg.
            StoreError: its metadata or commit log is damaged.
        """
        place, created_at = open_workspace(Path(folder))
        store = cls(place, created_at, tables, clock, lock_wait)
        store._refresh()
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the writer lock if it is still held. Nothing else stays open between calls."""
        self._lock.release()

    @property
    def folder(self) -> Path:
        """The workspace."""
        return self._place.folder

    @property
    def position(self) -> int:
        """The position of the last commit; 0 in an empty store."""
        self._refresh()
        return self._log.last.position if self._log.last else 0

    def commits(self) -> list[Commit]:
        """Every commit, oldest first, with what it brought. Migrations and abandoned positions are left out."""
        self._refresh()
        return [_as_commit(entry) for entry in self._log.entries if entry.kind == "commit"]

    def read(
        self,
        table: str,
        *,
        as_of: date | datetime | None = None,
        at: int | None = None,
        where: pl.Expr | None = None,
        columns: Sequence[str] | None = None,
    ) -> pl.DataFrame:
        """Rows of a table in canonical order.

        Args:
            table: its name, as in `cnesg.model.TABLES`.
            as_of: only what the market could know then; a date means its end in Shanghai.
            at: only what the store held at that position.
            where: a further condition.
            columns: only these columns.

        Raises:
            ValueError: no such table, or `as_of` for a table whose rows have no `available_at`.
            InputError: the store has no such position.
            StoreError: the table's files are damaged.
        """
        schema = self._schema(table)
        if as_of is not None and "available_at" not in schema.dtypes:
            raise ValueError(f"{table}: rows have no available_at to select by")
        last = self.position
        if at is not None and not 0 <= at <= last:
            raise InputError.of("store.unknown_position", path=self.folder, position=at, last=last)
        order = [*schema.sort_by, *(name for name in ("position",) if name not in schema.sort_by)]
        try:
            frame = selection.seen(self._stored(schema), as_of=as_of, at=at)
            if where is not None:
                frame = frame.filter(where)
            frame = frame.sort(order, maintain_order=True)
            return frame.select(columns or list(schema.dtypes)).collect()
        except _damage() as error:
            raise StoreError.of("store.damaged_table", table=table, path=self.folder, what=error) from error

    def current_observations(
        self, as_of: date | datetime | None = None, at: int | None = None, *, where: pl.Expr | None = None
    ) -> pl.DataFrame:
        """The one observation of each fact that counts, sorted by `fact_key`.

        Later available wins, then later recorded; a rejected row never does. `read` and `history` show the others.
        Arguments and errors as for `read`.
        """
        return selection.current(self.read("observations", as_of=as_of, at=at, where=where))

    def history(
        self,
        company_id: str,
        concept: str | None = None,
        *,
        as_of: date | datetime | None = None,
        at: int | None = None,
    ) -> pl.DataFrame:
        """Every version of a company's facts, by fact and then oldest first, with a column `counts`.

        Args:
            company_id: whose facts.
            concept: a metric or a data point's code; None for all.
            as_of: as for `read`.
            at: as for `read`.
        """
        where = pl.col("company_id") == company_id
        if concept is not None:
            where &= (pl.col("concept") == concept) | (pl.col("data_point") == concept).fill_null(value=False)
        return selection.with_verdict(self.read("observations", as_of=as_of, at=at, where=where))

    def files(self, table: str) -> list[Path]:
        """The Parquet files that hold a table's committed rows, for tools that read Parquet (DuckDB, Spark).

        They have the schema version that the workspace has; an older one shows no newer columns before `migrate`.
        """
        self._refresh()
        state = self._log.tables.get(self._schema(table).name)
        return self._folder(table, state.schema).data_files(state.version) if state else []

    @contextmanager
    def writing(self) -> Iterator[Self]:
        """Hold the writer lock for several commits; whatever is read inside stays the last word until the end.

        On entry, what a dead writer left is set aside and older tables are migrated.

        Raises:
            WorkspaceError: another process is writing.
            StoreError: the workspace is damaged or the disk refused.
        """
        with self._lock:
            self._refresh()
            self._recover()
            self._upgrade()
            yield self

    def migrate(self) -> None:
        """Bring all tables to their present schema versions; what is up to date stays as it is."""
        with self.writing():
            pass

    def commit(self, tables: Mapping[str, pl.DataFrame], *, note: str) -> Commit:
        """Add rows to any number of tables, all or none.

        Rows that the store has already are left out (see `cnesg.store.identity`); if none is new, nothing is written.
        When this returns, the rows are on the disk and survive a crash or a power cut.

        Args:
            tables: table names to rows. The store gives `recorded_at` and `position`, whatever the rows say.
            note: who or what commits, for `commits()`.

        Raises:
            ValueError: rows that do not fit their schema, all of them named; nothing is written.
            WorkspaceError: another process is writing.
            StoreError: the disk refused or the workspace is damaged; nothing of the commit is visible.
        """
        frames = self._conforming(tables)
        with self.writing():
            new = {name: self._unknown(self._tables[name], frame) for name, frame in frames}
            new = {name: frame for name, frame in new.items() if not frame.is_empty()}
            if not new:
                last = self._log.last
                return Commit(last.position if last else 0, last.recorded_at if last else self._created_at, note)
            entry = self._write("commit", note, new)
            for name, frame in new.items():
                self._known.add(self._tables[name], frame, entry.tables[name])
                self._folder(name, entry.tables[name].schema).checkpoint(entry.tables[name].version)
            return _as_commit(entry)

    def check(self) -> list[check.Finding]:
        """Everything that is lost, changed or left over; no finding of severity `error` means all is there."""
        self._refresh()
        entries = self._log.entries
        unfinished = recovery.unfinished(self._place, self._versions(), self._log.tables)
        findings = list(check.damaged_data(self._place, entries))
        documents = self.read("documents", columns=["document"]) if not findings else pl.DataFrame({"document": []})
        findings += check.damaged_snapshots(self.snapshots, documents) if not findings else []
        return [*findings, *check.left_over(self._place, entries, unfinished)]

    def _schema(self, table: str) -> TableSchema:
        if table not in self._tables:
            raise ValueError(f"no table {table!r}; there are {', '.join(self._tables)}")
        return self._tables[table]

    def _versions(self) -> list[tuple[str, int]]:
        return [(name, schema.version) for name, schema in self._tables.items()]

    def _refresh(self) -> None:
        self._log.refresh()
        refuse_newer(self._place.folder, self._log.tables, self._tables)

    def _stored(self, schema: TableSchema) -> pl.LazyFrame:
        state = self._log.tables.get(schema.name)
        if state is None:
            return schema.empty().lazy()
        frame = self._folder(schema.name, state.schema).scan(state.version)
        return upgraded(frame, schema.name, start=state.schema, goal=schema.version)

    def _folder(self, table: str, schema: int) -> DeltaFolder:
        if (table, schema) not in self._folders:
            self._folders[table, schema] = DeltaFolder(self._place.table(table, schema), schema)
        return self._folders[table, schema]

    def _unknown(self, schema: TableSchema, frame: pl.DataFrame) -> pl.DataFrame:
        try:
            state = self._log.tables.get(schema.name)
            return self._known.unknown(schema, frame, state, lambda: self._stored(schema))
        except _damage() as error:
            raise StoreError.of("store.damaged_table", table=schema.name, path=self.folder, what=error) from error

    def _conforming(self, tables: Mapping[str, pl.DataFrame]) -> list[tuple[str, pl.DataFrame]]:
        frames: list[tuple[str, pl.DataFrame]] = []
        wrong: list[str] = []
        for name, frame in tables.items():
            try:
                frames.append((name, self._schema(name).conform(frame)))
            except ValueError as error:
                wrong.append(str(error))
            except PolarsError as error:
                wrong.append(f"{name}: {error}")
        if wrong:
            raise ValueError("; ".join(wrong))
        return frames

    def _write(self, kind: Kind, note: str, frames: Mapping[str, pl.DataFrame]) -> LogEntry:
        entry = self._next(kind, note)
        written: dict[str, Written] = {}
        try:
            for name, frame in frames.items():
                written[name] = self._append(self._tables[name], frame, entry)
            entry = LogEntry(entry.position, entry.recorded_at, kind, note, written)
            self._log.append(entry)
        except _damage() as error:
            raise StoreError.of("store.write_failed", path=self.folder, what=error) from error
        return entry

    def _append(self, schema: TableSchema, frame: pl.DataFrame, entry: LogEntry) -> Written:
        state = self._log.tables.get(schema.name)
        after = state.version if state and state.schema == schema.version else None
        if entry.kind == "commit":
            stamp = (pl.lit(entry.recorded_at), pl.lit(entry.position))
            names = ("recorded_at", "position")
            frame = frame.with_columns(v.cast(schema.dtypes[n]).alias(n) for v, n in zip(stamp, names, strict=True))
        frame = frame.sort(schema.sort_by, maintain_order=True)
        return self._folder(schema.name, schema.version).append(frame, after=after)

    def _next(self, kind: Kind, note: str) -> LogEntry:
        last = self._log.last
        earliest = last.recorded_at + _TICK if last else self._created_at
        return LogEntry((last.position if last else 0) + 1, max(self._clock().astimezone(UTC), earliest), kind, note)

    def _recover(self) -> None:
        paths = recovery.unfinished(self._place, self._versions(), self._log.tables)
        if not paths:
            return
        entry = self._next("abandoned", ", ".join(str(path.relative_to(self.folder)) for path in paths))
        try:
            self._log.append(entry)
            recovery.set_aside(self._place, paths, entry.position)
        except OSError as error:
            raise StoreError.of("store.write_failed", path=self.folder, what=error) from error

    def _upgrade(self) -> None:
        older = {
            name: state.schema for name, state in self._log.tables.items() if state.schema < self._tables[name].version
        }
        if older:
            frames = {name: self._tables[name].conform(self.read(name)) for name in older}
            changes = (f"{name} {start} -> {self._tables[name].version}" for name, start in older.items())
            self._write("migration", ", ".join(changes), frames)


def _as_commit(entry: LogEntry) -> Commit:
    rows = {name: written.rows for name, written in entry.tables.items()}
    return Commit(entry.position, entry.recorded_at, entry.note, rows)


def _damage() -> tuple[type[Exception], ...]:
    from deltalake.exceptions import DeltaError

    return (OSError, DeltaError, PolarsError)
