"""Chinese tables whose cells stand one below another, as pages of the web are written out, under heads with a role.

`管理指标`, `2022`, `(实绩)`, `2023`, `(实绩)`, `2023`, `(目标)`, and below them `用水回收率(%)`, `85`, `91`, `≥83`:
a year says not which of its figures is which. Heads that are nothing but years are read without this.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cnesg.extraction.documents.passages import printed_form
from cnesg.extraction.grids.grid import Cell, GridRow
from cnesg.framework.regexes import regex
from cnesg.text import Line

_ROLE = (
    r"(?:年度)?(?:实绩|实际|实际值|实际表现|绩效|表现|成果|执行成果|达成|达成值|达成情[况形]|目标|目标值|预计|基准年?)"
)
_YEAR = regex(rf"(?:FY)?20\d\d\s?年?度?(?P<role>\s?\(?{_ROLE}\)?)?")
_BRACKET = regex(rf"\(?{_ROLE}\)?")
_AIM = regex(r"(?:短|中|长|中长|近)期目标(?P<role>\s?\(?20\d\d\s?年?\)?)?")
_ITS_YEAR = regex(r"\(?20\d\d\s?年?\)?")
_VALUE = regex(r"(?:[≥≤<>~=约]\s?)?-?\d[\d,]*(?:\.\d+)?\s?%?|[-–—/]{1,2}|N/?A", re.IGNORECASE)
_HAN = regex(r"[\u4e00-\u9fff]")
_SENTENCE = regex(r"[。;；!?]|[,，].*[,，]")
_SAYS_ROLE = "标標绩績际際"  # characters of which the heads have one
_FEWEST, _LONGEST, _LONGEST_HEAD = 2, 40, 24


@dataclass(frozen=True)
class _Printed:
    """A line that is not empty, and its text in the form that patterns are for."""

    line: Line
    text: str


def with_cells_below(
    lines: Sequence[Line], rows: dict[int, GridRow], taken: set[int]
) -> tuple[dict[int, GridRow], set[int]]:
    """Rows by the number of the line of their first cell, and the numbers of the lines of their other cells.

    Args:
        lines: the lines of a page.
        rows: the rows found by then, which stay.
        taken: the numbers of the other lines that those take up.
    """
    short = [line for line in lines if len(line.text) <= _LONGEST_HEAD and ("20" in line.text or "期目" in line.text)]
    if len(short) < _FEWEST or not any(one in line.text for line in lines for one in _SAYS_ROLE):
        return rows, taken
    known = rows.keys() | taken
    told = [one for one in lines if one.number not in known and one.text.strip()]
    printed = [_Printed(one, printed_form(one.text).strip()) for one in told]
    at = 0
    while at < len(printed):
        heads, begin, with_role = _heads(printed, at)
        if len(heads) < _FEWEST or not with_role:
            at = max(begin, at + 1)
            continue
        table, end = _rows(printed, begin, len(heads))
        if sum(len(row) > 1 for row in table) >= _FEWEST:
            head: GridRow = (None, *heads)
            found = {_first(row): row for row in (head, *table)}
            rows |= found
            taken |= {one.line.number for one in printed[at:end]} - found.keys()
        at = max(end, at + 1)
    return rows, taken


def _first(row: GridRow) -> int:
    """The number of the line of a row's first cell."""
    return next(cell.line.number for cell in row if cell is not None)


def _heads(printed: Sequence[_Printed], at: int) -> tuple[list[Cell], int, bool]:
    """The heads that begin at a line, the line behind them, and whether one says more than its year."""
    heads: list[Cell] = []
    with_role = False
    while at < len(printed):
        aim = _AIM.fullmatch(printed[at].text)
        found = aim or _YEAR.fullmatch(printed[at].text)
        if found is None:
            break
        rest = (_ITS_YEAR if aim else _BRACKET).fullmatch(printed[at + 1].text) if at + 1 < len(printed) else None
        more = printed[at + 1].line.text.strip() if rest is not None and not found["role"] else ""
        text = printed[at].line.text
        heads.append(Cell(text.strip() + more, printed[at].line, 0, len(text)))
        with_role = with_role or bool(more or found["role"] or aim)
        at += 2 if more else 1
    return heads, at, with_role


def _rows(printed: Sequence[_Printed], at: int, wide: int) -> tuple[list[GridRow], int]:
    """The rows below heads, names of groups among them as rows of one cell, and the line behind the last."""
    rows: list[GridRow] = []
    whole, end = 0, at  # what is known to be of the table
    while at < len(printed) and len(printed[at].text) <= _LONGEST and not _SENTENCE.search(printed[at].text):
        values = [one for one in printed[at + 1 : at + 1 + wide] if _VALUE.fullmatch(one.text)]
        behind = printed[at + 1 + wide] if at + 1 + wide < len(printed) else None
        if not _HAN.search(printed[at].text):
            at += 1  # what is left of a row that lacks a figure
        elif len(values) == wide and not (behind and _VALUE.fullmatch(behind.text)):
            rows.append(tuple(_cell(one) for one in printed[at : at + 1 + wide]))
            at += 1 + wide
            whole, end = len(rows), at
        else:
            rows.append((_cell(printed[at]),))
            at += 1
    return rows[:whole], end


def _cell(one: _Printed) -> Cell:
    return Cell(one.line.text, one.line, 0, len(one.line.text))
