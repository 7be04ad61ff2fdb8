"""What makes two runs the same: hashes over what a run was told and over its rows, whatever files they stand in."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from io import BytesIO

import numpy as np
import polars as pl

from cnesg.model import INPUTS, PARTS, SCORES, TABLES
from cnesg.model.news_tables import CONTROVERSIES
from cnesg.pipeline.runs.row_sums import RowSum, row_sum
from cnesg.store.selection import in_order

RUN_TABLES = (INPUTS.name, SCORES.name, PARTS.name, CONTROVERSIES.name)
"""The tables that a run fills."""

_LATER_TABLES = frozenset({CONTROVERSIES.name})
"""Those that older runs lack: left out of a run's id where it has no rows in them, so that runs keep their ids."""

PINNED = (
    "as_of",
    "fiscal_year",
    "profile",
    "methodology_version",
    "extraction_version",
    "reference_version",
    "code_version",
    "libraries",
)
"""What a run is told, and what computes it, beside the rows it reads."""

_UNPINNED = ("run_id", "sentiment_id", "store_position", "recorded_at", "position")
_LATER = ("peer_source", "no_score", "most")
"""Columns that older runs lack: left out of the earlier hash where no row has them, so that runs keep their ids."""
_LENGTH = 16  # hexadecimal digits of an id
_ROWS_AT_ONCE = 4096
_TEXTS_AT_ONCE = 1 << 15  # what a processor keeps at hand; all texts of a column at once take three times as long


def identity(pinned: Mapping[str, object], tables: Mapping[str, pl.DataFrame]) -> str:
    """A run's id: a hash over what it was told and the sums of its rows, not over file bytes.

    Args:
        pinned: the columns of RUNS that say what it was told, by name.
        tables: RUN_TABLES by name, as their schemas want them.
    """
    instants = tables[SCORES.name]["as_of"].unique()
    if instants.is_empty() or instants.to_list() == [pinned["as_of"]]:
        return identity_of_sums(pinned, row_sums(tables))
    return "as_of"  # rows of another instant are those of no run


def row_sums(tables: Mapping[str, pl.DataFrame]) -> dict[str, RowSum]:
    """Of each table of a run what its rows sum to. The instant does not count: it is the run's."""
    apart = {*_UNPINNED, "as_of"}
    return {name: row_sum(frame, apart) for name, frame in tables.items()}


def identity_of_sums(pinned: Mapping[str, object], sums: Mapping[str, RowSum]) -> str:
    """The same from sums of rows alone, so that a run need not be whole; `pinned` as above."""
    digest = _told(pinned)
    for name in _counted({name: one.rows for name, one in sums.items()}):
        digest.update(f"{name} {sums[name].rows} {sums[name].total}\n".encode())
    return digest.hexdigest()[:_LENGTH]


def column_identity(pinned: Mapping[str, object], tables: Mapping[str, pl.DataFrame]) -> str:
    """The id that runs got while sorted rows were hashed column by column, all of them; arguments as for `identity`."""
    digest = _told(pinned)
    for name in _counted({name: rows.height for name, rows in tables.items()}):
        digest.update(canonical_hash(name, tables[name]).encode())
    return digest.hexdigest()[:_LENGTH]


def earlier_identity(pinned: Mapping[str, object], tables: Mapping[str, pl.DataFrame]) -> str:
    """The id that runs got while rows were hashed as lines of JSON, a third of a run; arguments as above."""
    digest = _told(pinned)
    for name in _counted({name: rows.height for name, rows in tables.items()}):
        digest.update(name.encode())
        for lines in _json_lines(name, tables[name]):
            digest.update(lines)
    return digest.hexdigest()[:_LENGTH]


def _counted(rows: Mapping[str, int]) -> list[str]:
    """The tables that count in a run's id, by how many rows it has in each."""
    return [name for name in RUN_TABLES if name not in _LATER_TABLES or rows.get(name)]


def canonical_hash(table: str, frame: pl.DataFrame) -> str:
    """A hash over the canonically sorted rows of a table that a run or a sentiment fills, column by column.

    Columns in which no row has anything are left out, so that a column added later changes no hash.
    """
    schema = TABLES[table]
    plain = schema.conform(frame).drop(name for name in _UNPINNED if name in schema.dtypes)
    by = list(schema.sort_by)
    if not in_order(plain.select(pl.col(by).fill_null("")), by):
        plain = plain.sort(by, maintain_order=True)
    digest = hashlib.sha256(f"{table} {plain.height}".encode())
    for column in plain.iter_columns():
        if column.null_count() < plain.height:
            digest.update(f"\n{column.name} {column.dtype}\n".encode())
            for piece in _content(column):
                digest.update(piece)
    return digest.hexdigest()


def _content(column: pl.Series) -> Iterator[bytes]:
    """What a column holds, as bytes: where it has something, how long each text or list is, and what they say."""
    there = column.is_not_null()
    yield np.packbits(there.to_numpy()).tobytes()
    values = column if there.all() else column.filter(there)
    if isinstance(values.dtype, pl.List):
        lengths = values.list.len()
        yield lengths.to_numpy().astype("<u4").tobytes()
        yield from _content(values.filter(lengths > 0).explode())
    elif values.dtype == pl.String:
        yield values.str.len_bytes().to_numpy().astype("<u4").tobytes()
        for start in range(0, values.len(), _TEXTS_AT_ONCE):
            yield str(values.slice(start, _TEXTS_AT_ONCE).str.join("").item()).encode()
    else:
        numbers = values.to_physical().to_numpy()
        yield numbers.astype(numbers.dtype.newbyteorder("<"), copy=False).tobytes()


def _told(pinned: Mapping[str, object]) -> "hashlib._Hash":
    return hashlib.sha256(json.dumps({name: pinned[name] for name in PINNED}, default=str, sort_keys=True).encode())


EDITIONS = (identity, column_identity, earlier_identity)
"""How ids have been made, the present way first; a stored run has one of them."""


def _json_lines(table: str, frame: pl.DataFrame) -> Iterator[memoryview]:
    """The rows as lines of JSON, some at a time: those of a whole market would take more memory than all else."""
    schema = TABLES[table]
    plain = schema.conform(frame).drop(name for name in _UNPINNED if name in schema.dtypes).sort(schema.sort_by)
    plain = plain.drop(name for name in _LATER if name in plain.columns and plain[name].null_count() == plain.height)
    for some in plain.iter_slices(_ROWS_AT_ONCE):
        lines = BytesIO()
        some.write_ndjson(lines)
        yield lines.getbuffer()
