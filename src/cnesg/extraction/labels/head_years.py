"""The year that a head or a row's label names: `2020`, FY20, 上年, 本期."""

from functools import lru_cache

from cnesg.extraction.figures.year_names import BEFORE_REPUBLIC, LAST_YEAR, THIS_YEAR, YEAR, short_year, year_named
from cnesg.framework.regexes import regex

_DAY = regex(  # 31.12.2023, 12/31/2023
    r"(?<![\d.])(?:(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[./-](?:1[3-9]|2\d|3[01]))"
    r"[./-]((?:19|20)\d\d)(?![\d.])"
)
_OF_REPUBLIC = regex(r"(?<![\d.,])(1[0-2]\d)\s?年(?![前来以间历史庆老])")  # 112年员工结构, as in Taiwan
_NEAR = 3  # years off the document's
_COMPARED = regex(  # cut (vs 2020), compared with base year 2020
    r"(?i)\b(?:vs\.?|versus|compared (?:with|to)|relative to|against)\s?"
    r"(?:(?:the |a |our |its )?(?:base ?line|base[- ]year)(?: of| in)?\s|the )?$"
)
_BESIDE_ITS_FIGURE = regex(r"\((?:FY ?)?20\d\d\s?:\s?[^\s()\d]{0,3}\d")  # 20.4% are (2023: 18.9%)
_OF_NOW = regex(r"\s*(?:今年|当年)(?:度|数|值|实际)?\s*(?:\([^()]*\)\s*)?$")  # not 占当年利润的比例
_PERIOD_BEFORE = regex(
    r"(?i)\b(?:previous|prior|last|preceding) (?:reporting |financial |fiscal )?(?:period|year)\b|上一年度"
)
_THIS_PERIOD = regex(r"(?i)\bcurrent (?:reporting |financial |fiscal )?period\b|\breporting year\b|报告年度")
_PREVIOUS_PERIOD, _CURRENT_PERIOD = "上期", "本期"  # headers of accounts: 本期发生额 | 上期发生额, 上期期末数
_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?"
    r"|sep(?:tember|t?\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_OF_MONTH = r"\d{1,2}(?:st|nd|rd|th)?"
_OVER_YEARS = regex(  # over the years: As at 31 March, For the year ended 30 June, Dec. 31,
    r"(?i)(?:as (?:at|of)|at|(?:for )?(?:the )?(?:(?:financial|fiscal|reporting) )?(?:years?|periods?|12 months)"
    rf" (?:ended|ending|to|as at)|fye?|year[- ]end):? (?:{_OF_MONTH} )?{_MONTH}(?: {_OF_MONTH})?,?"
    rf"|(?:{_OF_MONTH} {_MONTH}|{_MONTH} {_OF_MONTH}),?"
)


@lru_cache(maxsize=4096)  # of a table's headers each value asks
def header_year(text: str, year: int) -> int | None:
    """The year that a header or row label names: `2020`, `2020年度`, FY20, 上年, 报告期; None where it names none.

    Args:
        text: folded text of the cell.
        year: the document's fiscal year.
    """
    found = [
        year_named(m)
        for m in YEAR.finditer(text)
        if not _COMPARED.search(text, 0, m.start()) and not _BESIDE_ITS_FIGURE.match(text, max(m.start() - 1, 0))
    ]
    found = found or [int(m[1]) for m in _DAY.finditer(text)]
    found = found or list(filter(None, [short_year(text)]))
    found = [y for y in found if year - 40 <= y <= year + 1]
    found = found or [y for m in _OF_REPUBLIC.finditer(text) if abs((y := int(m[1]) + BEFORE_REPUBLIC) - year) <= _NEAR]
    if found:
        return found[-1]
    if (
        LAST_YEAR.search(text)
        or _PERIOD_BEFORE.search(text)
        or any(word in text for word in ("期初", "年初", _PREVIOUS_PERIOD))
    ):
        return year - 1
    now = THIS_YEAR.search(text) or _THIS_PERIOD.search(text) or _OF_NOW.match(text)
    if now or any(word in text for word in ("期末", "年末", _CURRENT_PERIOD)):
        return year
    return None


def names_day(text: str) -> bool:
    """Whether a head says no more than at or to which day of its years a column counts.

    >>> names_day("As at 31 March"), names_day("Dec. 31,"), names_day("March")
    (True, True, False)
    """
    return _OVER_YEARS.fullmatch(text.strip()) is not None
