"""How years are named: 2022, FY22, 2022/23."""

import re
import sys
from collections.abc import Iterator

from cnesg.framework.regexes import regex

OF_A_LAW = regex(  # 研读2015年|实施的新《安全生产法》, 2013年|颁布的新规定
    r"年?(?:新?(?:实施|颁布|发布|修订|印发|出台|施行|下发|公布|生效)(?:实施)?)的[^,，。;；]{0,10}?(?:《|法(?!人)|规定|办法|条例|标准|通知|意见)"
)


def _any_of(words: str) -> re.Pattern[str]:
    """Alternatives in either case, each beginning with a letter: a look at that passes over most places at once."""
    return regex(rf"(?i)(?=[{''.join(sorted({word[0] for word in words.split('|')}))}])(?:{words})")


_COUNTED = (  # 2058人 is no year
    r"[余多]?\s?(?:人(?![力才工事员均大数])|名(?!单)|户(?![外数])|家(?!数)|次(?!数)|万[元人吨千平户册件余多]|亿|元(?!旦)|吨|件(?!数)|台(?![湾北中南东州])|套|册|场(?![次数])|株|棵|亩|位|个"
    r"|辆|盏|艘|箱|袋|瓶|桶|颗|块|座(?!谈)|张(?!家)|支(?![持付撑援出])|公顷"
    r"|项(?!目)|期(?![末间内初])|千瓦|平方|小时(?!数)|公斤|立方|公里|条|份(?!额))"
)
YEAR = regex(  # ISO14001:2015 is a standard's
    rf"(?i)(?=[12F])(?:(?<![\d.])(?<!\d{{3}}[:：])(?<!\d{{3}}[:：]\s)(?:FY\s?'?)?((?:19|20)\d\d)(?!\d|[,.]\d|%|\s?{_COUNTED})|\bFY\s?'?(\d\d)\b)"
)
# Behind a year the end of the next: 2022/23, 2022/2023
OTHER_HALF = r"\s?/\s?(?:(?:19|20)(?=\d\d))?(\d\d)(?![\d%]|[.,/-]\d)"
# ... or 2022-23, in narrow heads over two lines (2022- | 23); not 2011-12, which is a month
_OTHER_HALF = regex(rf"{OTHER_HALF}|[-–](?:\s(?=\d\d\s*(?:\(|$)))?(1[3-9]|[2-9]\d)(?![\d%]|[.,/-]\d)")
LAST_YEAR = _any_of(
    "上年度?|去年|上一年|前一年|上一报告期|上一期"
    r"|(?<!as in the )(?<!as in )(?<!like the )(?:previous (?:financial |fiscal )?year|prior year|last year)(?!s)"
)
THIS_YEAR = _any_of(r"报告期|本年度?|目前|现有|现任|本报告期|年内|this year|the year\b|reporting period|current year")
BORN = "(?:[5-9][05]|0[05])"  # 80后, 90后: those born from that year on
_CENTURY = 100
_OF_REPUBLIC = regex(  # 113年受训293人, 民国113年度, as in Taiwan; not 120年历史
    r"(?:民[国國]\s?|(?<![^。,，;；:：(（、\s于於在至自]))(1[0-2]\d)\s?年(?![前来來以间間历歷史庆慶老华華诞誕])"
)
BEFORE_REPUBLIC = 1911  # the first of such years is 1912
_MOST_YEARS_AGO = 5
DECEMBER = (12, 31)  # month and day on which most fiscal years end
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Heads of columns whose year has two digits or is dated: YE23, CY 23, '23, Dec-23, 31-Dec-23, 30 Jun 23, 2023.12.31,
# 23年
SHORT_YEAR = (
    r"(?:fye|ye|cy|yr)\s?'?(?P<named>\d\d)|'(?P<bare>\d\d)"
    rf"|(?:\d\d?[- ])?(?:{'|'.join(MONTHS)})[a-z]{{0,6}}[-']{{1,2}}(?P<month>\d\d)"
    rf"|\d\d?\s(?:{'|'.join(MONTHS)})[a-z]{{0,6}}\s(?P<day>\d\d)(?!\d)"
    r"|20(?P<dotted>\d\d)\.\d{1,2}\.\d{1,2}"
    r"|(?P<counted>1[5-9]|2\d)年度?末?(?=\s*(?:\(.*)?$)"
)
_SHORT_YEAR = regex(rf"\s*(?:{SHORT_YEAR})(?!\d)", re.IGNORECASE)
_TWO_HALVES = regex(r"'?(\d\d)\s?[/–-]\s?'?(\d\d)\*?")  # 15/16, 15-16: alone in a head
_MONTH_BEHIND = regex(r"年\s?(\d{1,2})\s?月")  # 2022年10月
_MONTH_BEFORE = regex(rf"(?i)\b({'|'.join(MONTHS)})[a-z]{{0,6}},?\s(?:\d{{1,2}},?\s)?$")  # 31 October 2022
_LONGEST_MONTH = 16


def year_named(found: re.Match[str]) -> int:
    """The year that a match of `YEAR` names; one named by both calendar years that it touches is the one it ends in."""
    return year_ended(found.string, int(found[1]) if found[1] else 2000 + int(found[2]), found.end())


def short_year(text: str) -> int | None:
    """The year that the head of a column begins with in two digits: YE23, '23, Dec-23, 22/23; None without one."""
    halves = _TWO_HALVES.fullmatch(text.strip())
    if halves is not None and int(halves[2]) == int(halves[1]) + 1:
        return 2000 + int(halves[2])
    found = _SHORT_YEAR.match(text)
    return 2000 + int(next(filter(None, found.groups()))) if found else None


def year_ended(text: str, year: int, at: int) -> int:
    """The fiscal year of a year's name that ends at `at`: 2023 of 2022/23 and of 2023.

    Source: a year is the fiscal year that ends in it (docs/naming.md).
    """
    half = _OTHER_HALF.match(text, at)
    return year + 1 if half and int(half[1] or half[2]) == (year + 1) % _CENTURY else year


def year_dated(found: re.Match[str], ends: tuple[int, int], report: int) -> int:
    """As `year_named`; a month after the last of the fiscal year is of the next: October 2022 of a year to March 2023.

    What a report tells of days after its own year stays with that year: nothing else is said of the next.

    Args:
        found: a match of `YEAR`.
        ends: month and day on which the fiscal years end.
        report: the fiscal year that the report is on.
    """
    year, text = year_named(found), found.string
    if ends == DECEMBER or year >= report:
        return year
    if behind := _MONTH_BEHIND.match(text, found.end()):
        return year + (int(behind[1]) > ends[0])
    before = _MONTH_BEFORE.search(text, max(0, found.start() - _LONGEST_MONTH), found.start())
    return year + (before is not None and MONTHS.index(before[1].lower()) + 1 > ends[0])


def republic_years(text: str, start: int = 0, at: int = sys.maxsize) -> Iterator[int]:
    """The years of a text that are counted from the Republic of China's first: 111年度 is 2022.

    Args:
        text: folded text.
        start: where to begin to look.
        at: where to end.
    """
    return (int(found[1]) + BEFORE_REPUBLIC for found in _OF_REPUBLIC.finditer(text, start, at))


def year_of_republic(text: str, start: int, at: int, year: int) -> int | None:
    """The last year counted from the republic's founding before a number, not long before the document's; else None.

    Args:
        text: folded text of a sentence.
        start: where to begin.
        at: offset of the number.
        year: the document's fiscal year.
    """
    named = republic_years(text, start, at)
    return next((one for one in reversed(list(named)) if year - _MOST_YEARS_AGO <= one <= year + 1), None)
