"""Rows of an Excel workbook as text cells, merged cells filled."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cnesg.errors import InputError
from cnesg.sources.headers import Rows

if TYPE_CHECKING:
    import python_calamine as calamine


def spreadsheet_rows(path: Path) -> Rows:
    """The rows of the one sheet that holds any; each cell of a merged range has the range's text.

    Cells formatted as dates come as 2021-12-31, whole numbers without a fraction, formulas as their stored results.

    Raises:
        InputError: damaged or encrypted, or several sheets hold rows.
    """
    import python_calamine as calamine  # only where a spreadsheet is read, as the other formats need no library

    try:
        with calamine.CalamineWorkbook.from_path(path) as book:
            sheets = {name: _rows(book.get_sheet_by_name(name)) for name in book.sheet_names}
    # The library has several kinds of errors for what is no workbook, is damaged or is locked with a password.
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise InputError.of("sources.damaged", path=path, what=str(error).splitlines()[0]) from error
    filled = [name for name, rows in sheets.items() if any(any(row) for row in rows)]
    if len(filled) > 1:
        raise InputError.of("sources.several_sheets", path=path, sheets=", ".join(filled))
    return sheets[filled[0]] if filled else []


def _rows(sheet: "calamine.CalamineSheet") -> Rows:
    cells = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
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
