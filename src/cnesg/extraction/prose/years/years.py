"""Which fiscal year a number is for."""

import re
from collections.abc import Sequence
from itertools import pairwise

from cnesg.extraction.figures.year_names import (
    DECEMBER,
    LAST_YEAR,
    OF_A_LAW,
    THIS_YEAR,
    YEAR,
    year_dated,
    year_of_republic,
)
from cnesg.extraction.prose.years.asides import years_of_nil
from cnesg.framework.regexes import regex

_OPENS, _CLOSES = '"“《「『', regex(r'["”》」』]')
_NOT_BEFORE = regex(
    r"(?i)(?:比|较|与|自|从|由|同|高于|低于|优于|超过|超出|多于|少于|相比于?"
    r"|成立于|始建于|(?:基准年?|基年|基期)[为是]?|以|since|than|from|compared (?:to|with)|against|versus|vs\.?"
    r"|base(?:line)?(?: year)?(?: of)?|relative to|in comparison with|established in|founded in"
    r"|on(?! \d{1,2} [A-Za-z]| [A-Za-z]{3,9} \d)|over)"  # of a day, as in "On 3 May 2022", is the year of what happened
    r"(?:\s+(?:in|at|for|during))?(?:\s+the)?"
    r"\s*(?:(?:19|20)\d\d\s?年?(?:度|末|底)?\s?(?:、|和|及|与|,|and)\s?){0,2}"  # 较2020和|2021年下降8%和5%
    r"\s*(?:\(|年?初|\d{1,2}\s[a-z]{3,9}|[a-z]{3,9}\s\d{1,2},)?\s*$"
)
# Our scholarship, launched in| 2010, has helped 1,300 students
_BEGUN = regex(
    r"(?i)(?<!were )(?<!was )(?<!been )(?<!we )"
    r"\b(?:launched|introduced|set up|opened|started|initiated|inaugurated)\sin\s$"
)
# Phase 1 gives 412 kW, which was completed in September| 2016
_ADDED_THEN = regex(
    r"(?i)(?:, |\bwhich (?:was |were |has been |have been ))(?:completed|commissioned|built|acquired|opened|founded"
    r"|established|installed|put into (?:operation|service|use))\sin\s(?:[a-z]{3,9}\s)?$"
)
_NOT_AFTER = regex(
    r"^\s*(?:年|年度)?\s*(?:\d{1,2}\s?月\s?)?(?:\d{1,2}\s?[日号]\s?)?"
    r"(?:起|以来|开始|成立|(?:公司)?(?:重组)?上市|挂牌|创立|创建|建厂|组建"
    r"|之前|以前|版|修订|[^,，。;；\d]{0,14}的?基础之?上"  # 在2015年改造的基础上,年节约...
    r"|(?:年度)?股东(?:周年)?大会|(?:年度)?(?:网上|现场|网络|线上|集体)*业绩(?:说明|发布|推介|交流)"
    # 2015年4项延续项目: what was begun then goes on
    r"|(?:\d{1,4}[余多]?[项个])?[^,，。;；\d]{0,4}(?:延续|结转|跨年度?|遗留|续建|转入)[^,，。;；\d]{0,8}(?:项目|课题|工程)"
    r"|baseline|base year|levels?\b)"
)
# 审议了2015年年度报告: the year is of a document's title, and of nothing that is told beside it
_OF_A_DOCUMENT = regex(
    r"年?(?:年度|半年度|[一二三四]季度|度)?[^,，。;；、\d]{0,14}?"
    r"(?:报告(?!期)|报表|决算|预算|利润分配|方案|预案|议案|计划|公告)"
)
# 就2015年度报告召开业绩说明会, 投资者关于2015年度利润分配的问题: the year is of what was talked about
_TALKED_OF = regex(r"(?:关于|围绕|针对|就)(?:公司)?$")
_RESULTS_OF = regex(
    r"年?(?:年度|度)?(?:公司)?(?:年度|半年度)?的?(?:利润分配|分红|经营|业绩|报告(?!期)|年报|财务|生产经营)"
)
_SEEN_TO = regex(
    r"(?:审议|审阅|审核|审查|批准|通过|披露|发布|编制|刊登|公告|出具|报送|听取)(?:通过|批准|并通过|了|的|公司)*\s?$"
)
# 2010年9月在深圳挂牌上市,现有员工3210人: the year is of the company's history, and holds for no later clause
_HISTORY = regex(
    r"年?(?:\d{1,2}月)?(?:\d{1,2}[日号])?[^,，。;；\d]{0,24}"
    r"(?:首次公开发行|上市(?!公司)|挂牌|成立(?!了)|改制|创立|创建|建厂|注册成立|更名)[^。;；]*?[,，;；]"
)
# 比2015年的6次减少: the figure is of 2015, and only that figure
_COMPARED_WITH = regex(r"(?:比|较|由|从|自|同|与)\s*$")
_ITS_FIGURE = regex(r"年?(?:度|末|底|同期)?的?\s?\(?(?:约|近)?$")
_COMPARED_PREVIOUS = regex(r"(?:比|较|由|从|与)(?:上年度?|去年|上一年)(?:同期)?的?\s?(?:约|近)?$")
# Compared with 5,210 in 2020, |waste fell to: the year is that of the first figure only
_COMPARED_FIRST = regex(r"(?i)\s*(?:as |when )?compared (?:to|with) (?:[^,.;]|[.,](?=\d))*,\s")
_THREE_YEARS = regex(
    r"(?i)(?:past|last|previous|recent) (?:three|3) (?:financial |fiscal |reporting )?years"
    r"|(?:过[去往]|近|最近|前|连续)(?:三|3)(?:个?(?:财政|会计|财务|报告)?年)"
)
_HOW_MANY = dict(zip((*"二两四五六七八九十23456789", "10"), (2, 2, *range(4, 11), *range(2, 11)), strict=True))
_SOME_YEARS = regex(
    r"(?:过去|最近|(?<![附接就])近)([二两四五六七八九十2-9]|10)(?:个?(?:财政|会计|财务|报告)?年)(?!级|前|内[,，]?[将拟])"
)
_YEAR_LIST = regex(
    r"((?:19|20)\d\d)\s?(?:年度?)?\s?(?:、|和|及|与|,|and|,\s?and)\s?(?:FY\s?)?((?:19|20)\d\d)\s?(?:年度?)?"
    + r"(?:\s?(?:、|和|及|与|,|,\s?and|and)\s?(?:FY\s?)?((?:19|20)\d\d)(?:年度?)?)?" * 3
)
# 8.2% and 9.1% |in 2023 and 2022, respectively
_IN_TURN_BEHIND = regex(
    r"(?i)\s(?:[a-z]+\s){0,3}(?:in|for|during|at|of)\s(?:the\s)?(?:[a-z]+\s){0,4}(?:\d{1,2} [a-z]+ )?"
    rf"(?:FY\s?)?{_YEAR_LIST.pattern},?\s?respectively"
)
_BEGINS_WITH_YEARS = regex(rf"(?i)\s*(?:in|for|during)\s(?:FY\s?)?{_YEAR_LIST.pattern},?\s")
_RESPECTIVELY = regex(r"(?i)分别|各为|respectively")
_MOST_YEARS = 4  # between the first and the last of a span whose years are told one by one
_SPAN = regex(r"((?:19|20)\d\d)\s*(?:年度?)?\s*(?:[-—–~〜]{1,2}|至|到|to)\s*((?:19|20)\d\d)")


