"""Rows that are numbered under a title, as forms of authorities are: 9.其他项目, and below it 9.2投入金额."""

import re
from collections.abc import Sequence

from cnesg.extraction.grids.grid import Cell, GridState
from cnesg.extraction.labels.head_years import header_year
from cnesg.extraction.labels.numbered import is_under, take_numbered, title_of
from cnesg.framework.units import UnitTable

_NUMBERED = re.compile(r"^(?:其中[:：]?\s?)?\d{1,2}\s?[.、•·]")


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
