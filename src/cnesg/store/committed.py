"""The committed rows of every table, as the commit log names them, in the present schema."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import polars as pl
from polars.exceptions import PanicException, PolarsError

from cnesg.errors import StoreError
from cnesg.model import TableSchema
from cnesg.model.batches import WITHDRAWALS
from cnesg.model.shared import KEYS, SHARED
from cnesg.store import withdrawn
from cnesg.store.commit_log import CommitLog, Written
from cnesg.store.delta import DeltaFolder
from cnesg.store.migrations import upgraded
from cnesg.store.shared_rows import whole
from cnesg.store.workspace import Layout, refuse_newer


class CommittedTables:
    """What is visible in a workspace.

    Args:
        place: the workspace.
        schemas: the schemas that rows shall have.
    """

    def __init__(self, place: Layout, schemas: Mapping[str, TableSchema]) -> None:
        self.place = place
        self.schemas = schemas
        self.log = CommitLog(place.log)
        self._folders: dict[tuple[str, int], DeltaFolder] = {}
        self._shared: tuple[Written, pl.DataFrame] | None = None
        self._withdrawals: tuple[Written, pl.DataFrame] | None = None

    def refresh(self) -> None:
        """Take in what other processes have committed.

        Raises:
            WorkspaceError: a newer cnesg has changed the workspace.
            StoreError: the commit log is damaged.
        """
        self.log.refresh()
        refuse_newer(self.place.folder, self.log.tables, self.schemas)

    def schema(self, table: str) -> TableSchema:
        """The schema of a table.

        Raises:
            ValueError: there is no such table.
        """
        if table not in self.schemas:
            raise ValueError(f"no table {table!r}; there are {', '.join(self.schemas)}")
        return self.schemas[table]

    def state(self, table: str) -> Written | None:
        """Where the committed rows of a table stand; None while it has none."""
        return self.log.tables.get(table)

    def folder(self, table: str, schema: int) -> DeltaFolder:
        """The Delta table of one schema version of a table."""
        if (table, schema) not in self._folders:
            self._folders[table, schema] = DeltaFolder(self.place.table(table, schema), schema)
        return self._folders[table, schema]

    def forget(self) -> None:
        """Drop what is open: files were set aside."""
        self._folders.clear()

    def rows(self, table: str, count: str | None = None) -> pl.LazyFrame:
        """All committed rows of a table as they stand in files; those of an older schema version are migrated.

        Args:
            table: its name.
            count: name of one more column, the first, that numbers the rows.
        """
        schema, state = self.schema(table), self.state(table)
        if state is None:
            empty = schema.empty().lazy()
            return empty if count is None else empty.with_row_index(count)
        frame = self.folder(table, state.schema).scan(state.version, count)
        names = [*([count] if count else []), *schema.dtypes]
        return upgraded(frame, table, start=state.schema, goal=schema.version).select(names)

    def whole_rows(self, table: str, runs: Collection[str] | None = None) -> pl.LazyFrame:
        """All committed rows of a table, and those that runs share with earlier ones.

        Args:
            table: its name.
            runs: only rows of these runs; None for all.
        """
        rows = self.rows(table)
        shared = self.shared(table)
        if runs is not None:
            wanted = pl.col("run_id").is_in(list(runs))
            shared = shared.filter(wanted)
            if shared.is_empty():
                return rows.filter(wanted)
            rows = rows.filter(wanted | pl.col("run_id").is_in(shared["base"].implode()))
            return whole(rows, table, shared).filter(wanted)
        return rows if shared.is_empty() else whole(rows, table, shared)

    def shared(self, table: str) -> pl.DataFrame:
        """The rows of SHARED on a table; none for tables that no run fills."""
        state = self.log.tables.get(SHARED.name)
        if table not in KEYS or state is None or SHARED.name not in self.schemas:
            return SHARED.empty()
        if self._shared is None or self._shared[0] != state:
            self._shared = state, self.rows(SHARED.name).collect()
        return self._shared[1].filter(pl.col("table") == table)

    def withdrawals(self) -> pl.DataFrame:
        """The rows of WITHDRAWALS."""
        state = self.log.tables.get(WITHDRAWALS.name)
        if state is None or WITHDRAWALS.name not in self.schemas:
            return WITHDRAWALS.empty()
        if self._withdrawals is None or self._withdrawals[0] != state:
            self._withdrawals = state, self.rows(WITHDRAWALS.name).collect()
        return self._withdrawals[1]

    def counting(self, table: str, frame: pl.LazyFrame, at: int | None = None) -> pl.LazyFrame:
        """Rows without those that withdrawals have put out of use at a position.

        Args:
            table: whose rows they are.
            frame: the rows, or some of them.
            at: the position; None for the last one.
        """
        gone = withdrawn.positions(self.withdrawals(), at)
        if not gone:
            return frame
        frame = frame.filter(withdrawn.of_others(gone))
        lost = self.resting_on_withdrawn(gone, at) if table == withdrawn.OBSERVATIONS else None
        return (
            frame if lost is None or lost.is_empty() else frame.filter(~pl.col("observation_id").is_in(lost.implode()))
        )

    def resting_on_withdrawn(self, gone: list[int], at: int | None = None) -> pl.Series:
        """Ids of observations that replaced rows of withdrawn commits, as of a position (`withdrawn.resting_on`)."""
        with self.reading(withdrawn.OBSERVATIONS):
            observations = self.rows(withdrawn.OBSERVATIONS)
            if at is not None:
                observations = observations.filter(pl.col("position") <= at)
            return withdrawn.resting_on(observations, gone)

    def files(self, table: str) -> list[Path]:
        """The Parquet files that hold the committed rows of a table, in the schema version the workspace has."""
        state = self.state(self.schema(table).name)
        return self.folder(table, state.schema).data_files(state.version) if state else []

    @contextmanager
    def reading(self, table: str) -> Iterator[None]:
        """Turn what goes wrong while the rows of a table are read into a `StoreError`."""
        with storage_errors("store.damaged_table", table=table, path=self.place.folder):
            yield


@contextmanager
def storage_errors(message_id: str, **values: object) -> Iterator[None]:
    """Turn what the disk, Delta or Polars raise into a `StoreError` with this message and `what` went wrong."""
    from deltalake.exceptions import DeltaError

    try:
        yield
    except (OSError, PolarsError, PanicException, DeltaError) as error:  # Polars panics on some damaged files
        raise StoreError.of(message_id, **values, what=error) from error
