"""Reading a table file as text cells: CSV (UTF-8, with or without BOM, or GB18030), JSON Lines, Parquet."""

import io
import json
from pathlib import Path

import polars as pl

from cnesg.errors import InputError


def read_table(path: Path) -> pl.DataFrame:
    """All cells of a table as text, empty cells as null, header names trimmed.

    Raises:
        InputError: missing, empty, of an unknown kind, or damaged.
    """
    if not path.is_file():
        raise InputError.of("sources.missing_file", path=path)
    readers = {".csv": _read_csv, ".jsonl": _read_json_lines, ".parquet": _read_parquet}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise InputError.of("sources.unknown_format", path=path, formats=", ".join(sorted(readers)))
    if path.stat().st_size == 0:
        raise InputError.of("sources.empty_file", path=path)
    frame = reader(path)
    frame = frame.rename({name: name.strip() for name in frame.columns})
    cleaned = frame.select(pl.all().cast(pl.String).str.strip_chars())
    return cleaned.with_columns(pl.when(pl.all() == "").then(None).otherwise(pl.all()).name.keep())


def _read_csv(path: Path) -> pl.DataFrame:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError as error:
            raise InputError.of("sources.encoding", path=path) from error
    try:
        return pl.read_csv(io.StringIO(text), infer_schema=False)
    except pl.exceptions.PolarsError as error:
        raise InputError.of("sources.damaged", path=path, what=str(error).splitlines()[0]) from error


def _read_json_lines(path: Path) -> pl.DataFrame:
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError.of("sources.damaged", path=path, what=f"line {number}: {error.msg}") from error
        if not isinstance(row, dict):
            raise InputError.of("sources.damaged", path=path, what=f"line {number}: not an object")
        rows.append({str(key): None if value is None else _plain(value) for key, value in row.items()})
    return pl.from_dicts(rows, infer_schema_length=None) if rows else pl.DataFrame()


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ";".join(f"{key}={member}" for key, member in value.items())
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read_parquet(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path)
    except pl.exceptions.PolarsError as error:
        raise InputError.of("sources.damaged", path=path, what=str(error).splitlines()[0]) from error