def step_of(years: Sequence[int]) -> int:
    """1 where years rise one by one, -1 where they fall so, else 0."""
    steps = {b - a for a, b in pairwise(years)}
    return steps.pop() if steps in ({1}, {-1}) else 0


# 预计2017年投产,其中一期已经投产: what follows was done
DONE_SINCE = regex(r"[,，;；][^,，;；]*(?:已经?(?!列|纳|确定|签|获批|规划)|报告期内?|截[至止])")
_AIMED = regex(r"(?:预计|预期|计划|拟|力争|争取|将|到|至)[到至在于]?$")
FIRST_YEAR = 1950
_DASHES = frozenset("-—–")
_STANDARD = regex(r"(?<![A-Za-z])[A-Z]{2,4}(?:/?[A-Z]{1,2})?\s?\d{2,6}(?:\.\d{1,2})*\s?[-—–]$")  # 按照GBZ188-|2007
_LONG_AGO = "早在"  # 早在1979年: of that year, not of the report's

_GOES_ON = regex(r"[,;|]|^\s[A-Z][a-z]")  # up from 41 in 2020, and here the next line begins: Women in leadership
_OF_COMPARED = regex(  # up from 12% in| 2021, with 36 MW installed
    r"(?i)\b(?:(?:up|down) from|compared (?:with|to)|versus|vs\.?|against)\s[^,.;\d]{0,8}\d[\d,.]*[^,.;\d]{0,24}\sin\s$"
)


