"""Checkpoints of a Delta table's log, so that opening a table stays fast after thousands of commits.

A checkpoint holds nothing that the log does not: it may be missing, but a torn one would keep the table from being
read. Delta's own writer forces nothing to the disk. Therefore it works on a private copy of the log here, and its
result enters the table only when it is on the disk. Only committed versions get one. A file beside the log keeps their
hashes, as the commit log's line has been written when a checkpoint is made.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from cnesg.store.delta_log import LOG_FOLDER, delta_uri, version_of
from cnesg.store.durable import file_hash, flush_file, flush_folder, write_atomically
from cnesg.store.sealed import sealed, unsealed

SCRATCH_PREFIX = ".checkpoint-"
HASHES = "_checkpoints.json"
"""Names of checkpoints, and of the file that points to the last one, to the hashes that they may have."""
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
        # Before them: a crash here leaves hashes of files that are not there, never files without a hash.
        write_atomically(folder / HASHES, [sealed(_hashes(folder, made, copy / _HINT))])
        made.rename(log / made.name)
        flush_folder(log)
        write_atomically(log / _HINT, [(copy / _HINT).read_bytes()])
    for old in sorted(_checkpoints(folder))[:-_KEPT]:
        _checkpoints(folder)[old].unlink()


def unlike_their_hash(folder: Path) -> Iterator[tuple[Path, Literal["altered", "unknown"]]]:
    """Checkpoints of a table, what points to the last one, and their hashes, where one is not what was written.

    What an earlier cnesg made has no hash and is `unknown`; the next checkpoints take its place.
    """
    hashes = folder / HASHES
    known: dict[str, list[str]] = {}
    if hashes.is_file():
        told = unsealed(hashes)
        if told is None:
            yield hashes, "altered"
            return
        known = told
    for path in _sealed_files(folder):
        if path.name not in known:
            yield path, "unknown"
        elif file_hash(path) not in known[path.name]:
            yield path, "altered"


def _hashes(folder: Path, made: Path, hint: Path) -> dict[str, list[str]]:
    """Those of what is there and of what is about to come; the pointer may have either."""
    known = unsealed(folder / HASHES) if (folder / HASHES).is_file() else {}
    there = {path.name: file_hash(path) for path in _sealed_files(folder)}
    # Of a file's hashes the one that it has; all of them if it has none, so that an audit still tells.
    kept = {
        name: [there[name]] if there[name] in found else found for name, found in (known or {}).items() if name in there
    }
    return {
        **kept,
        made.name: [*kept.get(made.name, []), file_hash(made)],
        _HINT: [*kept.get(_HINT, []), file_hash(hint)],
    }


def _sealed_files(folder: Path) -> list[Path]:
    hint = folder / LOG_FOLDER / _HINT
    return [*sorted(_checkpoints(folder).values()), *([hint] if hint.is_file() else [])]


def _checkpoints(folder: Path) -> dict[int, Path]:
    return {version_of(path): path for path in (folder / LOG_FOLDER).glob("*.checkpoint*.parquet")}
