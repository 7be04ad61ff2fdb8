"""Where a table stands on its page, and a value of it, with its row as quote."""

from cnesg.extraction.candidates import Place
from cnesg.extraction.documents.passages import QUOTE
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.tables.contexts import Setting
from cnesg.extraction.tables.model import Fragment, Row, Table
from cnesg.extraction.tables.rows.one_script import as_printed
from cnesg.text import Page

_MARGIN = 0.08  # of the height of a page


def place_of(setting: Setting, cell: Fragment, number: Number, page: Page) -> Place:
    """Where the number stands, with its row as quote."""
    line = next(line for line in page.lines if line.number == cell.line)
    begin = cell.text.find(number.raw_value)
    start, length = (begin, len(number.raw_value)) if begin >= 0 else (0, len(cell.text))
    box = line.box_of(cell.start + start, cell.start + start + length)
    return Place(page.number, cell.line, box, _quote(setting.row, cell))


def _quote(row: Row, cell: Fragment) -> str:
    """The row's label and texts as printed; of a row too long, label and number."""
    cells = [c.text for c in row.cells if c is not None]
    whole = " ".join([as_printed(row), *cells]).strip()
    label = row.quoted or row.printed or row.label
    return whole if len(whole) <= QUOTE else f"{label[: QUOTE - len(cell.text) - 1]} {cell.text}"


def is_margin(table: Table, page: Page) -> bool:
    """Whether what looks like a table is a running header or footer with the page number.

    A table proper may begin a page and end above the margin's lower edge: its rows are several, with several values.
    """
    if _MARGIN * page.height <= table.bbox[3] and table.bbox[1] <= (1 - _MARGIN) * page.height:
        return False
    return not (len(table.rows) > 1 and len(table.columns) > 1)
