"""Of which year a value in a table is, and whether it is an aim."""

import re

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.figures.year_names import YEAR, year_ended
from cnesg.extraction.labels.head_years import header_year
from cnesg.extraction.tables.contexts import Setting
from cnesg.extraction.tables.fragments import years_among
from cnesg.extraction.tables.rows.skipped import covered

_SINCE = re.compile(r"\bsince\b|\bcumulative\b|\bto date\b|(?<![年期])(?<!年度)累计|截[至止].*累计|以来", re.IGNORECASE)
_START = re.compile(
    r"(?i)\b(?:since|from)\b\D{0,12}(?:\d{1,2} [a-z]{3,9} )?(20\d\d)(?!\d)|(?<!\d)(20\d\d)年?(?:以来|至今)"
)
_TARGET_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d|[.,]\d)")
_BY_WHEN = re.compile(
    r"(?i)\b(?:target (?:year|date)|deadline|year of (?:the )?target|by when)\b|^by(?: year)?$|目标年"
)
LONGEST_CAPTION, _NEAREST_YEARS = 90, 3


def is_target(setting: Setting) -> bool:
    """Whether a value is an aim: its row or its column says so, and not that it is the base."""
    near = [c for c in setting.contexts if c.role in {"row", "header"}]
    if any("baseline" in c.text.lower() or "基准" in c.text for c in near):
        return False
    return any(not covered(s, c.found.hits) for c in near for s in c.found.marks.get("target", []))


def summed_since(setting: Setting, year: int) -> str | None:
    """The period that a column of sums over several years says it covers: 2015-2023, cumulative; None of any other."""
    heads = " ".join(setting.headers)
    if not _SINCE.search(heads):
        return None
    start = _START.search(heads)
    return f"{start[1] or start[2]}-{year}" if start else "cumulative"


def year_of(setting: Setting, year: int) -> int:
    """The year of a value: that of its notes, its column, its row, the groups above or the captions; else `year`."""
    row = setting.row
    if is_target(setting):
        named = _TARGET_YEAR.search(" ".join((*setting.headers, row.label))) or _told_beside(setting)
        if named is not None:
            return year_ended(named.string, int(named[1]), named.end())
    if _SINCE.search(" ".join(setting.headers)):
        return year
    own = years_among((*row.notes, row.label))  # FY22 | patents granted during the year
    heads = [*reversed(setting.headers)]
    first = [head for head in heads if own and YEAR.search(head)]  # FY23, beside the year of a baseline
    for text in (*first, *own, *heads, row.label, *reversed(row.parents)):
        named_year = header_year(compact(text)[0], year)
        if named_year is not None:
            return named_year
    for caption in setting.table.captions:
        named_year = header_year(compact(caption)[0], year) if len(caption) <= LONGEST_CAPTION else None
        if named_year is not None and abs(named_year - year) <= _NEAREST_YEARS:
            return named_year
    return year


def _told_beside(setting: Setting) -> re.Match[str] | None:
    """The year that a column of its own gives the targets of each row: Target | Target year, or Deadline."""
    for column, cell in zip(setting.table.columns, setting.row.cells, strict=True):
        if cell is not None and column.headers and _BY_WHEN.search(column.headers[-1]):
            return _TARGET_YEAR.search(cell.folded)
    return None
