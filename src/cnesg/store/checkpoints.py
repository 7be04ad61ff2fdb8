"""Checkpoints of a Delta table's log, so that opening a table stays fast after thousands of commits.

A checkpoint holds nothing that the log does not: it may be missing, but a torn one would keep the table from being
read. Delta's own writer forces nothing to the disk. Therefore it works on a private copy of the log here, and its
result enters the table only when it is on the disk. Only committed versions get one.
"""

import os
import tempfile
from pathlib import Path

from cnesg.store.delta_log import LOG_FOLDER, delta_uri, version_of
from cnesg.store.durable import flush_file, flush_folder, write_atomically

SCRATCH_PREFIX = ".checkpoint-"
_INTERVAL = 20  # versions; reading that many log files takes about as long as reading one checkpoint
_KEPT = 2  # a reader may just be opening the last but one
_HINT = "_last_checkpoint"


def due(folder: Path, version: int) -> bool:
    """Whether enough versions have come since the last checkpoint."""
    return version - max(_checkpoints(folder), default=-1) >= _INTERVAL


def make_checkpoint(folder: Path, version: int) -> None:
    """Write the checkpoint of a committed version, and remove those that it makes useless.

    Raises:
        OSError: the disk refused.
        deltalake.exceptions.DeltaError: Delta's writer failed.
    """
    from deltalake import DeltaTable

    log = folder / LOG_FOLDER
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=SCRATCH_PREFIX) as private:
        copy = Path(private) / LOG_FOLDER
        copy.mkdir()
        for path in log.iterdir():
            if 0 <= version_of(path) <= version:
                os.link(path, copy / path.name)
        DeltaTable(delta_uri(Path(private)), version=version).create_checkpoint()
        (made,) = copy.glob(f"{version:020d}.checkpoint*.parquet")
        flush_file(made)
        made.rename(log / made.name)
        flush_folder(log)
        write_atomically(log / _HINT, [(copy / _HINT).read_bytes()])
    for old in sorted(_checkpoints(folder))[:-_KEPT]:
        _checkpoints(folder)[old].unlink()


def _checkpoints(folder: Path) -> dict[int, Path]:
    return {version_of(path): path for path in (folder / LOG_FOLDER).glob("*.checkpoint*.parquet")}
