"""One table of one schema version as a Delta Lake table: append, scan at a version, take an unfinished append back.

Delta's own writer forces nothing to the disk, so what it wrote is forced here before the commit log names it.
"""

import hashlib
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from cnesg.errors import StoreError
from cnesg.store import checkpoints
from cnesg.store.commit_log import Written
from cnesg.store.delta_log import LOG_FOLDER, added_files, delta_uri, log_file, removed_files
from cnesg.store.durable import flush_file, flush_folder

if TYPE_CHECKING:  # loading deltalake takes longer than many commands do
    from deltalake import DeltaTable

_LOGGER = logging.getLogger(__name__)
_CHUNK = 1 << 20
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

    def append(self, frame: pl.DataFrame, *, after: int | None) -> Written:
        """Add rows as one new version and force all of it to the disk.

        Args:
            frame: the rows, as they shall stand there.
            after: the version the new one must follow; None makes the table.

        Raises:
            StoreError: something else wrote to the table meanwhile.
            OSError: the disk refused.
            deltalake.exceptions.DeltaError: Delta's writer failed.
        """
        from deltalake import PostCommitHookProperties, write_deltalake

        if after is None:
            self._folder.mkdir(parents=True)
        target = delta_uri(self._folder) if after is None else self._at(after)
        self._opened = None  # its state is unknown until the write has succeeded
        hooks = PostCommitHookProperties(create_checkpoint=False, cleanup_expired_logs=False)
        write_deltalake(target, frame, mode="append", post_commithook_properties=hooks)
        version = 0 if after is None else after + 1
        added = added_files(self._folder, version)
        if log_file(self._folder, version + 1).exists() or sum(added.values()) != frame.height:
            raise StoreError.of("store.foreign_write", path=self._folder)
        self._flush(version, added)
        self._opened = None if isinstance(target, str) else target
        names = [*added, f"{LOG_FOLDER}/{log_file(self._folder, version).name}"]
        files = {name: file_hash(self._folder / name) for name in names}
        return Written(schema=self._schema, version=version, rows=frame.height, files=files)

    def compact(self, *, after: int) -> Written | None:
        """Put the rows into as few files as Delta sees fit, as one new version; None if nothing was to be gained.

        The rows stay what they were, in other files; nothing is deleted.

        Raises:
            StoreError: something else wrote to the table meanwhile, or the rows would have changed.
            OSError: the disk refused.
            deltalake.exceptions.DeltaError: Delta's writer failed.
        """
        from deltalake import PostCommitHookProperties

        target, version = self._at(after), after + 1
        before = {path.name for path in self.data_files(after)}
        self._opened = None
        hooks = PostCommitHookProperties(create_checkpoint=False, cleanup_expired_logs=False)
        target.optimize.compact(post_commithook_properties=hooks)
        if not log_file(self._folder, version).exists():
            self._opened = target
            return None
        added = added_files(self._folder, version)
        removed = removed_files(self._folder, version)
        if log_file(self._folder, version + 1).exists() or not removed <= before:
            raise StoreError.of("store.foreign_write", path=self._folder)
        old, new = self._rows(removed), self._rows(added)
        if not old.equals(new):
            raise StoreError.of("store.foreign_write", path=self._folder)
        self._flush(version, added)
        names = [*added, f"{LOG_FOLDER}/{log_file(self._folder, version).name}"]
        files = {name: file_hash(self._folder / name) for name in names}
        return Written(self._schema, version, 0, files, tuple(sorted(removed)))

    def _rows(self, names: Iterable[str]) -> pl.DataFrame:
        """How many rows stand in files, and sums over hashes of them that no order changes."""
        rows = pl.scan_parquet([self._folder / name for name in sorted(names)], glob=False)
        hashes = pl.struct(pl.all()).hash(seed=0)
        return rows.select(
            pl.len().alias("count"), hashes.sum().alias("sum"), (hashes // 3).sum().alias("other")
        ).collect()

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

    def scan(self, version: int) -> pl.LazyFrame:
        """All rows that stand in a version."""
        return pl.scan_parquet(self.data_files(version), glob=False)

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


def file_hash(path: Path) -> str:
    """SHA-256 of a file's content, in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
