"""Reading a table file as text cells: CSV and JSON Lines (UTF-8, UTF-16 or GB18030), XLSX, Parquet."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl

from cnesg.errors import InputError, Problem
from cnesg.sources.headers import Rows, with_header
from cnesg.sources.spreadsheets import spreadsheet_rows

_BOMS_OF_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = ",\t;"
_LONGEST_FIELD = 64 * 1024 * 1024  # an article of news may be long; the library stops at 128 KiB
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def read_table(path: Path, names: Mapping[str, str] | None = None) -> pl.DataFrame:
    """All cells of a table as text, empty cells as null, header names trimmed.

    Args:
        path: the file.
        names: how headers may be written (lower case), and the column each means; needed for tables whose header has
            several rows or stands below a title, and for headers in another language.

    Raises:
        InputError: missing, empty, of an unknown kind, or damaged.
    """
    if not path.is_file():
        raise InputError.of("sources.missing_file", path=path)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError.of("sources.unknown_format", path=path, formats=", ".join(sorted(_READERS)))
    if path.stat().st_size == 0:
        raise InputError.of("sources.empty_file", path=path)
    return reader(path, names or {})


def _read_csv(path: Path, names: Mapping[str, str]) -> pl.DataFrame:
    text = decoded_text(path)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    # Excel keeps line breaks within quoted cells; the reader must see them as they are.
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows: Rows = [[_trimmed(cell) for cell in row] for row in reader]
    except csv.Error as error:
        what = f"line {reader.line_num}: {error}"
        raise InputError.of("sources.damaged", path=path, what=what) from error
    return with_header(rows, names, path)


def decoded_text(path: Path) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or GB18030.

    Raises:
        InputError: missing, or in another encoding.
    """
    if not path.is_file():
        raise InputError.of("sources.missing_file", path=path)
    data = path.read_bytes()
    encodings = ("utf-16",) if data.startswith(_BOMS_OF_UTF16) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Big5 read as GB18030 has characters for private use, which no table of ours holds.
        if "\0" not in text and not _PRIVATE.search(text):
            return text
    raise InputError.of("sources.encoding", path=path)


def _read_spreadsheet(path: Path, names: Mapping[str, str]) -> pl.DataFrame:
    return with_header(spreadsheet_rows(path), names, path)


def _read_json_lines(path: Path, names: Mapping[str, str]) -> pl.DataFrame:
    rows, problems = [], []
    for number, line in enumerate(decoded_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            problems.append(Problem.of("sources.damaged", path=path, what=f"line {number}: {error.msg}"))
            continue
        if isinstance(row, dict):
            rows.append({str(key): None if value is None else _plain(value) for key, value in row.items()})
        else:
            problems.append(Problem.of("sources.damaged", path=path, what=f"line {number}: not an object"))
    if problems:
        raise InputError(*problems)
    return _cleaned(pl.from_dicts(rows, infer_schema_length=None) if rows else pl.DataFrame(), names)


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ";".join(f"{key}={member}" for key, member in value.items())
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read_parquet(path: Path, names: Mapping[str, str]) -> pl.DataFrame:
    try:
        frame = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise InputError.of("sources.damaged", path=path, what=str(error).splitlines()[0]) from error
    nested = [name for name, dtype in frame.schema.items() if dtype.is_nested() or dtype == pl.Binary]
    if nested:
        raise InputError(*(Problem.of("sources.nested_column", path=path, column=name) for name in nested))
    floats = [name for name, dtype in frame.schema.items() if dtype.is_float()]
    # repr gives back the very number; a cast to text rounds some.
    frame = frame.with_columns(pl.col(name).map_elements(repr, return_dtype=pl.String) for name in floats)
    return _cleaned(frame, names)


def _cleaned(frame: pl.DataFrame, names: Mapping[str, str]) -> pl.DataFrame:
    frame = frame.rename({name: names.get(name.strip().lower(), name.strip()) for name in frame.columns})
    cleaned = frame.select(pl.all().cast(pl.String).str.strip_chars())
    return cleaned.with_columns(pl.when(pl.all() == "").then(None).otherwise(pl.all()).name.keep())


def _trimmed(cell: str) -> str | None:
    return cell.strip() or None


_READERS: dict[str, Callable[[Path, Mapping[str, str]], pl.DataFrame]] = {
    ".csv": _read_csv,
    ".jsonl": _read_json_lines,
    ".parquet": _read_parquet,
    ".xlsx": _read_spreadsheet,
}

TABLE_FORMATS = frozenset(_READERS)
"""Ends of names of the files that can be read."""
