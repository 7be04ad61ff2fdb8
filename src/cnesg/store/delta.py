"""One table of one schema version as a Delta Lake table: append, scan at a version, take an unfinished append back.

Delta's own writer forces nothing to the disk, so what it wrote is forced here before the commit log names it.
"""

import hashlib
import json
from pathlib import Path

import polars as pl

from cnesg.errors import StoreError
from cnesg.store.commit_log import Written
from cnesg.store.durable import flush_file, flush_folder

_LOG = "_delta_log"
_CHUNK = 1 << 20


def log_file(folder: Path, version: int) -> Path:
    """The log file of a version of a Delta table."""
    return folder / _LOG / f"{version:020d}.json"


def append(folder: Path, frame: pl.DataFrame, *, schema: int, after: int | None) -> Written:
    """Add rows as one new version and force all of it to the disk.

    Args:
        folder: the Delta table; made if there is none.
        frame: the rows, as they shall stand there.
        schema: schema version, noted in the result.
        after: the version the new one must follow; None for a new table.

    Raises:
        StoreError: something else wrote to the table meanwhile.
        OSError: the disk refused.
        deltalake.exceptions.DeltaError: Delta's writer failed.
    """
    from deltalake import DeltaTable, PostCommitHookProperties, write_deltalake

    target = folder if after is None else DeltaTable(folder, version=after)
    if after is None:
        folder.mkdir(parents=True)
        flush_folder(folder.parent)
    hooks = PostCommitHookProperties(create_checkpoint=False, cleanup_expired_logs=False)
    write_deltalake(target, frame, mode="append", post_commithook_properties=hooks)
    version = 0 if after is None else after + 1
    names = added_files(folder, version)
    if log_file(folder, version + 1).exists() or _rows(folder, version) != frame.height:
        raise StoreError.of("store.foreign_write", path=folder)
    files = {name: file_hash(folder / name) for name in names}
    for name in names:
        flush_file(folder / name)
    flush_file(log_file(folder, version))
    for place in (folder, folder / _LOG, folder.parent):
        flush_folder(place)
    return Written(schema=schema, version=version, rows=frame.height, files=files)


def scan(folder: Path, version: int) -> pl.LazyFrame:
    """All rows that stand in a version."""
    from deltalake import DeltaTable

    return pl.scan_delta(DeltaTable(folder, version=version))


def data_files(folder: Path, version: int) -> list[Path]:
    """The Parquet files that make up a version."""
    from deltalake import DeltaTable

    uris = DeltaTable(folder, version=version).file_uris()
    return sorted(Path(uri.removeprefix("file://")) for uri in uris)


def added_files(folder: Path, version: int) -> list[str]:
    """Names of the data files that a version brought, relative to the table's folder."""
    return [action["add"]["path"] for action in _actions(folder, version) if "add" in action]


def file_hash(path: Path) -> str:
    """SHA-256 of a file's content, in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _rows(folder: Path, version: int) -> int:
    added = [action["add"] for action in _actions(folder, version) if "add" in action]
    return sum(int(json.loads(action["stats"])["numRecords"]) for action in added)


def _actions(folder: Path, version: int) -> list[dict[str, dict[str, str]]]:
    return [json.loads(line) for line in log_file(folder, version).read_text("utf-8").splitlines()]
