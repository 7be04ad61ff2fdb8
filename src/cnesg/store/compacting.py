"""Putting the rows of a table from many files into few, in the order in which readers want them."""

import json
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from cnesg.errors import StoreError
from cnesg.store.selection import in_order

_ROWS_A_FILE = 1_000_000
_ROWS_A_GROUP = 1 << 17  # what one thread decodes at a time, and the least that a condition can pass over
_POSITION = "position"


@dataclass(frozen=True)
class DataFile:
    """One data file of a table: its name in the table's folder, its rows, its first and last position."""

    name: str
    rows: int
    first: int
    last: int


@dataclass(frozen=True)
class Replaced:
    """A new file, the statistics that Delta's log keeps of it, and the files whose rows it took over."""

    name: str
    statistics: str
    old: tuple[str, ...]


def groups(files: Sequence[DataFile], rows_a_file: int = _ROWS_A_FILE) -> list[list[DataFile]]:
    """Files that shall be one file each, in the order of their positions.

    Files whose positions overlap stay together, as only one file can have their rows in order.
    """
    found: list[list[DataFile]] = []
    last, rows = -1, 0
    for file in sorted(files, key=lambda one: (one.first, one.last, one.name)):
        if found and (file.first <= last or rows + file.rows <= rows_a_file):
            found[-1].append(file)
        else:
            found.append([file])
            rows = 0
        last, rows = max(last, file.last), rows + file.rows
    return found


def rewritten(folder: Path, files: Sequence[DataFile], order: Sequence[str]) -> Iterator[Replaced]:
    """Write the rows of a table anew where they stand in small files or out of order; nothing is deleted.

    Args:
        folder: the table's.
        files: what it is made of.
        order: columns by which its rows shall be sorted; the first is their position.

    Yields:
        Each new file, read back and found to hold the rows of the old ones.

    Raises:
        StoreError: what was read back is not what was written.
        OSError: the disk refused.
    """
    for group in groups(files):
        paths = [folder / file.name for file in group]
        if len(group) == 1 and in_order(pl.read_parquet(paths[0], columns=list(order), glob=False), list(order)):
            continue
        rows = pl.read_parquet(paths, glob=False)
        if not in_order(rows.select(order), list(order)):
            rows = rows.sort(order, maintain_order=True)
        name = f"part-00000-{uuid.uuid4()}-c000.zstd.parquet"
        rows.write_parquet(folder / name, compression="zstd", row_group_size=_ROWS_A_GROUP)
        expected = sum(file.rows for file in group)
        if rows.height != expected or not pl.read_parquet(folder / name, glob=False).equals(rows):
            raise StoreError.of("store.foreign_write", path=folder)
        yield Replaced(name, _statistics(rows), tuple(file.name for file in group))


def add_action(folder: Path, made: Replaced) -> Any:
    """What Delta's log shall say of a new file."""
    from deltalake.transaction import AddAction

    size, now = (folder / made.name).stat().st_size, int(time.time() * 1000)
    return AddAction(made.name, size, {}, now, data_change=False, stats=made.statistics)


def _statistics(rows: pl.DataFrame) -> str:
    """The number of rows, and the least and largest of each column of whole numbers or days, as Delta writes them."""
    kept = [name for name, dtype in rows.schema.items() if dtype.is_integer() or dtype == pl.Date]
    found = {"numRecords": rows.height, "nullCount": rows.select(pl.col(kept).null_count()).row(0, named=True)}
    for key, values in (("minValues", pl.col(kept).min()), ("maxValues", pl.col(kept).max())):
        row = rows.select(values).row(0, named=True)
        found[key] = {name: value for name, value in row.items() if value is not None}
    return json.dumps(found, default=str)
