"""Years that begin a later line of a label: `Change of intensity compared with | 2021 (%)   3   2`.

So do numbers that are part of a name: `Sites certified to ISO | 14001`. Such a number stands at the edge of the labels,
not among the values; taken for one, it would make the labels a column. The second half of a year in a narrow head is no
value either.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.model import Fragment, around
from cnesg.framework.regexes import regex

_OPEN = regex(
    r"(?i)(?:,|\b(?:to|with|from|than|against|in|of|for|by|the|year|since|level|until|till|versus|vs\.?|and|over|"
    r"december|june|march|september|fy|baseline))$"
)
_NAMED = regex(r"\b(?:ISO|OHSAS|IATF|SA|EN|IEC|[Ss]copes?|SCOPES?|[Cc]ategory|[Tt]ier|SDGs?|[Pp]hase)$")
_HALF = regex(r"(?i)(?:FY\s?)?(?:19|20)\d\d\s?[-–/]$")
_OTHER_HALF = regex(r"\d\d(?:\s?\(.*)?$")
_IN_UNIT = regex(r"(?i)(?:FY\s?)?((?:19|20)\d\d)年?\s?(?P<unit>[^\d\s(（].*)")
_DATE = regex(r"(?P<day>\d{1,2}[./-]\d{1,2})[./-](?P<year>(?:19|20)\d\d)")
_SAME_EDGE = 1.0
_FARTHEST = 0.9  # of the characters' height, between two lines of one label


def with_headed_years(lines: Sequence[Sequence[Fragment]]) -> list[Sequence[Fragment]]:
    """The lines of a page, years told apart: those that head columns are years, those of labels texts.

    Args:
        lines: the fragments of a page's lines, from left to right.
    """
    return with_years_in_labels(with_years_joined(with_years_in_units(with_dates_as_years(lines))))


def with_years_in_labels(lines: Sequence[Sequence[Fragment]]) -> list[Sequence[Fragment]]:
    """The lines with a year as text where the line above, a label without values, goes on with it.

    Args:
        lines: the fragments of a page's lines, from left to right.
    """
    found: list[Sequence[Fragment]] = []
    for line in lines:
        first = line[0]
        if (len(line) > 1 and first.kind == "year" and any(_goes_on(above, first, _OPEN) for above in found[-3:])) or (
            first.kind == "number" and any(_goes_on(above[:1], first, _NAMED) for above in found[-3:])
        ):
            found.append([replace(first, kind="text"), *line[1:]])
        else:
            found.append(line)
    return found


def with_years_in_units(lines: Sequence[Sequence[Fragment]]) -> list[Sequence[Fragment]]:
    """The lines with heads that give a year and a unit as years, where that is all the figures of a line: 2023 tCO2e.

    Args:
        lines: the fragments of a page's lines, from left to right.
    """
    found: list[Sequence[Fragment]] = []
    for line in lines:
        figures = [f for f in line if f.kind == "number"]
        years = {dated[1]: dated for f in figures if (dated := _IN_UNIT.fullmatch(f.folded.strip()))}
        units = {dated["unit"].strip("() ").lower() for dated in years.values()}
        if len(figures) == len(years) > 1 and len(units) == 1 and is_unit(units.pop()):
            found.append([replace(f, kind="year") if f.kind == "number" else f for f in line])
        else:
            found.append(line)
    return found


def with_years_joined(lines: Sequence[Sequence[Fragment]]) -> list[Sequence[Fragment]]:
    """The lines with years of narrow heads put together again: `FY 2023-` and, below it, `24`.

    Args:
        lines: the fragments of a page's lines, from left to right.
    """
    found: list[Sequence[Fragment]] = []
    for line in lines:
        over = found[-1] if found else ()
        halves = [f for f in over if _HALF.fullmatch(f.folded.strip())]
        others = [(f, next((one for one in halves if _stands_under(f, one)), None)) for f in line]
        if halves and all(half is not None and _OTHER_HALF.match(f.folded.strip()) for f, half in others):
            whole = {id(half): _joined(half, f) for f, half in others if half is not None}
            found[-1] = [whole.get(id(f), f) for f in over]
        else:
            found.append(line)
    return found


def _stands_under(lower: Fragment, upper: Fragment) -> bool:
    gap = lower.bbox[1] - upper.bbox[3]
    return lower.x0 < upper.x1 and upper.x0 < lower.x1 and -0.5 * lower.height < gap < _FARTHEST * lower.height


def _joined(upper: Fragment, lower: Fragment) -> Fragment:
    """A head of two lines as one of the upper line."""
    return replace(
        upper,
        text=upper.text.rstrip() + lower.text.strip(),
        folded=upper.folded.rstrip() + lower.folded.strip(),
        bbox=around([upper.bbox, lower.bbox]),
        kind="text",
    )


def _goes_on(above: Sequence[Fragment], year: Fragment, ends: re.Pattern[str]) -> bool:
    last = above[-1]
    gap = year.bbox[1] - last.bbox[3]
    return (
        len(above) == 1
        and last.kind == "text"
        and abs(last.x0 - year.x0) <= _SAME_EDGE
        and -0.5 * year.height < gap < _FARTHEST * year.height
        and ends.search(last.folded.strip()) is not None
    )


def with_dates_as_years(lines: Sequence[Sequence[Fragment]]) -> list[Sequence[Fragment]]:
    """The lines of a page, days that head columns as years: 12/31/2017 | 12/31/2016, one day of several years.

    Args:
        lines: the fragments of a page's lines, from left to right.
    """
    return [_dated(line) for line in lines]


def _dated(line: Sequence[Fragment]) -> Sequence[Fragment]:
    days = [(f, found) for f in line if f.kind != "year" and (found := _DATE.fullmatch(f.folded.strip()))]
    numbers = [f for f in line if f.kind == "number"]
    if len(days) < 2 or len(days) < len(numbers) or len({found["day"] for _, found in days}) > 1:
        return line
    if len({found["year"] for _, found in days}) < len(days):
        return line
    dated = {id(f) for f, _ in days}
    return [replace(f, kind="year") if id(f) in dated else f for f in line]
