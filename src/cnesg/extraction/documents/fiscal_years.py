"""Which fiscal year a document reports on, and on which day of the calendar its fiscal years end."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from cnesg.extraction.figures.fractions import han_number
from cnesg.extraction.figures.year_names import DECEMBER, MONTHS, YEAR, republic_years, year_ended, year_named
from cnesg.framework.regexes import regex
from cnesg.model import fiscal_period

_SAID = 3  # as often as a 31 December by itself counts what says that a year ends
_COMMON = 2023  # a year of 365 days
_MONTH = rf"(?:{'|'.join(MONTHS)})[a-z]*"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?)"
_HAN_DAY = r"[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日"
# "years ended 31 March", "截至2023年3月31日止年度": the day on which a year ends
_YEAR_ENDED = regex(
    rf"(?i)\byears?\s(?:ends?|ended|ending)(?:\son)?\s(?:the\s)?({_DAY})(?:,?\s((?:19|20)\d\d))?"
    rf"|((?:19|20)\d\d)年({_HAN_DAY})止?的?(?:财政|会计|财务|报告)?年度"
)
# "1 April 2022 to 31 March 2023": from the first day of a year to its last
_FROM_TO = regex(rf"(?i)({_DAY}),?\s((?:19|20)\d\d),?\s?(?:to|through|until|till|[-–—])\s?({_DAY}),?\s((?:19|20)\d\d)")
_FROM_TO_HAN = regex(rf"((?:19|20)\d\d)年({_HAN_DAY})起?\s?(?:至|到|[-–—~])\s?((?:19|20)\d\d)年({_HAN_DAY})")
_HAN_YEAR = regex(r"[二零一〇○oO]{2}[零一二三四五六七八九〇○oO]{2}(?=年)")
_TITLE = regex(
    r"(?i)((?:19|20)\d\d)\s*(?:年度?|财年|/\d\d)?[^\d\n。]{0,24}?"
    r"(?:报告|report|statement|review|data\s?sheet|fact\s?sheet|performance|社会责任|at\sa\sglance|highlights|by\sthe\snumbers)"
    r"|(?:report|review|statement|data\s?sheet|fact\s?sheet|报告(?!期)|key\sfigures|highlights|in\s(?:figures|numbers))[^\d\n]{0,30}?((?:19|20)\d\d)(?!\d)"
)
_PERIOD = regex(  # no 报告期内 of the dividends for another year
    r"(?i)(?:报告期(?![内末初后间][^(（])|时间范围|时间跨度|报告时间|时间界限|报告年度|reporting period|year ended"
    r"|for the year|covers? the (?:period|financial year|fiscal year|year))[^。.]{0,60}?"
    r"((?:19|20)\d\d)(?:\s*年[^。.]{0,12}?(?:至|到|—|-|~)\s*((?:19|20)\d\d)?"
    r"|,?\s(?:to|through|until)\s[a-z\d ,]{3,20}?((?:19|20)\d\d))?"
)
_FY = r"(?:FY\s?'?\d\d(?!\d)|(?:FY\s?)?(?:19|20)\d\d)"
_ONE_HEADER = rf"{_FY}\s?年?度?(?:/\d{{1,2}})?(?:\s(?:target|baseline|base year))?(?:\s\d\))?"
# A line of a table's headers and nothing else: 2022 2021 2020, Unit FY2022 FY2021, | 2022 | 2021* |
_HEADERS = regex(rf"(?i)\W*(?:[a-z]+\W+){{0,3}}{_ONE_HEADER}(?:[\s|*†‡§]+{_ONE_HEADER})+\W*")
_SIDE_BY_SIDE = regex(rf"(?i){_FY}[\s|]+{_FY}(?!\s?[-:/])")  # among other heads: Target Base year 2022 2023 Status
_OTHER_YEAR = regex(  # years that say nothing of the report's own
    # (2022: 1,234 tonnes), (FY22: 36%), told beside this year's; 2030: 100%
    rf"(?i)\({_FY}年?(?:度|底|末)?\s?:(?:[^()]*\))?|\b{_FY}\s?:\s?[<>≤≥~]?\d"
    # what figures are set against, and by when something is aimed at
    r"|\bbase(?:line)?(?:\s?years?)?,?\s(?:of\s)?(?:19|20)\d\d|\b(?:FY\s?)?(?:19|20)\d\d\s(?:as\sa\s|as\sthe\s)?base(?:line)?\b"
    rf"|\b(?:compared\s(?:to|with)|against|from|versus|vs\.?)\s[^\s\d]{{0,4}}\d[\d.,]*\s?(?:[a-z%]+\s){{0,3}}in\s{_FY}"
    r"|\b20\d\d\s(?:targets?|goals?|ambitions?)\b"
    r"|\b(?:compared|relative|against|versus|vs\.?)\s(?:(?:to|with)\s)?(?:the\syear\s)?(?:19|20)\d\d"
    r"|\b(?:by|until|since|before|prior\sto)\s(?:the\send\sof\s)?(?:19|20)\d\d"
    r"|(?:较|基准年[为:是]?)(?:19|20)\d\d年?|(?:19|20)\d\d年?(?:为|作为)?基准"
    # editions of standards: GRI 305: Emissions 2016, General Disclosures 2021
    r"|\bGRI\s(?:standards?:?\s)?\d{1,3}\s?:[^|\d]{0,60}20\d\d"
    r"|\b(?:general disclosures|material topics|foundation)\s20\d\d"
    # the same behind their codes, 401-1 and its edition in brackets
    r"|\b(?:GRI\s)?[1-4]\d{0,2}-\d{1,2}(?:-[a-z])?\s?(?:\(20\d\d\)|20\d\d\b)|^\s?\(20(?:16|18|19|20|21|24)\)$"
)
_AGENDA = regex(  # what a board dealt with in the year: 审议了|2018年度董事会工作报告|、|2018年度利润分配|方案
    r"(?:19|20)\d\d年(?:年?度)?(?:的)?[^，,。；;、\d]{0,12}?"
    r"(?:工作报告|工作总结|述职报告|履职报告|审计报告|审计工作|专项报告|业绩报告|财务决算|利润分配|股息分配|关联交易|内部控制|议案)"
)
_DIGIT = regex(r"\d")
_LAST_DAY = regex(
    r"(?i)((?:19|20)\d\d)年\s?(?:12|十二)月\s?(?:31|三十一)日"
    r"|(?:december 31(?:st)?,?|31(?:st)? december,?)\s*((?:19|20)\d\d)"
)


def fiscal_year(lines: Iterable[str], name: str = "") -> int | None:
    """The fiscal year that a document reports on, from its title, its statement of the period, or its numbers.

    Args:
        lines: the first lines of the document, folded (a few hundred are enough).
        name: the file's name, used when the text gives no hint.
    """
    votes: Counter[int] = Counter()
    others: Counter[int] = Counter()  # where nothing else tells
    for number, printed in enumerate(lines):
        weight, text = 3 if number < 40 else 1, _AGENDA.sub("", printed) if "年" in printed else printed
        for found in _PERIOD.finditer(text):
            last = 2 if found[2] else 3 if found[3] else 1
            votes[year_ended(text, int(found[last]), found.end(last))] += 6
        for found in _TITLE.finditer(text):
            of = 1 if found[1] else 2
            votes[year_ended(text, int(found[of]), found.end(of))] += 2 * weight
        for found in _YEAR_ENDED.finditer(text):
            if found[3]:
                votes[int(found[3])] += 6
        for found in _LAST_DAY.finditer(text):
            votes[int(found[1] or found[2])] += 2
        named = [year_named(found) for found in YEAR.finditer(_OTHER_YEAR.sub("", text))]
        for value in _newest(named) if _HEADERS.fullmatch(text) or _SIDE_BY_SIDE.search(text) else named:
            votes[value] += 1
        others.update(year_named(found) for found in YEAR.finditer(printed))
        if "年" in text:
            votes.update(dict.fromkeys(republic_years(text), weight))  # 111年度, of Taiwan
        for found in _HAN_YEAR.finditer(text):
            votes[_han_year(found.group())] += 4 * weight
    usable = {year: count for year, count in (votes or others).items() if 1990 <= year <= 2100}
    if usable:
        return max(usable, key=lambda y: (usable[y], y))
    in_name = YEAR.search(name)
    return year_named(in_name) if in_name and in_name[1] else None


def year_end(lines: Iterable[str]) -> tuple[int, int]:
    """Month and day on which the document's fiscal years end, as it says; 31 December where it says nothing.

    Only the last days of months count: the day that a year of 52 weeks ends on is another each year. A period that is
    told once, in a report that goes on to speak of 31 December, is the report's and not the company's.

    Args:
        lines: the first lines of the document, folded.
    """
    votes: Counter[tuple[int, int]] = Counter()
    for text in lines:
        if "31" in text or "三十一" in text:
            votes[DECEMBER] += len(_LAST_DAY.findall(text))
        for day, _ in _told_ends(text):
            votes[day] += _SAID
    ends = {day: count for day, count in votes.items() if day[0] and day[1] == monthrange(_COMMON, day[0])[1]}
    return max(ends, key=lambda day: (ends[day], day)) if ends else DECEMBER


def last_year_ended(lines: Iterable[str]) -> int | None:
    """The latest calendar year in which one of the document's fiscal years ends, as it says; None where it says none.

    Args:
        lines: the first lines of the document, folded.
    """
    return max((year for text in lines for _, year in _told_ends(text) if year), default=None)


def _told_ends(text: str) -> Iterator[tuple[tuple[int, int], int | None]]:
    """Month and day on which years end that a text speaks of, and the calendar year if it gives one."""
    if _DIGIT.search(text) is None:  # as most lines
        return
    for found in _YEAR_ENDED.finditer(text):
        year = found[2] or found[3]
        yield _month_day(found[1] or found[4]), int(year) if year else None
    for found in _FROM_TO.finditer(text):
        if _is_one_year(found[1], int(found[2]), found[3], int(found[4])):
            yield _month_day(found[3]), int(found[4])
    for found in _FROM_TO_HAN.finditer(text) if "月" in text else ():
        if _is_one_year(found[2], int(found[1]), found[4], int(found[3])):
            yield _month_day(found[4]), int(found[3])


def _month_day(text: str) -> tuple[int, int]:
    """Month and day of "31 March", "March 31st", 3月31日, 三月三十一日; a month of 0 where there is no such day."""
    if "月" in text:
        month, day = (int(part) if part.isdecimal() else int(han_number(part) or 0) for part in text[:-1].split("月"))
    else:
        month = 1 + next(place for place, name in enumerate(MONTHS) if re.search(rf"(?i)\b{name}", text))
        day = int("".join(filter(str.isdigit, text)))
    return (month, day) if 1 <= month <= len(MONTHS) and 1 <= day <= monthrange(_COMMON, month)[1] else (0, 0)


def _is_one_year(first: str, first_year: int, last: str, last_year: int) -> bool:
    """Whether two days are the first and the last of twelve months."""
    begin, end = _month_day(first), _month_day(last)
    if not (begin[0] and end[0]):
        return False
    return fiscal_period(last_year, end)[0] == date(first_year, *begin)


def _newest(headers: list[int]) -> list[int]:
    """The year that a table's headers tell results of: the newest that follows on another, so no target of later on."""
    following = [year for year in headers if year - 1 in headers]
    return [max(following)] * len(headers) if following else headers


def _han_year(text: str) -> int:
    digits = {"零": "0", "〇": "0", "○": "0", "o": "0", "O": "0"} | dict(
        zip("一二三四五六七八九", "123456789", strict=True)
    )
    return int("".join(digits.get(c, "0") for c in text))
