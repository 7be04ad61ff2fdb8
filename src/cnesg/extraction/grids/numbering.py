"""Rows that are numbered under a title, as forms of authorities are: 9.其他项目, and below it 9.2投入金额."""

import re
from collections.abc import Mapping, Sequence

from cnesg.extraction.grids.grid import Cell, GridState
from cnesg.extraction.prose.years.years import header_year
from cnesg.framework.units import UnitTable

_TITLE = re.compile(r"^(\d{1,2})\s?[.、•·]\s?(?=[\u4e00-\u9fff])")
_UNDER = re.compile(r"^(?:其中[:：]?\s?)?(\d{1,2})\s?[.,]\s?\d{1,2}(?=\s?[.、]?\s?[\u4e00-\u9fff“\"])")
_NUMBERED = re.compile(r"^(?:其中[:：]?\s?)?\d{1,2}\s?[.、•·]")
_LONGEST_TITLE = 16


def take_title(text: str, state: GridState) -> None:
    """Keep a line or a row's label that is a numbered title."""
    take_numbered(text, state.numbered)


def take_numbered(text: str, titles: dict[str, str]) -> None:
    """Keep a text that is a numbered title, by its number."""
    if len(text) <= _LONGEST_TITLE and (number := _TITLE.match(text)):
        titles[number[1]] = text


def lines_around(label: str, state: GridState) -> tuple[str, ...]:
    """Lines before and between the parts of the table, and its numbered titles, for a row that is numbered itself."""
    if not _NUMBERED.match(label):
        return ()
    return (*state.passed, *state.numbered.values()) if is_under(label) else state.passed


def is_under(label: str) -> bool:
    """Whether a label is numbered in two steps: 1.1产业扶贫项目类型."""
    return _UNDER.match(label) is not None


def title_above(label: str, state: GridState) -> str:
    """The title that a row's number names, or nothing."""
    return title_of(label, state.numbered)


def title_of(label: str, titles: Mapping[str, str]) -> str:
    """The title that the number of a row's label names, or nothing."""
    number = _UNDER.match(label) if titles else None
    return titles.get(number[1], "") if number else ""


def is_answered(cells: Sequence[Cell], units: UnitTable, year: int) -> bool:
    """Whether a numbered row answers in words, so that it heads no column: 1.1项目类型 | √产业扶贫."""
    return is_under(cells[0].clean) and not any(
        header_year(one.clean, year) or units.whole(one.clean) for one in cells[1:]
    )