_CHANGED_ON = regex(r"(?i)%\s(?:on|over|against|versus)\s(?:the )?$")  # a fall of 7% on| the prior year
_OF_EARLIER = regex(
    r"(?i)\b(?:from|than|compared (?:with|to)|against|versus|vs\.?)\s(?:[a-z]+ ){0,2}[^\s\d]{0,4}\d[\d.,]*"
    r"(?:\s?%|\s[^,;.]{1,30}?)?\s(?:in|for)\s(?:the year |fiscal )?$"
)
_REACH_EARLIER = 80  # characters from what a figure is compared with to its year
_THEN_ON = regex(r"(?i)(?:,|\)|;|\s(?:and|while|whereas|with)\s)(?!\s?respectively)")


def year_at(text: str, at: int, year: int, start: int = 0, ends: tuple[int, int] = DECEMBER) -> int | None:
    """The year that the words before a number set for it, within `text[start:at]`; None where they set none.

    The nearest year before the number counts, unless it is what something is compared with (比, 较, since, from) or a
    beginning (起, 以来). A year in brackets holds only inside the brackets.

    Args:
        text: folded text of a sentence.
        at: offset of the number.
        year: the document's fiscal year, which 报告期内 and "this year" mean.
        start: where to begin.
        ends: month and day on which the document's fiscal years end.
    """
    best: tuple[int, int] | None = None
    first = _COMPARED_FIRST.match(text, start, at)
    start = first.end() if first else start
    if _COMPARED_PREVIOUS.search(text, max(start, at - 12), at):
        return year - 1
    for found in YEAR.finditer(text, start, at):
        value = year_dated(found, ends, year)
        if _only_compared(text, found, start):
            if _ITS_FIGURE.fullmatch(text, found.end(), at) and 1990 <= value <= year:
                return value
            if text[found.start() - 1] == "由":
                continue
        early = value >= FIRST_YEAR and text[found.start() - 2 : found.start()] == _LONG_AGO
        if (
            (early or 1990 <= value <= 2060)
            and _sets_year(text, found, at)
            and not (value > year and _done_since(text, found, at))
        ):
            best = (found.start(), value)
    for pattern, value in ((THIS_YEAR, year), (LAST_YEAR, year - 1)):
        for found in pattern.finditer(text, start, at):
            before = text[max(0, found.start() - 24) : found.start()]
            if _NOT_BEFORE.search(before) or _CHANGED_ON.search(before):
                continue
            if _in_closed_bracket(text, found.start(), at):
                continue
            if best is None or found.start() > best[0]:
                best = (found.start(), value)
    return best[1] if best else year_of_republic(text, start, at, year)


_EACH_OF_SPAN = regex(
    r"((?:19|20)\d\d)年?(?:\d{1,2}月)?(?:起|开始)?(?:至|到|[-—–~])((?:19|20)\d\d)年?(?:\d{1,2}月)?(?:[年底末止间期内]|期间)*"
    r"[,，]?[^,，。;；\d]{0,10}每年(?!度)[^。;；\d]{0,24}$"
)
# We run 80% of the trains of| 2019, and our use of diesel rose to
_SHARE_OF_THEN = regex(r"(?i)\d%\sof\s(?:the|our|its)\s[^,.;\d]{2,40}\s(?:of|in|from)\s$")


def _is_of_compared(text: str, found: re.Match[str], at: int) -> bool:
    """Whether a year is that of a figure compared with, and the sentence goes on behind it."""
    if _THEN_ON.match(text, found.end(), at) and _SHARE_OF_THEN.search(text, max(0, found.start() - 60), found.start()):
        return True
    if _OF_COMPARED.search(text, max(0, found.start() - 60), found.start()) and _GOES_ON.search(text[found.end() : at]):
        return True
    before = max(0, found.start() - _REACH_EARLIER)  # from 17.8% in 2021, with voluntary turnover at| 11.5%
    earlier = _OF_EARLIER.search(text, before, found.start())
    return earlier is not None and _THEN_ON.match(text, found.end(), at) is not None


