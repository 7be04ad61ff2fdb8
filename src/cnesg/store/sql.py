"""SQL over the committed rows with DuckDB, as of a date and at a position."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import duckdb
import polars as pl

from cnesg.errors import InputError
from cnesg.model import TableSchema, available_instant
from cnesg.model.shared import KEYS, SHARED
from cnesg.store.shared_rows import whole_view

_SQL_TYPES = {
    pl.String(): "VARCHAR",
    pl.Float64(): "DOUBLE",
    pl.Int64(): "BIGINT",
    pl.Boolean(): "BOOLEAN",
    pl.Date(): "DATE",
    pl.Datetime("us", "UTC"): "TIMESTAMPTZ",
}


def query(
    statement: str,
    tables: Mapping[str, TableSchema],
    files: Mapping[str, Sequence[Path]],
    *,
    as_of: date | datetime | None = None,
    at: int | None = None,
    gone: Sequence[int] = (),
    lost: Sequence[str] = (),
) -> pl.DataFrame:
    """The rows that a SQL statement gives.

    Args:
        statement: SQL as DuckDB has it, over a view for each table.
        tables: schemas of the tables.
        files: the Parquet files that hold each table's rows, in its present schema; none for a table without rows.
        as_of: views of tables whose rows say when they became known show only what the market could know then.
        at: views show only what the store held at that position.
        gone: withdrawn commits, whose rows no view shows.
        lost: ids of observations that rest on theirs.

    Raises:
        InputError: DuckDB refuses the statement; its words are in the message.
    """
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for name, schema in tables.items():
            rows = _reading(files.get(name, ()))
            if name in KEYS and files.get(SHARED.name):
                rows = f"({whole_view(name, rows, _reading(files[SHARED.name]), tuple(schema.dtypes))})"
            _make_view(connection, schema, rows if files.get(name) else None, _seen(schema, as_of, at, gone, lost))
        # By way of a file, as DuckDB hands over tables only to libraries that are not needed otherwise.
        with TemporaryDirectory() as folder:
            result = Path(folder) / "result.parquet"
            try:
                connection.execute(f"COPY ({statement.strip().rstrip(';')}) TO '{result}' (FORMAT parquet)")
            except duckdb.Error as error:
                raise InputError.of("store.sql", what=str(error).splitlines()[0], tables=", ".join(tables)) from error
            return pl.read_parquet(result)


def _seen(
    schema: TableSchema, as_of: date | datetime | None, at: int | None, gone: Sequence[int], lost: Sequence[str]
) -> str:
    conditions = ["true"]
    if as_of is not None and "available_at" in schema.dtypes:
        conditions.append(f"available_at <= TIMESTAMPTZ '{available_instant(as_of).isoformat()}'")
    if at is not None:
        conditions.append(f"position <= {int(at)}")
    if gone:
        conditions.append(f"position NOT IN ({', '.join(str(int(one)) for one in gone)})")
    if lost and "observation_id" in schema.dtypes:
        conditions.append(f"observation_id NOT IN ({', '.join(repr(one) for one in lost)})")  # hexadecimal digits
    return " AND ".join(conditions)


def _reading(files: Sequence[Path]) -> str:
    listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in files)
    return f"read_parquet([{listed}])"


def _make_view(connection: duckdb.DuckDBPyConnection, schema: TableSchema, rows: str | None, seen: str) -> None:
    name = schema.name
    if rows is None:
        columns = ", ".join(f'"{column.name}" {_sql_type(column.dtype)}' for column in schema.columns)
        connection.execute(f"CREATE TABLE {name} ({columns})")
        return
    # Names and conditions are our own; what the user says stands in the statement alone.
    connection.execute(f"CREATE VIEW {name} AS SELECT * FROM {rows} WHERE {seen}")  # noqa: S608


def _sql_type(dtype: pl.DataType) -> str:
    if isinstance(dtype, pl.List):
        return f"{_sql_type(cast('pl.DataType', dtype.inner))}[]"
    return next(name for kind, name in _SQL_TYPES.items() if dtype == kind)
