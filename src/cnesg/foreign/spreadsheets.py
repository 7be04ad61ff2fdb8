"""Rows of an Excel workbook as text cells, merged cells filled. Called in the child process."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from cnesg.errors import InputError
from cnesg.foreign.bounds import CELL, CELLS, COLUMNS, MIB, TEXT
from cnesg.foreign.headers import Rows
from cnesg.workers import got_on

if TYPE_CHECKING:
    import python_calamine as calamine

_SHEET = re.compile(r"worksheets/([^/]+)\.xml$", re.IGNORECASE)
# A cell that holds something: one that is only formatted closes itself.
_CELL = re.compile(rb"<(?:\w{1,20}:)?c\s(?:[^<>]{0,500}?\s)?r=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^<>]{0,500}?(?<!/)>")
_PROGRESS = 100_000  # rows


def spreadsheet_rows(path: Path) -> Rows:
    """The rows of the one sheet that holds any; each cell of a merged range has the range's text.

    Cells formatted as dates come as 2021-12-31, whole numbers without a fraction, formulas as their stored results.

    Raises:
        InputError: damaged or encrypted, larger than tables may be, or several sheets hold rows.
    """
    import python_calamine as calamine

    _check_bounds(path)
    try:
        with calamine.CalamineWorkbook.from_path(path) as book:
            sheets = {name: _rows(book.get_sheet_by_name(name), path) for name in book.sheet_names}
    # The library has several kinds of errors for what is no workbook, is damaged or is locked with a password.
    except (calamine.CalamineError, OSError, ValueError) as error:
        what = str(error).partition("\n")[0] or type(error).__name__
        raise InputError.of("sources.damaged", path=path, what=what) from error
    filled = [name for name, rows in sheets.items() if any(any(row) for row in rows)]
    if len(filled) > 1:
        raise InputError.of("sources.several_sheets", path=path, sheets=", ".join(filled))
    return sheets[filled[0]] if filled else []


def _check_bounds(path: Path) -> None:
    """Refuse a workbook that would be too large once it is unpacked, or whose library would lay out too many cells.

    The library lays out the rectangle from the first cell to the last: two cells in opposite corners of a sheet of a
    kilobyte would take 550 GB.
    """
    try:
        with zipfile.ZipFile(path) as book:
            parts = book.infolist()
            size = sum(part.file_size for part in parts)
            if size > TEXT:
                raise InputError.of("foreign.too_large", path=path, size=-(-size // MIB), most=TEXT // MIB)
            for part in parts:
                if found := _SHEET.search(part.filename):
                    with book.open(part) as file:
                        _check_reach(path, found[1], cast("BinaryIO", file))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise InputError.of("sources.damaged", path=path, what=str(error).partition("\n")[0]) from error


def _check_reach(path: Path, sheet: str, file: BinaryIO) -> None:
    rows = columns = 0
    for piece in _pieces(file):
        for letters, number in _CELL.findall(piece):
            columns, rows = max(columns, _place(letters)), max(rows, int(number))
        if columns > COLUMNS or rows * columns > CELLS:
            where = {"sheet": sheet, "row": rows, "column": columns}
            raise InputError.of("foreign.sparse_sheet", path=path, cells=rows * columns, most=CELLS, **where)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of a file, cut between two of its elements."""
    rest = b""
    while piece := file.read(MIB):
        got_on()
        whole = rest + piece
        cut = whole.rfind(b"<")
        rest = whole[cut:] if cut >= 0 and len(whole) - cut < MIB else b""
        yield whole[:cut] if rest else whole
    yield rest


def _place(letters: bytes) -> int:
    """The number of a column that is called by letters."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _rows(sheet: "calamine.CalamineSheet", path: Path) -> Rows:
    if sheet.start is None:
        return []
    if sheet.total_width > COLUMNS:
        raise InputError.of("foreign.too_many_columns", path=path, row=1, columns=sheet.total_width, most=COLUMNS)
    before: list[str | None] = [None] * sheet.start[1]
    kept: dict[str, str] = {}
    cells: Rows = []
    for number, values in enumerate(sheet.iter_rows(), start=1):
        texts = [_text(value) for value in values]
        if any(text and len(text) > CELL for text in texts):
            raise InputError.of("foreign.long_cell", path=path, row=number, most=CELL)
        # Columns repeat few texts many times: one object of each is kept.
        cells.append([*before, *(text and kept.setdefault(text, text) for text in texts)])
        if number % _PROGRESS == 0:
            got_on()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if top >= len(cells) or left >= len(cells[top]):
            continue
        for row in cells[top : bottom + 1]:
            row[left : right + 1] = [cells[top][left]] * len(row[left : right + 1])
    return cells


def _text(value: object) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return str(value).strip() or None
