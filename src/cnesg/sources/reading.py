"""Reading a table file as text cells, in a child process within limits."""

import io
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from cnesg.errors import InputError
from cnesg.foreign import ask
from cnesg.foreign.tables import READERS, Table
from cnesg.foreign.texts import text_of

TABLE_FORMATS = frozenset(READERS)
"""Ends of names of the files that can be read."""


def read_table(path: Path, names: Mapping[str, str] | None = None) -> pl.DataFrame:
    """All cells of a table as text, empty cells as null, header names trimmed.

    Args:
        path: the file: CSV and JSON Lines (UTF-8, UTF-16 or GB18030), XLSX, Parquet.
        names: how headers may be written (lower case), and the column each means; needed for tables whose header has
            several rows or stands below a title, and for headers in another language.

    Raises:
        InputError: missing, empty, of an unknown kind, damaged, or larger than tables may be.
        UnreadFileError: reading it takes too long or too much, or brings the reader down.
    """
    if not path.is_file():
        raise InputError.of("sources.missing_file", path=path)
    if path.suffix.lower() not in READERS:
        raise InputError.of("sources.unknown_format", path=path, formats=", ".join(sorted(READERS)))
    if path.stat().st_size == 0:
        raise InputError.of("sources.empty_file", path=path)
    cells = ask(Table(path, dict(names or {})), path)
    if isinstance(cells, bytes):
        return pl.read_ipc(io.BytesIO(cells))
    return pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String))


def decoded_text(path: Path) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or GB18030, of 32 MiB at most.

    Raises:
        InputError: missing, too large, or in another encoding.
    """
    return text_of(path)
