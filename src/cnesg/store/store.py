"""The store: one append-only log of rows, read as of a date and at a position."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

import polars as pl

from cnesg.errors import InputError
from cnesg.model import TABLES, TableSchema
from cnesg.model.shared import SHARED
from cnesg.store import check, selection
from cnesg.store.commit_log import Commit, LogEntry
from cnesg.store.committed import CommittedTables
from cnesg.store.fetching import join, share
from cnesg.store.lock import WriterLock
from cnesg.store.migrations import older_tables
from cnesg.store.origin import Origin, OriginOf
from cnesg.store.seen_rows import ROW, SeenRows
from cnesg.store.snapshots import Snapshots
from cnesg.store.withdrawn import positions
from cnesg.store.workspace import Layout, create_workspace, open_workspace
from cnesg.store.writer import Clock, T, Writer

SOURCED = ("imports", "observations", "news")
"""Tables whose rows name the file they come from."""


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """A workspace's tables and snapshots. Make one with `Store.create` or `Store.open`.

    Rows are only ever added. A reader sees the rows of whole commits and needs no lock; a writer holds the lock for
    the length of a commit, or of a `with store.writing():` block. A store belongs to one thread.

    Attributes:
        snapshots: the documents as they were taken in.
    """

    def __init__(
        self, place: Layout, created_at: datetime, tables: Mapping[str, TableSchema], clock: Clock, lock_wait: float
    ) -> None:
        self._created_at = created_at
        self._clock = clock
        self._lock = WriterLock(place.lock, lock_wait)
        self._committed = CommittedTables(place, tables)
        self._origin = OriginOf(place)
        self._writer = Writer(self._committed, self._lock, clock, created_at, self._origin)
        self.snapshots = Snapshots(place.folder, self._origin)

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
        create_workspace(Path(folder), clock().astimezone(UTC))
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
        store._committed.refresh()
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
        return self._committed.place.folder

    @property
    def origin(self) -> str | None:
        """The address of the storage that other machines share; None for a workspace that is shared with nobody."""
        origin = self._origin()
        return origin.address if origin else None

    @classmethod
    def join(cls, address: str, folder: Path) -> Self:
        """A new working copy of a shared workspace, with all tables; documents are copied when they are asked for.

        Raises:
            WorkspaceError: no workspace is kept at that address, a newer cnesg has written there, or the folder holds
                other things.
            StoreError: the storage does not answer, or what it has is damaged.
        """
        join(Origin(address), Path(folder))
        store = cls.open(folder)
        store.fetch()
        return store

    def share(self, address: str) -> None:
        """Copy the workspace to storage that other machines share, and keep its log there from now on.

        Of machines that write at once one is first, and the others write on what it wrote. An `address` is as fsspec
        takes it (`s3://bucket/place`, `file:///net/place`). What was cut off is taken up where it was left.

        Raises:
            WorkspaceError: it is shared already, another workspace is kept there, or another process is writing.
            StoreError: the storage does not answer or lets nobody write; the workspace is as it was.
        """
        with self._writer.writing():
            share(self._committed, self.snapshots, Origin(address))

    def fetch(self) -> int:
        """Read on what other machines wrote to a shared workspace; returns how many lines of the log came.

        None where it is shared with nobody. Writing does so by itself. Documents are copied when they are asked for.

        Raises:
            WorkspaceError: another process is writing, or a newer cnesg has written there.
            StoreError: the workspace is damaged, the disk refused, or the shared storage does not answer.
        """
        return self._writer.fetch() if self._origin() else 0

    def being_written(self) -> bool:
        """Whether a process is writing at this moment."""
        return self._lock.taken()

    @property
    def position(self) -> int:
        """The position of the last commit; 0 in an empty store."""
        self._committed.refresh()
        last = self._committed.log.last
        return last.position if last else 0

    def commits(self) -> list[Commit]:
        """Every commit, oldest first, with what it brought. Migrations and abandoned positions are left out."""
        self._committed.refresh()
        return [Commit.of(entry) for entry in self._committed.log.entries if entry.kind == "commit"]

    def read(
        self,
        table: str,
        *,
        as_of: date | datetime | None = None,
        at: int | None = None,
        where: pl.Expr | None = None,
        columns: Sequence[str] | None = None,
        runs: Collection[str] | None = None,
        withdrawn: bool = False,
    ) -> pl.DataFrame:
        """Rows of a table in canonical order.

        Args:
            table: its name, as in `cnesg.model.TABLES`.
            as_of: only what the market could know then; a date means its end in Shanghai.
            at: only what the store held at that position.
            where: a further condition.
            columns: only these columns.
            runs: only rows of these runs, of tables that runs fill; quicker than a condition that says the same.
            withdrawn: also rows of commits that were withdrawn by then, and what rests on them.

        Raises:
            ValueError: no such table, or `as_of` for a table whose rows have no `available_at`.
            InputError: the store has no such position.
            StoreError: the table's files are damaged.
        """
        schema = self._committed.schema(table)
        wanted = list(columns or schema.dtypes)
        self._check_reader(schema, as_of, at)
        with self._committed.reading(table):
            frame = selection.seen(self._committed.whole_rows(table, runs), as_of=as_of, at=at)
            frame = frame if withdrawn else self._committed.counting(table, frame, at)
            frame = frame if where is None else frame.filter(where)
            found = frame.select([*dict.fromkeys((*wanted, *schema.order))]).collect()
        return selection.ordered(found, schema.order)[wanted]  # unlike `select`, this leaves a table in pieces as it is

    def seen(
        self,
        table: str,
        *,
        as_of: date | datetime | None = None,
        at: int | None = None,
        where: pl.Expr | None = None,
    ) -> SeenRows:
        """The rows that `read` gives, of which columns are read one after another; arguments and errors as there.

        Rows that runs share with earlier ones are left out: it is for tables that no run fills.
        """
        self._check_reader(self._committed.schema(table), as_of, at)
        with self._committed.reading(table):
            rows = self._committed.counting(table, self._committed.rows(table, ROW), at)
            frame = selection.seen(rows, as_of=as_of, at=at)
        return SeenRows(frame if where is None else frame.filter(where), lambda: self._committed.reading(table))

    def _check_reader(self, schema: TableSchema, as_of: date | datetime | None, at: int | None) -> None:
        if as_of is not None and "available_at" not in schema.dtypes:
            raise ValueError(f"{schema.name}: rows have no available_at to select by")
        self._check_position(at)

    def _check_position(self, at: int | None) -> None:
        last = self.position
        if at is not None and not 0 <= at <= last:
            raise InputError.of("store.unknown_position", path=self.folder, position=at, last=last)

    def shared(self, table: str) -> pl.DataFrame:
        """Which runs share rows of a table with which earlier ones: rows of SHARED."""
        self._committed.refresh()
        with self._committed.reading(SHARED.name):
            return self._committed.shared(table)

    def standing_observations(
        self,
        as_of: date | datetime | None = None,
        at: int | None = None,
        *,
        where: pl.Expr | None = None,
        columns: Sequence[str] | None = None,
    ) -> pl.DataFrame:
        """The observations that nobody rejected or replaced; of one fact there may be several.

        Which of them counts the methodology's precedence table decides (`cnesg.imputation.counting`). `where` must not
        part a row from the decision on it: company, concept, kind and year are the same in both. Other arguments and
        errors as for `read`.
        """
        needed = [*dict.fromkeys((*columns, "observation_id", "supersedes", "review", "position"))] if columns else None
        return selection.standing(self.read("observations", as_of=as_of, at=at, where=where, columns=needed))

    def files(self, table: str) -> list[Path]:
        """The Parquet files that hold a table's committed rows, for tools that read Parquet (DuckDB, Spark).

        They have the schema version that the workspace has; an older one shows no newer columns before `migrate`.
        Of a run that shares rows with an earlier one they hold its own alone (`cnesg.model.shared`). Rows of withdrawn
        commits are in them: `cnesg.store.withdrawn` says how to leave them out.
        """
        self._committed.refresh()
        with self._committed.reading(table):
            return self._committed.files(table)

    def sql(self, statement: str, *, as_of: date | datetime | None = None, at: int | None = None) -> pl.DataFrame:
        """The rows that a SQL statement gives over the tables, by DuckDB; as of a date and at a position as for `read`.

        A workspace of an older cnesg is migrated first, as views need tables of one shape.

        Raises:
            InputError: the statement is refused, or the store has no such position.
            WorkspaceError: another process is writing, and the workspace is of an older cnesg.
        """
        from cnesg.store.sql import query

        self._check_position(at)
        if self.older():
            self.migrate()
        files = {name: self.files(name) for name in self._committed.log.tables}
        gone = positions(self._committed.withdrawals(), at)
        lost = self._committed.resting_on_withdrawn(gone, at).to_list() if gone else []
        return query(statement, self._committed.schemas, files, as_of=as_of, at=at, gone=gone, lost=lost)

    @contextmanager
    def writing(self) -> Iterator[Self]:
        """Hold the writer lock for several commits; what is read inside stays the last word until the end.

        On entry, what a dead writer left is set aside and older tables are migrated.

        Raises:
            WorkspaceError: another process is writing.
            StoreError: the workspace is damaged or the disk refused.
        """
        with self._writer.writing():
            yield self

    def alone(self, work: Callable[[], T]) -> T:
        """What `work` gives, done inside `writing`; done anew where another machine wrote to the shared log first."""
        return self._writer.alone(work)

    def older(self) -> dict[str, tuple[int, int]]:
        """Tables that stand as an earlier cnesg wrote them: their schema version, and the present one."""
        self._committed.refresh()
        return older_tables(self._committed.log.tables, self._committed.schemas)

    def migrate(self) -> None:
        """Bring all tables to their present schema versions; what is up to date stays. Errors as for `writing`."""
        with self._writer.writing():
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
        entry = self._writer.add(tables, note)
        if entry is not None:
            return Commit.of(entry)
        last = self._committed.log.last
        return Commit(last.position if last else 0, last.recorded_at if last else self._created_at, note)

    def log(self) -> list[LogEntry]:
        """Every line of the commit log, oldest first, maintenance and abandoned positions included."""
        self._committed.refresh()
        return self._committed.log.entries

    def compact(self, least_files: int = 8) -> LogEntry | None:
        """Put tables that stand in many small files into few; reads and replays give what they gave.

        Args:
            least_files: a table with fewer files is left as it is.

        Returns:
            The log's line, None if there was nothing to do.

        Raises:
            WorkspaceError: another process is writing.
            StoreError: the disk refused or the workspace is damaged; nothing has changed for readers.
        """
        return self._writer.compact(least_files)

    def vacuum(self, older_than: timedelta = timedelta(hours=24)) -> LogEntry | None:
        """Delete files that compactions and migrations have put out of use; reads and replays give what they gave.

        Args:
            older_than: what was put out of use later than this ago stays, for readers that may just be reading it.

        Returns:
            The log's line with the files, None if there were none.

        Raises:
            WorkspaceError: another process is writing.
            StoreError: the disk refused or the workspace is damaged.
        """
        return self._writer.vacuum(self._clock() - older_than)

    def _sources(self) -> set[str]:
        """Hashes of the files that imports, observations and news name as where they come from, withdrawn ones too."""
        tables = (
            self.read(name, columns=["document"], withdrawn=True) for name in SOURCED if name in self._committed.schemas
        )
        return {document for table in tables for document in table["document"].unique()}

    def check(self) -> list[check.Finding]:
        """Everything that is lost, changed or left over; no finding of severity `error` means all is there."""
        self._committed.refresh()
        findings = list(check.damaged(self._committed))
        if not any(one.severity == "error" for one in findings):  # else what names the snapshots may be what is damaged
            documents = self.read("documents", columns=["document"])
            findings += check.damaged_snapshots(self.snapshots, documents, self._sources())
        left = check.left_over(self._committed.place, self._committed.log.entries, self._writer.unfinished())
        return [*findings, *left]