def is_each_year(text: str, start: int, at: int, year: int) -> bool:
    """Whether what is told of each year of a span is so of the document's: 从2014年起至2023年,每年捐资|100万元.

    Args:
        text: folded text.
        start: where the sentence begins.
        at: offset of the number.
        year: the document's fiscal year.
    """
    if "每年" not in text[start:at]:
        return False
    spans = list(_EACH_OF_SPAN.finditer(text, start, at))
    return bool(spans) and int(spans[-1][1]) <= year <= int(spans[-1][2])


def _sets_year(text: str, found: re.Match[str], at: int) -> bool:
    """Whether a year stands where it sets the year of what follows: not behind "than", not before "onwards"."""
    if _NOT_BEFORE.search(text[max(0, found.start() - 20) : found.start()]) or _HISTORY.match(text, found.end(), at):
        return False
    begun = _BEGUN.search(text, max(0, found.start() - 24), found.start())
    begun = begun or _ADDED_THEN.search(text, max(0, found.start() - 60), found.start())
    if begun or _is_of_compared(text, found, at):
        return False
    if _OF_A_DOCUMENT.match(text, found.end(), at) and _SEEN_TO.search(text, max(0, found.start() - 14), found.start()):
        return False
    talked_of = _TALKED_OF.search(text, 0, found.start()) and _RESULTS_OF.match(text, found.end(), at)
    if talked_of or OF_A_LAW.match(text, found.end(), at) or _NOT_AFTER.match(text[found.end() : found.end() + 14]):
        return False
    if _in_closed_bracket(text, found.start(), at):
        return False
    numbered = text[found.start() - 1 : found.start()] in _DASHES and _STANDARD.search(text, 0, found.start())
    return not (numbered or _in_closed_name(text, found.start(), at))


def _done_since(text: str, found: re.Match[str], at: int) -> bool:
    """Whether something is aimed at for a year, and the words behind it tell what was done."""
    return _AIMED.search(text[max(0, found.start() - 4) : found.start()]) is not None and (
        DONE_SINCE.search(text, found.end(), at) is not None
    )


def _only_compared(text: str, found: re.Match[str], start: int) -> bool:
    """Whether a year stands right behind 比, 较, 由: it is that of one figure, which another is compared with."""
    return bool(found[1] and _COMPARED_WITH.search(text, max(start, found.start() - 3), found.start()))


_EACH_YEAR = regex(r"(?:19|20)\d\d")
# 近三年工亡人数: |2020年0人、2021年1人、2022年0人: each is told by itself
_YEAR_AND_FIGURE = regex(r"(?:19|20)\d\d年(?:度|末|底)?[为是有:]?\s?\d+(?:\.\d+)?(?![\d年])")
# No fatalities occurred| in 2020, 2021 or 2022; 2021 and 2022
_IN_EACH = regex(
    r"(?i)\b(?:in|during|for|over|across)\s(?:both\s|either\s|the years\s)?(?:FY ?)?(?:19|20)\d\d"
    r"(?:,\s(?:FY ?)?(?:19|20)\d\d){0,4},?\s(?:and|or|nor)\s(?:in\s)?(?:FY ?)?(?:19|20)\d\d\b(?!\s?\()"
)

_NONE_IN_ANY = regex(  # 2021-2023年因工亡故人数均|为0
    r"((?:19|20)\d\d)年?(?:[-—–~]|至|到)((?:19|20)\d\d)年(?:度|期间|间)?[,，]?[^,，。;；\d]{0,24}?(?:均|都|皆|各年|每年|从未|未曾|未)"
)


