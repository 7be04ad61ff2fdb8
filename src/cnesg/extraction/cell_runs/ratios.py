"""Shares of classes in one cell: `by gender (Female : Male) (%) 31 : 69 32 : 68`, below `New hires (Persons) 910 822`.

The shares add up to a hundred, and so are those of the staff, or of the people hired, that the row above counts.
"""

import re
from collections.abc import Iterator, Sequence

from cnesg.extraction.cell_runs.years import Found
from cnesg.extraction.documents.passages import printed_form
from cnesg.extraction.grids.grid import Cell, Grid, GridRow
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.regexes import regex
from cnesg.text import Line

_FIGURE = r"\d{1,3}(?:\.\d+)?\s?%?"
_RATIO = rf"(?<![\d.,]){_FIGURE}(?:\s?[:/]\s?{_FIGURE}){{1,3}}(?![\d.,])"
_ROW = regex(
    r"(?i)\W*by (?P<by>[a-z][a-z ]{2,30}?)\s?\((?P<classes>[^()]+?[:/][^()]+)\)(?:\s?\(%\)|\s?%)?"
    rf"\s(?P<ratios>{_RATIO}(?:\s+{_RATIO})*)(?:\s.*)?"
)
_ONE_RATIO, _ONE_FIGURE = regex(_RATIO), regex(r"\d{1,3}(?:\.\d+)?")
_YEARS = regex(r"(?<![\d.,/])(?:FY\s?)?20\d\d(?![\d.,/])")
_COUNTED = regex(r"[A-Za-z][^\d:]*")
_MORE = regex(r"\W*\b(?i:by|percentage|rate|share)\b")
_WHOLE, _NEAR, _ABOVE, _HEAD_LINES = 100, 1.1, 8, 60
_STAFF_TITLE, _HIRES_TITLE = "Employees by {} (%)", "Share of new hires by {} (%)"


def ratio_rows(lines: Sequence[Line], know: Knowledge) -> Iterator[Found]:
    """A table for each such row whose figures are of as many years as the head above names.

    Args:
        lines: the printed lines of a page.
        know: the vocabulary.
    """
    for at, line in enumerate(lines):
        found = _ROW.fullmatch(line.text.strip()) if ":" in line.text or "/" in line.text else None
        if found is None:
            continue
        years = next((years for one in lines[max(0, at - _HEAD_LINES) : at][::-1] if (years := _heads(one))), [])
        by = len(line.text) - len(line.text.lstrip())
        ratios = [
            [
                Cell(one[0], line, by + one.start(), by + one.end())
                for one in _ONE_FIGURE.finditer(found.string, *r.span())
            ]
            for r in _ONE_RATIO.finditer(found.string, *found.span("ratios"))
        ]
        classes = [one.strip() for one in re.split(r"[:/]", found["classes"])]
        title = _title(lines[max(0, at - _ABOVE) : at], found["by"], know)
        held = frozenset({line.number})
        if not title or len(years) != len(ratios) or not all(_adds_up(one, len(classes)) for one in ratios):
            yield Found(Grid(()), held)
            continue
        rows: list[GridRow] = [(None, *years), (Cell(title, line, 0, len(line.text)),)]
        rows += [
            (Cell(name, line, 0, len(line.text)), *(one[place] for one in ratios)) for place, name in enumerate(classes)
        ]
        yield Found(Grid(tuple(rows)), held, 1)


def _heads(line: Line) -> list[Cell]:
    """The years of a line that heads columns."""
    found = [Cell(one[0], line, *one.span()) for one in _YEARS.finditer(line.text)]
    return found if len(found) > 1 else []


def _adds_up(ratio: Sequence[Cell], count: int) -> bool:
    return len(ratio) == count and abs(sum(float(one.text) for one in ratio) - _WHOLE) <= _NEAR


def _title(above: Sequence[Line], by: str, know: Knowledge) -> str:
    """What the shares are of: of the staff or of those hired, as the nearest row that counts people says."""
    for line in reversed(above):
        label = _COUNTED.match(line.text.strip(" •-–*"))
        if label is None or _MORE.match(line.text):
            continue
        hits = [know.lexicon.entries[hit.entry].metric for hit in know.lexicon.find(printed_form(label[0])).hits]
        if not set(hits).isdisjoint(know.lexicon.roles.hired.values()):
            return _HIRES_TITLE.format(by)
        return _STAFF_TITLE.format(by) if hits and set(hits) <= set(know.lexicon.roles.staff) else ""
    return ""
