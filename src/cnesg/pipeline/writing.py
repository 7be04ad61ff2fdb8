"""Writing extracted facts as JSON Lines, CSV or Parquet; a file appears whole or not at all."""

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

import polars as pl

from cnesg.errors import InputError
from cnesg.store.durable import write_atomically

Format = Literal["jsonl", "csv", "parquet"]
# Full-width signs too: spreadsheets for Chinese and Japanese take them for their narrow ones.
_FORMULA_STARTS = ("=", "+", "@", "\t", "\r", "\n", "-", "＝", "＋", "＠", "－")
_BLANKS = " \u00a0\u3000\u200b\ufeff"


def facts_bytes(rows: Iterable[dict[str, Any]], file_format: Format) -> bytes:
    """Rows of facts in a file format.

    JSON Lines keep nested values. In CSV and Parquet breakdowns, boxes and warnings are JSON text, and the columns are
    the union of all rows' fields in order of appearance. CSV starts with a byte order mark so that Excel shows Chinese,
    and text that a spreadsheet would take for a formula gets a leading apostrophe.
    """
    rows = list(rows)
    if file_format == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    names = list(dict.fromkeys(name for row in rows for name in row))
    flat = [{name: _flat(row.get(name)) for name in names} for row in rows]
    frame = pl.DataFrame(flat, infer_schema_length=None) if flat else pl.DataFrame()
    buffer = io.BytesIO()
    if file_format == "parquet":
        frame.write_parquet(buffer)
    else:
        texts = [name for name, dtype in frame.schema.items() if dtype == pl.String]
        frame = frame.with_columns(pl.col(name).map_elements(neutralised, return_dtype=pl.String) for name in texts)
        frame.write_csv(buffer, include_bom=True)
    return buffer.getvalue()


def neutralised(text: str) -> str:
    """Text that no spreadsheet takes for a formula; plain numbers stay as they are."""
    # Some programs drop blanks before they look.
    if not text.startswith(_FORMULA_STARTS) and not text.lstrip(_BLANKS).startswith(_FORMULA_STARTS):
        return text
    try:
        float(text.replace(",", "").rstrip("%"))
    except ValueError:
        return "'" + text
    return text


def neutralised_table(frame: pl.DataFrame) -> pl.DataFrame:
    """A table whose texts no spreadsheet takes for formulas."""
    for name, dtype in frame.schema.items():
        if dtype == pl.String:
            distinct = frame[name].unique().drop_nulls()  # most columns hold few
            changed = {text: safe for text in distinct if (safe := neutralised(text)) != text}
            if changed:
                frame = frame.with_columns(pl.col(name).replace(changed))
    return frame


def _flat(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list | tuple) else value


def write_whole(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write a file for the user, in one piece or several, so that a crash leaves the old one or the new one.

    Raises:
        InputError: the place can't be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, [data] if isinstance(data, bytes) else data)
        path.chmod(0o644)  # the temporary file was private
    except OSError as error:
        raise InputError.of("pipeline.unwritable", path=path, reason=error.strerror) from error