def several_years(text: str, start: int, end: int, year: int) -> list[int]:
    """The years that a statement is for: one, or three where it says so ("in the past three years", 近三年).

    Args:
        text: folded text.
        start: where the sentence begins.
        end: where it ends.
        year: the year it is for otherwise, the last one.
    """
    if _THREE_YEARS.search(text, start, end):
        told = len(_YEAR_AND_FIGURE.findall(text, start, end)) > 1
        return [year] if told else [year, year - 1, year - 2]
    span = _NONE_IN_ANY.search(text, start, end)
    if span is not None and int(span[2]) == year and 0 < year - int(span[1]) <= _MOST_YEARS:
        return list(range(year, int(span[1]) - 1, -1))
    listed = _IN_EACH.search(text, start, end)
    named = [int(one) for one in _EACH_YEAR.findall(listed[0])] if listed else years_of_nil(text, start, end)
    if listed and year not in named and max(named) < year and str(year) not in text[start:end]:
        return sorted(named, reverse=True)  # none in 2021 and 2022, told a year later
    return [year, *(one for one in named if one < year)] if year in named or not listed else [year]


def listed_years(text: str, start: int, end: int, year: int, *, said: bool = True) -> tuple[list[int], int]:
    """Years of a list such as `2015、2016年分别为` or `2014-2016年分别为`, in order, and where the list ends.

    Args:
        text: folded text.
        start: where to begin.
        end: where to end.
        year: the document's fiscal year, the last of 近三年.
        said: whether 分别 or "respectively" has to stand there.

    Returns:
        The years, none where fewer than two stand side by side before 分别 or "respectively"; and the offset.
    """
    if said and not _RESPECTIVELY.search(text, start, end):
        return [], start
    found = _YEAR_LIST.search(text, start, end)
    if found is None and (span := _SPAN.search(text, start, end)) and 0 < int(span[2]) - int(span[1]) <= _MOST_YEARS:
        return list(range(int(span[1]), int(span[2]) + 1)), span.end()
    if found is None and (three := _THREE_YEARS.search(text, start, end)):
        return [year - 2, year - 1, year], three.end()
    if found is None:
        return [], start
    return [int(y) for y in found.groups() if y], found.end()


def years_in_turn_behind(text: str, at: int) -> list[int]:
    """The years behind a list of figures, one for each: "8.2% and 9.1% in 2023 and 2022, respectively".

    Args:
        text: folded text.
        at: where the last figure and its unit end.
    """
    found = _IN_TURN_BEHIND.match(text, at)
    return [int(y) for y in found.groups() if y] if found else []


def in_turn_by_year(text: str, start: int, first: int, last: int, count: int) -> bool:
    """Whether a list has one figure for each year: "9.1% and 8.2% in 2022 and 2023, respectively".

    Args:
        text: folded text.
        start: where the sentence begins.
        first: where the first figure begins.
        last: where the last figure and its unit end.
        count: how many figures there are.
    """
    begun = _BEGINS_WITH_YEARS.match(text, start, first)
    years = [y for y in begun.groups() if y] if begun else years_in_turn_behind(text, last)
    return len(years) == count


def named_span(text: str) -> str | None:
    """A span of years such as 2014-2016, as `2014-2016`."""
    found = _SPAN.search(text)
    return f"{found[1]}-{found[2]}" if found and int(found[1]) < int(found[2]) else None


def recent_years(text: str, start: int, end: int, year: int) -> str | None:
    """The span that 最近三年, 近五年 or "the last three years" names, as `2014-2016`."""
    if _THREE_YEARS.search(text, start, end):
        return f"{year - 2}-{year}"
    several = _SOME_YEARS.search(text, start, end)
    return f"{year - _HOW_MANY[several[1]] + 1}-{year}" if several else None


def last_of_span(span: str) -> int | None:
    """The last year of a span such as `2014-2016`; None where it is none."""
    last = span.rpartition("-")[2]
    return int(last) if last.isdecimal() else None


def _in_closed_name(text: str, start: int, at: int) -> bool:
    """Whether `start` lies in a name in quotation marks that close before `at`: “2017年省重大科技专项”获批3项."""
    opened = max(text.rfind(mark, 0, start) for mark in _OPENS)
    if opened < 0 or _CLOSES.search(text, opened + 1, start):
        return False
    if text[opened] == '"' and text.count('"', 0, start) % 2 == 0:
        return False
    return _CLOSES.search(text, start, at) is not None


def _in_closed_bracket(text: str, start: int, at: int) -> bool:
    """Whether `start` lies in brackets that close before `at`."""
    opened = text.rfind("(", 0, start)
    if opened < 0 or ")" in text[opened:start]:
        return False
    closed = text.find(")", start)
    return 0 <= closed < at
