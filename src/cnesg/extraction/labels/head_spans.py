"""What a column's head says where its figures are of no single year that is over: sums, averages, years to come."""

import re
from collections.abc import Iterable
from functools import lru_cache

from cnesg.framework.regexes import regex

_Y = r"(?:FY\s?'?)?20\d\d(?:年度?|财年)?"
_SPAN = regex(rf"(?i)(?<!\d)((?:FY\s?'?)?20\d\d)(?:年度?|财年)?\s?(?:[-–—~至]|to)\s?({_Y})(?![\d.,])")
_FEWEST_APART = 2  # 2023-2024 is one fiscal year
_AVERAGE = regex(  # 3-year average, Average 2022-2024, 近三年平均; not Average hours, of which 2024 is
    rf"(?i)(?:\d{{1,2}}|two|three|four|five|ten)[- ]?(?:years?|yr\.?)[- ](?:rolling |moving )?(?:average|mean|avg\.?)"
    rf"|(?:average|mean|avg\.?)\s?(?:of|over|for)?\s?\(?{_Y}\s?[-–—~]\s?{_Y}\)?"
    rf"|{_Y}\s?[-–—~至]\s?{_Y}\s?(?:average|mean|avg\.?|年?平均值?|年均值?|均值)"
    r"|(?:近|最近|前|过去)?[两二三四五十2-5]年(?:平均|均值|年均)值?"
)
_ONLY_AVERAGE = regex(r"(?i)average|mean|avg\.?|(?:年度?)?平均值?|年均值?|均值")
_ONLY_TOTAL = regex(r"(?i)(?:grand )?total|sum|cumulative total|合计|总计|共计|累计")
_UNIT = regex(r"(?i)units?|(?:计量)?单位")
_SINCE = regex(
    r"\bsince\b|\bcumulative\b|\bto date\b|(?<![年期])(?<!年度)累计"
    r"|(?:历|[两二三四五十近几])年累计|截[至止].*累计|以来",
    re.IGNORECASE,
)
_START = regex(r"(?i)\b(?:since|from)\b\D{0,12}(?:\d{1,2} [a-z]{3,9} )?(20\d\d)(?!\d)|(?<!\d)(20\d\d)年?(?:以来|至今)")
_AIM = regex(  # `2030 target`, 目标值, Long-term goal
    r"(?i)(?:20\d\d年?(?:度|的)?\s?)?(?:(?:long|medium|mid|short|near)[- ]term |interim )?"
    r"(?:(?:emissions? )?reduction )?(?:节能|节电|节水|减排|减碳|降碳|能耗|排放|产量)?"
    r"\(?(?:年度|短期|近期|中期|长期|中长期|远期|考核|规划)?"
    r"(?:目标值?|预计值?|预期值?|(?:milestones?\sand\s)?(?:targets?|goals?|objectives?|ambitions?)(?:\syears?)?)"
    r"\)?(?:\s?(?:for|by|in)?\s?\(?20\d\d年?\)?|\([^()\d]{1,8}\))?|20\d\d plan|plan 20\d\d"
)
_ONE_YEAR = regex(rf"(?i)\s*({_Y})\s*")
_YEAR = regex(r"20\d\d")
_AIMED_AT = regex(r"(?i)(?:target|goal)s?(?: years?)?|目标(?:年[份度]?)?")  # over the labels
_FEWEST_YEARS = 2
_SOONEST, _STEP_OF_AIMS = 2, 5  # years after the report's (the next may be its own, misread); 2025, 2030, 2035


@lru_cache(maxsize=4096)  # of a table's heads each value asks
def averages_years(head: str) -> bool:
    """Whether a head says that what stands below it are averages over several years, and so of none.

    >>> averages_years("3-year average"), averages_years("Average hours 2024")
    (True, False)
    """
    return _AVERAGE.fullmatch(head.strip()) is not None


@lru_cache(maxsize=4096)
def years_covered(head: str) -> str | None:
    """The years that a head names the first and last of, where that is more than a fiscal year: 2022-2024.

    >>> years_covered("2022-2024 total"), years_covered("2023-2024")
    ('2022-2024', None)
    """
    found = _SPAN.search(head) if "20" in head else None
    if found is None:
        return None
    first, last = (int(_YEAR.findall(one)[0]) for one in found.groups())
    return f"{first}-{last}" if last - first >= _FEWEST_APART else None


@lru_cache(maxsize=4096)
def summed_since(head: str, year: int) -> str | None:
    """The period that the head of a column of sums over several years says it covers; None of any other.

    >>> summed_since("Cumulative since 2020", 2024), summed_since("Cumulative", 2024), summed_since("2024", 2024)
    ('2020-2024', 'cumulative', None)
    """
    if (told := years_covered(head)) is not None:
        return told
    if not _SINCE.search(head):
        return None
    start = _START.search(head)
    return f"{start[1] or start[2]}-{year}" if start else "cumulative"


@lru_cache(maxsize=4096)
def names_aim(head: str) -> bool:
    """Whether a head says that a column holds what is aimed at: `2030 target`, 目标值, Reduction target.

    >>> names_aim("2025 objective"), names_aim("Reduction target"), names_aim("Plan")
    (True, True, False)
    """
    return _AIM.fullmatch(head) is not None


def covered_beside(head: str, others: Iterable[str]) -> str | None:
    """The years that a column sums or averages which is called no more than `Total` beside columns of a year each.

    Args:
        head: the column's head.
        others: the heads of the other columns.
    """
    if _ONLY_TOTAL.fullmatch(head.strip()) is None and not is_average(head):
        return None
    told = [_only_year(one) for one in others if one and _UNIT.fullmatch(one.strip()) is None]
    years = [year for year in told if year is not None]
    if len(told) < _FEWEST_YEARS or len(years) < len(told):
        return None
    return f"{min(years)}-{max(years)}" if max(years) > min(years) else None


def is_average(head: str) -> bool:
    """Whether a head is the word for an average and nothing else."""
    return _ONLY_AVERAGE.fullmatch(head.strip()) is not None


def year_to_come(head: str, others: Iterable[str], year: int) -> int | None:
    """The year of a head that names nothing but one companies set themselves aims for: 2030 beside 2023 and 2024.

    Next year is one where another column has a later one and the document's own year has a column too. Where the head
    of the labels says what the years are (Target year | 2025 | 2030), they are aimed at.

    Args:
        head: the column's head.
        others: the heads of the other columns, that of the labels among them; without one of a year that is over the
            document's year may be misread.
        year: the document's fiscal year.
    """
    named = _only_year(head)
    if named is None or named <= year:
        return None
    told = [one.strip() for one in others]
    beside = {one for one in map(_only_year, told) if one is not None}
    if any(map(_AIMED_AT.fullmatch, told)) and all(one > year for one in beside):
        return named
    if not _is_far(named, year):
        return named if year in beside and any(_is_far(one, year) for one in beside) else None
    return named if any(one <= year for one in beside) else None


def _is_far(named: int, year: int) -> bool:
    """Whether a year is one that aims are set for, and too far off to be a misread year of the document."""
    return named >= year + _SOONEST and named % _STEP_OF_AIMS == 0


@lru_cache(maxsize=4096)
def _only_year(head: str) -> int | None:
    """The year of a head that names nothing else."""
    found = _ONE_YEAR.fullmatch(head)
    return int(_YEAR.findall(found[1])[0]) if found is not None else None
