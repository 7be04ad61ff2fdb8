"""Tables as text cells: CSV and JSON Lines (UTF-8, UTF-16 or GB18030), XLSX, Parquet. Called in the child process.

polars, which takes a second to import, is only imported for Parquet.
"""

import csv
import io
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cnesg.errors import InputError, Problem
from cnesg.foreign.bounds import CELL, CELLS, COLUMNS, LINE, TEXT
from cnesg.foreign.headers import Columns, Rows, with_header
from cnesg.foreign.json_texts import JsonError, json_of
from cnesg.foreign.spreadsheets import spreadsheet_rows
from cnesg.foreign.texts import bounded, encoding_of
from cnesg.workers import got_on

_SEPARATORS = ",\t;"
_PROGRESS = 100_000  # rows


@dataclass(frozen=True)
class Table:
    """The cells of a table: texts by column, or those of a Parquet file as an Arrow file in memory.

    Attributes:
        path: the table.
        names: how headers may be written, and the column each means.
    """

    path: Path
    names: Mapping[str, str]

    def __call__(self) -> Columns | bytes:
        """Read it.

        Raises:
            InputError: it is damaged, or larger than tables may be.
        """
        return READERS[self.path.suffix.lower()](self.path, self.names)


def _read_csv(path: Path, names: Mapping[str, str]) -> Columns:
    encoding = encoding_of(bounded(path, TEXT))
    csv.field_size_limit(CELL)
    with path.open(encoding=encoding, newline="") as lines:
        first = next((line for line in iter(lambda: lines.readline(CELL), "") if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    rows: Rows = []
    kept, cells = dict[str, str](), 0
    # Excel keeps line breaks within quoted cells; the reader must see them as they are.
    with path.open(encoding=encoding, newline="") as lines:
        reader = csv.reader(lines, delimiter=separator, strict=True)
        try:
            for number, row in enumerate(reader, start=1):
                cells += _counted(path, number, len(row), cells)
                # Columns repeat few texts many times: one object of each is kept.
                rows.append([kept.setdefault(text, text) if (text := cell.strip()) else None for cell in row])
        except csv.Error as error:
            if "field larger" in str(error):
                raise InputError.of("foreign.long_cell", path=path, row=len(rows) + 1, most=CELL) from error
            what = f"line {reader.line_num}: {error}"
            raise InputError.of("sources.damaged", path=path, what=what) from error
    return with_header(rows, names, path)


def _counted(path: Path, row: int, columns: int, before: int) -> int:
    """The cells of a row.

    Raises:
        InputError: they are too many, or all cells up to here are.
    """
    if columns > COLUMNS:
        raise InputError.of("foreign.too_many_columns", path=path, row=row, columns=columns, most=COLUMNS)
    if before + columns > CELLS:
        raise InputError.of("foreign.too_many_cells", path=path, cells=f"> {CELLS}", most=CELLS)
    if row % _PROGRESS == 0:
        got_on()
    return columns


def _read_spreadsheet(path: Path, names: Mapping[str, str]) -> Columns:
    return with_header(spreadsheet_rows(path), names, path)


def _read_json_lines(path: Path, names: Mapping[str, str]) -> Columns:
    encoding = encoding_of(bounded(path, TEXT))
    rows, problems, columns = list[dict[str, str | None]](), list[Problem](), dict[str, None]()
    with path.open(encoding=encoding, newline="\n") as lines:
        for number, line in enumerate(iter(lambda: lines.readline(LINE), ""), start=1):
            if not line.strip():
                continue
            if len(line) == LINE:
                raise InputError.of("foreign.long_line", path=path, row=number, most=LINE)
            try:
                row = json_of(line, path, number)
            except JsonError as error:
                problems.append(error.problem)
                continue
            if isinstance(row, dict):
                columns |= dict.fromkeys(row)
                _counted(path, number, len(columns), len(columns) * len(rows))
                rows.append({str(key): None if value is None else _plain(value) for key, value in row.items()})
            else:
                problems.append(Problem.of("sources.damaged", path=path, what=f"line {number}: not an object"))
    if problems:
        raise InputError(*problems)
    cleaned = _renamed([str(name) for name in columns], names, path)
    return {new: [_trimmed(row.get(name)) for row in rows] for name, new in cleaned.items()}


def _trimmed(text: str | None) -> str | None:
    return (text.strip() or None) if text else None


def _renamed(columns: Sequence[str], names: Mapping[str, str], path: Path) -> dict[str, str]:
    """What each column means.

    Raises:
        InputError: two mean the same.
    """
    found = {name: names.get(name.strip().lower(), name.strip()) for name in columns}
    twice = [name for name, times in Counter(found.values()).items() if times > 1]
    if twice:
        raise InputError(*(Problem.of("sources.repeated_column", path=path, column=name) for name in twice))
    return found


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ";".join(f"{key}={member}" for key, member in value.items())
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read_parquet(path: Path, names: Mapping[str, str]) -> bytes:
    import polars as pl

    try:
        schema = pl.read_parquet_schema(path)
        _counted(path, 0, len(schema), 0)
        declared = pl.scan_parquet(path, glob=False).select(pl.len()).collect().item() * len(schema)
        if declared > CELLS:
            raise InputError.of("foreign.too_many_cells", path=path, cells=declared, most=CELLS)
        frame = pl.read_parquet(path, glob=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        what = str(error).partition("\n")[0]
        raise InputError.of("sources.damaged", path=path, what=what) from error
    nested = [name for name, dtype in frame.schema.items() if dtype.is_nested() or dtype == pl.Binary]
    if nested:
        raise InputError(*(Problem.of("sources.nested_column", path=path, column=name) for name in nested))
    floats = [name for name, dtype in frame.schema.items() if dtype.is_float()]
    # repr gives back the very number; a cast to text rounds some.
    frame = frame.with_columns(pl.col(name).map_elements(repr, return_dtype=pl.String) for name in floats)
    frame = frame.rename(_renamed(frame.columns, names, path))
    cleaned = frame.select(pl.all().cast(pl.String).str.strip_chars())
    held = io.BytesIO()
    cleaned.with_columns(pl.when(pl.all() == "").then(None).otherwise(pl.all()).name.keep()).write_ipc(held)
    return held.getvalue()


READERS: Mapping[str, Callable[[Path, Mapping[str, str]], Columns | bytes]] = {
    ".csv": _read_csv,
    ".jsonl": _read_json_lines,
    ".parquet": _read_parquet,
    ".xlsx": _read_spreadsheet,
}
"""What reads a table, by the end of its file's name."""
