"""Rows that are numbered under a title, as forms of authorities are: 9.其他项目, and below it 9.2投入金额."""

from collections.abc import Sequence

from cnesg.extraction.grids.grid import Cell, GridRow, GridState
from cnesg.extraction.labels.head_years import header_year
from cnesg.extraction.labels.numbered import is_under, take_numbered, title_of
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitTable

_CODE = regex(  # of a guide or a standard
    r"(?:(?:GRI|KPI|HKEX|ESRS)\s?)?(?:[A-Z]{1,3}-?\d[\d.-]*|G4-[A-Z]{2}-?\d{1,2}|\d{1,3}(?:[.-]\d{1,3}){1,3})"
)
_FEWEST, _MOST = 2, 3  # cells of a title behind its code: the code, the title, maybe the unit of the rows below
_NUMBERED = regex(r"^(?:其中[:：]?\s?)?\d{1,2}\s?[.、•·]")


def take_title(text: str, state: GridState) -> None:
    """Keep a line or a row's label that is a numbered title."""
    take_numbered(text, state.numbered)


def lines_around(label: str, state: GridState) -> tuple[str, ...]:
    """Lines before and between the parts of the table, and its numbered titles, for a row that is numbered itself."""
    if not _NUMBERED.match(label):
        return ()
    return (*state.passed, *state.numbered.values()) if is_under(label) else state.passed


def title_above(label: str, state: GridState) -> str:
    """The title that a row's number names, or nothing."""
    return title_of(label, state.numbered)


def is_answered(cells: Sequence[Cell], units: UnitTable, year: int) -> bool:
    """Whether a numbered row answers in words, so that it heads no column: 1.1项目类型 | √产业扶贫."""
    return is_under(cells[0].clean) and not any(
        header_year(one.clean, year) or units.whole(one.clean) for one in cells[1:]
    )


def headed_cells(row: GridRow) -> list[tuple[int, Cell]]:
    """The cells of a row without values that hold anything, with their columns.

    The code of a title that stands in a cell of its own is left out: B1.2 | 雇员流失比率.

    Args:
        row: the row.
    """
    cells = [(column, cell) for column, cell in enumerate(row) if cell is not None and cell.clean]
    if not _FEWEST <= len(cells) <= _MOST or cells[0][0]:
        return cells
    title = cells[1][1].clean
    return cells[1:] if _CODE.fullmatch(cells[0][1].clean) and title[-1].isalpha() and not title[0].isdigit() else cells
