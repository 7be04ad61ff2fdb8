"""One table of one schema version as a Delta Lake table: append, scan at a version, take an unfinished append back.

Delta's own writer forces nothing to the disk, so what it wrote is forced here before the commit log names it.
"""

import logging
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from cnesg.errors import StoreError
from cnesg.store import checkpoints, compacting
from cnesg.store.commit_log import Written
from cnesg.store.delta_log import LOG_FOLDER, added_files, delta_uri, log_file
from cnesg.store.durable import file_hash, flush_file, flush_folder
from cnesg.store.native_messages import without_panics

if TYPE_CHECKING:  # loading deltalake takes longer than many commands do
    from deltalake import DeltaTable

_LOGGER = logging.getLogger(__name__)
_DEPTH = 3  # tables/NAME/vN: folders up to the workspace whose entries a new table may have changed


class DeltaFolder:
    """One table of one schema version, opened once and followed from commit to commit.

    Args:
        folder: where it lies; need not exist yet.
        schema: its schema version.
    """

    def __init__(self, folder: Path, schema: int) -> None:
        self._folder = folder
        self._schema = schema
        self._opened: DeltaTable | None = None

    def append(self, frame: pl.DataFrame, *, after: int | None, rows_a_group: int | None = None) -> Written:
        """Add rows as one new version and force all of it to the disk.

        Args:
            frame: the rows, as they shall stand there.
            after: the version the new one must follow; None makes the table.
            rows_a_group: rows that a reader passes over or reads together; None leaves it to Delta (a million).

        Raises:
            StoreError: something else wrote to the table meanwhile.
            OSError: the disk refused.
            deltalake.exceptions.DeltaError: Delta's writer failed.
        """
        from deltalake import PostCommitHookProperties, WriterProperties, write_deltalake

        if after is None:
            self._folder.mkdir(parents=True)
        target = delta_uri(self._folder) if after is None else self._at(after)
        self._opened = None  # its state is unknown until the write has succeeded
        hooks = PostCommitHookProperties(create_checkpoint=False, cleanup_expired_logs=False)
        properties = WriterProperties(max_row_group_size=rows_a_group, compression="SNAPPY")
        with without_panics():
            write_deltalake(
                target, frame, mode="append", post_commithook_properties=hooks, writer_properties=properties
            )
        version = 0 if after is None else after + 1
        added = added_files(self._folder, version)
        if log_file(self._folder, version + 1).exists() or sum(added.values()) != frame.height:
            raise StoreError.of("store.foreign_write", path=self._folder)
        self._flush(version, added)
        self._opened = None if isinstance(target, str) else target
        names = [*added, f"{LOG_FOLDER}/{log_file(self._folder, version).name}"]
        files = {name: file_hash(self._folder / name) for name in names}
        return Written(schema=self._schema, version=version, rows=frame.height, files=files)

    def compact(self, *, after: int, order: Sequence[str]) -> Written | None:
        """Put the rows into few files in order, as one new version; None if they stand so already.

        The rows stay what they were, in other files; nothing is deleted.

        Args:
            after: the version whose rows they are.
            order: columns to sort by, position first.

        Raises:
            StoreError: something else wrote to the table meanwhile, or the rows would have changed.
            OSError: the disk refused.
            deltalake.exceptions.DeltaError: Delta's writer failed.
        """
        from deltalake import PostCommitHookProperties
        from deltalake.transaction import RemoveAction

        target, version = self._at(after), after + 1
        made = list(compacting.rewritten(self._folder, self._files(after), order))
        if not made:
            return None
        removed = tuple(sorted(name for one in made for name in one.old))
        now = int(time.time() * 1000)
        actions = [compacting.add_action(self._folder, one) for one in made]
        actions += [RemoveAction(name, data_change=False, deletion_timestamp=now) for name in removed]
        self._opened = None
        hooks = PostCommitHookProperties(create_checkpoint=False, cleanup_expired_logs=False)
        target.create_write_transaction(actions, "append", target.schema(), post_commithook_properties=hooks)
        added = added_files(self._folder, version)
        if log_file(self._folder, version + 1).exists() or set(added) != {one.name for one in made}:
            raise StoreError.of("store.foreign_write", path=self._folder)
        self._flush(version, added)
        names = [*added, f"{LOG_FOLDER}/{log_file(self._folder, version).name}"]
        files = {name: file_hash(self._folder / name) for name in names}
        return Written(self._schema, version, 0, files, removed)

    def _files(self, version: int) -> list[compacting.DataFile]:
        found = []
        for told in pl.DataFrame(self._at(version).get_add_actions(flatten=True)).iter_rows(named=True):
            first, last = told.get("min.position"), told.get("max.position")
            if first is None or last is None:  # not known, so it may overlap any other
                first, last = 0, sys.maxsize
            found.append(compacting.DataFile(told["path"], told["num_records"], first, last))
        return found

    def checkpoint(self, version: int) -> None:
        """Make a checkpoint of a committed version if it is time for one.

        A failure is noted and passed over: only speed is lost, and the next commit tries again.
        """
        from deltalake.exceptions import DeltaError

        try:
            if checkpoints.due(self._folder, version):
                checkpoints.make_checkpoint(self._folder, version)
                self._opened = None  # what is open would go on replaying the log without it
        except (OSError, DeltaError):
            _LOGGER.info("no checkpoint of %s", self._folder, exc_info=True)

    def scan(self, version: int, count: str | None = None) -> pl.LazyFrame:
        """All rows that stand in a version; `count` names a column that numbers them."""
        return pl.scan_parquet(self.data_files(version), glob=False, row_index_name=count)

    def data_files(self, version: int) -> list[Path]:
        """The Parquet files that make up a version."""
        actions = pl.DataFrame(self._at(version).get_add_actions(flatten=True))
        # In the order of their rows' positions, in which most reads want them.
        order = [name for name in ("min.position", "path") if name in actions.columns]
        return [self._folder / name for name in actions.sort(order)["path"]]

    def _at(self, version: int) -> "DeltaTable":
        from deltalake import DeltaTable

        if self._opened is None or self._opened.version() != version:
            self._opened = DeltaTable(delta_uri(self._folder), version=version)
        return self._opened

    def _flush(self, version: int, names: Iterable[str]) -> None:
        for name in names:
            flush_file(self._folder / name)
        flush_file(log_file(self._folder, version))
        flush_folder(self._folder / LOG_FOLDER)
        flush_folder(self._folder)
        if version == 0:
            for parent in self._folder.parents[:_DEPTH]:
                flush_folder(parent)
