"""Of which year a value in a table is, and whether it is an aim."""

import re

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.figures.year_names import YEAR, year_ended
from cnesg.extraction.labels.head_spans import covered_beside, names_aim, summed_since, year_to_come
from cnesg.extraction.labels.head_years import header_year
from cnesg.extraction.prose.years.years import last_of_span
from cnesg.extraction.tables.contexts import Setting
from cnesg.extraction.tables.fragments import years_among
from cnesg.extraction.tables.rows.skipped import covered
from cnesg.framework.regexes import regex

_TARGET_YEAR = regex(r"(?<!\d)(20\d\d)(?!\d|[.,]\d)")
_YEAR_ALONE = regex(r"(?i)(?:FY\s?)?(?:19|20)\d\d\s?年?度?(?:\(FY\))?")
_BY_WHEN = regex(r"(?i)\b(?:target (?:year|date)|deadline|year of (?:the )?target|by when)\b|^by(?: year)?$|目标年")
_SHARE_ALONE = regex(
    r"(?i)\(?(?:as |in |as an? )?(?:a )?(?:%|percentage|per cent|share|proportion)(?: of (?:the )?(?:total|whole))?\)?"
    r"|[占比]?比[例重率]|占比|百分比"
)
_FEWEST_YEARS = 2
LONGEST_CAPTION, _NEAREST_YEARS = 90, 3
LONGEST_TITLE = 140  # that names what is measured; years are not looked for in longer captions


def is_target(setting: Setting, year: int) -> bool:
    """Whether a value is an aim: its row or its column says so, and not that it is the base."""
    if any(map(names_aim, setting.headers)):
        return True
    innermost = setting.headers[-1] if setting.headers else ""
    heads = (one.headers[-1] for one in setting.table.columns if one.headers)
    if year_to_come(innermost, (" ".join(setting.table.corner), *heads), year):
        return True
    near = [c for c in setting.contexts if c.role in {"row", "header"}]
    if any("baseline" in c.text.lower() or "基准" in c.text for c in near):
        return False
    return any(not covered(s, c.found.hits) for c in near for s in c.found.marks.get("target", []))


def period_of(setting: Setting, year: int) -> str | None:
    """The period that a column of sums over several years says it covers: 2015-2023, cumulative; None of any other."""
    if _YEAR_ALONE.fullmatch(setting.row.label.strip()):
        return None  # one of the years of a title over all columns: Helped in 2014-2016 | 2014
    if (since := summed_since(" ".join(setting.headers), year)) is not None:
        return since
    innermost = setting.headers[-1] if setting.headers else ""
    heads = (one.headers[-1] for one in setting.table.columns if one.headers and one.headers[-1] != innermost)
    return covered_beside(innermost, heads)


def year_of(setting: Setting, year: int) -> int:
    """The year of a value: that of its notes, its column, its row, the groups above or the captions; else `year`."""
    row = setting.row
    if is_target(setting, year):
        named = _TARGET_YEAR.search(" ".join((*setting.headers, row.label))) or _told_beside(setting)
        if named is not None:
            return year_ended(named.string, int(named[1]), named.end())
    if (period := period_of(setting, year)) is not None:
        return last_of_span(period) or year
    own = years_among((*row.notes, row.label))  # FY22 | patents granted during the year
    heads = [*reversed(setting.headers)]
    first = [head for head in heads if own and YEAR.search(head)]  # FY23, beside the year of a baseline
    alone = [row.label] if _YEAR_ALONE.fullmatch(row.label.strip()) else []
    for text in (*alone, *first, *own, *heads, row.label, *reversed(row.parents)):
        named_year = header_year(compact(text)[0], year)
        if named_year is not None:
            return named_year
    if (beside := _year_beside(setting, year)) is not None:
        return beside
    for caption in setting.table.captions:
        named_year = header_year(compact(caption)[0], year) if len(caption) <= LONGEST_CAPTION else None
        if named_year is not None and abs(named_year - year) <= _NEAREST_YEARS:
            return named_year
    return year


def _year_beside(setting: Setting, year: int) -> int | None:
    """The year of the column left of one that says but that it gives shares: 2017 | as a % | 2016 | as a %."""
    heads = [compact(one.headers[-1])[0].strip() if one.headers else "" for one in setting.table.columns]
    if not _SHARE_ALONE.fullmatch(heads[setting.column]):
        return None
    years = [header_year(head, year) for head in heads]
    if sum(one is not None for one in years) < _FEWEST_YEARS or years[0] is None:
        return None
    return next((one for one in reversed(years[: setting.column]) if one is not None), None)


def _told_beside(setting: Setting) -> re.Match[str] | None:
    """The year that a column of its own gives the targets of each row: Target | Target year, or Deadline."""
    for column, cell in zip(setting.table.columns, setting.row.cells, strict=True):
        if cell is not None and column.headers and _BY_WHEN.search(column.headers[-1]):
            return _TARGET_YEAR.search(cell.folded)
    return None
