"""Sums over more than a year: since founding, over the last three years, from a named year on."""

import re

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.meanings.done_so_far import done_so_far
from cnesg.extraction.prose.meanings.sums_so_far import brought_so_far, so_far_behind
from cnesg.extraction.prose.sentences.marks import Marks
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.extraction.prose.years.english_spans import english_span
from cnesg.extraction.prose.years.five_year_plans import span_of_plan
from cnesg.extraction.prose.years.years import last_of_span, named_span, recent_years, year_at
from cnesg.framework.regexes import regex

_AS_OF = regex(
    r"截至|截止|迄今|至今|目前|已(?!经?超过)|现有|(?<![自从由年\d]|度)至(?:19|20)\d\d年[底末]?(?!度)"
    r"|(?i:\bas (?:of|at)\b|\bto date\b)"
)
_FROM_YEAR = regex(
    r"自?((?:19|20)\d\d)年(?:\d{1,2}月(?:\d{1,2}[日号])?)?(?:(?:启动|开展|实施|开始)?以来|至今|起|开始|到现在)(?!的)"
    r"|(?i:\bsince (?:(?:its|the|our|we|they|it)\s[a-z -]{3,50}?\s(?:in|of)\s)?"
    r"(?:\d{1,2} )?(?:(?:early |late |mid-|the end of )?(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)? ?)?(?:fiscal (?:year )?|FY\s?)?((?:19|20)\d\d)\b)"
)
_SINCE_BEHIND = regex(
    r"(?i)\s(?!(?:lowest|highest|best|worst|least|most|fewest|largest|first|record)\b)(?:(?!lowest|highest|best"
    r"|worst|least|fewest"
    r"|largest|record|up|down|more|less|fewer)[a-z-]+ ){1,5}since ((?:19|20)\d\d)\b"
)
_CAME_TO = regex(  # emissions have fallen 58% since 2019, to| 201,000 tonnes: what a year's are by now
    r"(?i)\b(?:fall(?:en|s)?|fell|down|reduced|decreased|declined|dropped|lowered|improved|cut|rose|risen|up|grown|grew"
    r"|increased)\b[^.;]{0,60}?\bto (?:about |around |just |some |approximately )?$"
)
_OF_A_YEAR = regex(r"其中[,，]?(?:19|20)\d\d年(?!底|末|以来|至今|起)")  # 累计发放9亿元,其中2016年派发
_OWN_YEAR = regex(  # that a clause begins with
    r"(?:其中)?[,，]?(?:公司)?(?:在|于)?(?:19|20)\d\d年度?(?!底|末|以来|至今|起|\d|-|至|—|度?末|12月)"
)
_A_YEAR = regex(r"每年|全年|本年|当年|年内|年均|报告期内|(?i:\b(?:a|per|each|every) year\b|\bannual)")
_THIS_YEAR = regex(
    r"年初|全年|年内|年度(?=累计)|截[至止]到?\d{1,2}月|(?:今年|本年度?|当年)(?:度|以来|中|里|公司|集团|共|累计|总计|已|全|[,，])"
    r"|(?i:\b(?:year|period)[ -]to[ -]date\b)"
)
_OF_EVENT = regex(  # 汛期期间,|累计投入; 在“慈善一日捐”活动中|累计捐款: what one event brought
    r"(?:[汛夏冬春秋旱暑寒灾节]期?|疫情(?:防控)?|抗疫|战疫)期间|(?:[此该本]次|一日捐[^,，。;；\d]{0,4}|(?:募捐|捐款|义卖|捐赠)活动)[^。;；\d]{0,12}$"
)
_SPAN_BEHIND = regex(  # 派发现金红利合计6亿元(2011年-2020年)
    r"\(((?:19|20)\d\d)年?度?\s?[-—–~至到一]\s?((?:19|20)\d\d)年?度?\)"
)
_SPAN_ALONE = regex(  # 2019-2021年度,|公司派发现金红利累计
    r"(?:19|20)\d\d\s*年?度?\s*(?:[-—–~〜]{1,2}|至|到)\s*(?:19|20)\d\d年?度?(?:期间|间|末)?[,，]"
)
_RECENT_ALONE = regex(  # 近五年,|公司现金分红总额8亿元
    r"(?:最近|过去|近)(?:[一二两三四五六七八九十]|\d{1,2})(?:个?(?:财政|会计|财务|报告)?年)(?:度|来|间|以来|中)?(?:(?:本?公司|本?集团)[^,，。;；\d]{2,20})?[,，]"
)
_EACH = regex(r"分别|依次|均|平均")
_COUNTED_SINCE = regex(  # 截至2021年末,公司共|申请专利274项
    r"(?:截[至止]到?|迄)(?:目前|今|报告期末|(?:(?:20)\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?[年期]?[末底]?)[^。;；\d]{0,14}"
    r"(?:共|已|先后|总计|合计)"
)
_HAS = regex(r"拥有[^,，。;；\d]{0,6}专利申请")
_UP_TO_NOW = regex(r"(?:截[至止]到?(?:目前|今|现在)|迄今|至今)[^。;；\d]{0,14}(?:共|已|先后|总计|合计)")
_DONE_IN = regex(r"[,，、;；](?:其中)?[,，]?(?:19|20)\d\d年度?(?!末|底|[初以]|上市)")
_AT_END = regex(r"[期年][末底][^,，。;；\d]{0,8}$")  # 报告期末公司|累计取得发明专利9项,软件著作权7项
# 自上市至今,截止至2015年度|公司累计派发: the last year of what is summed up
_UNTIL = regex(r"截[至止]+到?(?:公司)?(20\d\d)年(?:度|年?末|年?底|12月31日)")
_OTHER_TIME = regex(r"(?:19|20)\d\d|本年|当年|年内|年度|全年|报告期|每年|去年|今年|目前|现有")
_ONE_YEAR = regex(r"(?<![十百千\d])[一1]$")  # 一|年来
_RECORD = regex(
    r"的?(?:历史)?(?:最|首[次个度家]|第[一二三]|新高|新低|历史|同期)|[临到访]"
)  # 成立以来|最好水平, 新年来|临之际
_SHARE_OF = regex(
    r"\s?(?:约|共|均|已|平均)*(?:占|(?:为|达到?|相当于)[^,，。;；]{0,8}(?:年均|平均))|[^,，。;；\d]{0,10}(?:占|达到?|为)同期"
)
_SPAN_OF_YEARS = regex(
    r"(?<!未来三年\()((?:19|20)\d\d)\s?年?度?\s?(?:[-—–~〜]{1,2}|至|到)\s?((?:19|20)\d\d)\s?年?度?(?![^《》]{0,20}》)"
)
_YEARS_COUNTED = regex(  # 规划(2014-2016)确定的三个会计年度|累计现金分红
    r"((?:19|20)\d\d)\s?年?度?\s?[-—–~至到]\s?((?:19|20)\d\d)\s?年?度?[)）]?[^,，。;；\d]{0,12}?([二两三四五2-5])个?(?:完整的?)?(?:会计|财务|财政)?年度"
)
_YEARS_LISTED = regex(  # 占2013、2014、2015三年|净利润总额的72%
    r"((?:19|20)\d\d)年?度?(?:、(?:19|20)\d\d年?度?)*(?:、|以及|[和及与])((?:19|20)\d\d)年?度?(?P<many>[二两三四五])个?(?:会计)?年度?"
    r"(?!(?:19|20)\d\d)(?:(?!分别|各年|均)[^。;；\d]){0,40}$"
)
_SO_MANY = dict(zip("二两三四五2345", (2, 2, 3, 4, 5, 2, 3, 4, 5), strict=True))
_NEXT_ITEM = regex(r"[,，、](?:以及|和|及)?[^\d,，、。;；:：]{2,12}")
_OF_THEM = regex(r"[,，、;；](?:其中|已有|并有|有|已)?(?:获得?授权|授权|获得|取得)?(?:专利)?")
_SUMMED_BOTH = regex(  # 自2010年至2022年累计送股8,200万股,|累计现金分红9亿元
    r"自?((?:19|20)\d\d)年?度?[至到—~-]((?:19|20)\d\d)年(?:度|底|末)?[,，]?(?:公司)?累计[^。;；]*[,，](?:公司)?(?:共|已)?累计[^,，。;；\d]{2,16}$"
)
_DIVIDEND_OF = regex(
    r"(?:19|20)\d\d\s?年(?:度?\s?(?P<part>半年度|中期|上半年|前三季度)(?!报告|末|财务)|度|年度|[,，]?(?:公司)?拟)|全年"
)
_IN_SO_MANY_YEARS = regex(  # 14年共计捐赠|2,000万元; not 16年共计捐赠 of the report on 2016
    r"(?<![\d一二三四五六七八九十第每])(\d{1,2}|[二两三四五六七八九十]{1,3})年(?:来|间|里|时间)?[,，]?(?:本?公司|集团|我们)?(?:已|先后)?(?:共计?|合计|总计|累计)"
)
_SUM_WORD = regex(r"共|累计|合计|总计|参[加与]")
_LONGEST_CHANGE = 90
_LEAD = 20  # characters before the clause in which "since its founding" still counts


def period_of(
    know: Knowledge, marks: Marks, sentence: Sentence, number: Number, choice: Choice, year: int
) -> tuple[str, int | None]:
    """The period of a sum over several years, empty where it is of one year, and the year that it sets.

    Args:
        know: vocabulary and wording; what is a stock anyway takes no period.
        marks: the passage's marked words.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
        year: the document's fiscal year.
    """
    if (told := _told(know, marks, sentence, number, choice, year)) is not None:
        return told
    if choice.fit.metric in know.lexicon.grammar.standing_metrics:
        return "", None  # 累计纳税3亿元,雇佣当地员工1,480人
    text, (start, _) = sentence.text, sentence.clauses.span(number.start)
    lead = _since_then(marks, sentence, max(sentence.start, start - _LEAD), number.start)
    long = bool(lead) or _goes_on(marks, sentence, number)
    long = long and not _OF_A_YEAR.search(text, sentence.start, number.start)
    long = long and not (_OWN_YEAR.match(text, start) and not marks.any("since", start, number.start))
    if _A_YEAR.search(text, start, number.start):
        return "", year if long else None  # "for 22 years 450,000 a year" is a figure of this year
    if (span := _since(sentence, number, year)) or _in_so_many_years(sentence, number, start, year):
        return span or "cumulative", year
    if long:
        until = [int(found[1]) for found in _UNTIL.finditer(text, sentence.start, number.start)]
        return "cumulative", min([*until[-1:], year])
    of_year = choice.fit.metric in know.lexicon.grammar.yearly_metrics
    summed = choice.fit.metric in know.lexicon.grammar.summed_metrics and (
        _counted_since(marks, sentence, number) or done_so_far(sentence, number)
    )
    summed = summed or _held_or_paid_so_far(sentence, number, choice.fit.metric)
    summed = summed or (_more_than_a_year(sentence, number, choice.fit.metric) and "percent" not in number.kinds)
    return ("cumulative" if summed or _cumulative(marks, sentence, number, year, of_year=of_year) else ""), None


def _in_so_many_years(sentence: Sentence, number: Number, start: int, year: int) -> bool:
    """Whether the clause says that a number is a sum of so many years, which are no year by its last two digits."""
    many = _IN_SO_MANY_YEARS.search(sentence.text, start, number.start)
    return many is not None and not (many[1].isdecimal() and int(many[1]) in {year % 100, year % 100 - 1})


def _told(
    know: Knowledge, marks: Marks, sentence: Sentence, number: Number, choice: Choice, year: int
) -> tuple[str, int | None] | None:
    """The period that the words name in years, or in parts of one, and the year that it sets; None where they don't."""
    behind = _SPAN_BEHIND.match(sentence.text, number.unit_end)
    of_sum = f"{behind[1]}-{behind[2]}" if behind else _of_the_sum_before(sentence, number)
    if behind or of_sum or choice.fit.metric in know.lexicon.stocks:
        return of_sum, int(behind[2]) if behind else _last_of(of_sum, year)
    if choice.fit.metric in sentence.roles.dividends and (half := _part_of_year(sentence, number)):
        return half, None
    text, clause = sentence.text, sentence.clauses.span(number.start)
    start = clause[0]
    recent = recent_years(text, start, number.start, year)
    span = recent or named_span(text[start : number.start])
    if span is None and "percent" not in number.kinds:
        span = english_span(text, sentence.start, clause, number.start, year)
    if span is None and (only := _leading(_SPAN_ALONE, know, sentence, number, choice)):
        named = named_span(only.group())
        span = named if only.end() == start or _last_of(named or "", year) else None  # not 2024至2026年,公司将
    alone = "percent" not in number.kinds and _leading(_RECENT_ALONE, know, sentence, number, choice)
    if span is None and (alone or marks.any("total_of_years", start, number.start)):  # 近三年来,公司共计派发...
        of_year = year_at(text, number.start, year, sentence.start)
        span = recent = recent_years(text, sentence.start, start, year) if of_year is None else None
    if span is None and (counted := _YEARS_COUNTED.search(text, sentence.start, number.start)):
        whole = int(counted[2]) - int(counted[1]) + 1 == _SO_MANY[counted[3]]
        span = recent = f"{counted[1]}-{counted[2]}" if whole and "percent" not in number.kinds else None
    if span is None and (listed := _YEARS_LISTED.search(text, sentence.start, number.start)):
        whole = int(listed[2]) - int(listed[1]) + 1 == _SO_MANY[listed["many"]]
        span = f"{listed[1]}-{listed[2]}" if whole else None
    if span is None and (both := _SUMMED_BOTH.match(text, sentence.start, number.start)):
        span = f"{both[1]}-{both[2]}"
    if span is None and (before := _span_of_list(sentence, number, choice)):
        return before, _last_of(before, year)
    if (
        span is None
        and "percent" not in number.kinds
        and (plan := span_of_plan(text, sentence.start, number.start, year))
    ):
        return plan, _last_of(plan, year)
    if recent and (printed := _printed_span(sentence, number)):
        return printed, _last_of(printed, year)  # 最近三年(2013-2015年)
    stock = know.metrics[choice.fit.metric].period == "stock"
    stock = stock and not recent and _SUM_WORD.search(text, start, number.start) is None
    at_end = _last_of(span, year) if span and stock else None  # 2014-2016年员工总数1,592人: of the last year
    return ("", at_end) if at_end else (span, None) if span else None


def _leading(
    pattern: re.Pattern[str], know: Knowledge, sentence: Sentence, number: Number, choice: Choice
) -> re.Match[str] | None:
    """The last span of years that clauses of its own name, if no other time stands between it and the number.

    近五年,|公司现金分红8亿元; 近五年,公司重视研发,|获得专利60项.
    """
    text, (start, _) = sentence.text, sentence.clauses.span(number.start)
    found = list(pattern.finditer(text, sentence.start, start)) if "年" in text else []
    if not found or found[-1].end() == start:
        return found[-1] if found else None
    between = text, found[-1].end(), number.start
    of_end = know.metrics[choice.fit.metric].period == "stock" or "percent" in number.kinds
    return None if of_end or _OTHER_TIME.search(*between) or _EACH.search(*between) else found[-1]


def _last_of(span: str, year: int) -> int | None:
    """The last year of a span such as 2014-2016, which is what it is for; None where it is to come."""
    if span == "cumulative":
        return year
    last = last_of_span(span)
    return last if last is not None and last <= year else None


def _span_of_list(sentence: Sentence, number: Number, choice: Choice) -> str:
    """The span that the item before in a list of one metric has: 近十年获得发明专利13项,|实用新型专利30项."""
    before = sentence.before(number)
    if before is None or before.start not in sentence.read:
        return ""
    told, classes = sentence.read[before.start]
    between = sentence.text[before.unit_end : number.start]
    granted = sentence.roles.granted.get(told.fit.metric) == choice.fit.metric
    goes_on = _OF_THEM if granted else _NEXT_ITEM  # 2015-2016年申报专利40项,|20项获得授权
    if (
        not (granted or told.fit.metric == choice.fit.metric)
        or not goes_on.fullmatch(between)
        or _OTHER_TIME.search(between)
    ):
        return ""
    span = classes.get("period", "")
    return span if last_of_span(span) is not None else ""


def _printed_span(sentence: Sentence, number: Number) -> str:
    """The span that the words before a number print in digits, outside the title of a document."""
    spans = list(_SPAN_OF_YEARS.finditer(sentence.text, sentence.start, number.start))
    return f"{spans[-1][1]}-{spans[-1][2]}" if spans else ""


def _part_of_year(sentence: Sentence, number: Number) -> str:
    """The part of a year that a dividend is for: 2022年半年度,每10股派; empty where a whole year is named last."""
    named = [one["part"] for one in _DIVIDEND_OF.finditer(sentence.text, sentence.start, number.start)]
    return named[-1] or "" if named else ""


def _since(sentence: Sentence, number: Number, year: int) -> str:
    """The span from the year that a sum is said to begin with, before it or behind it; empty without one.

    1.2 million trees planted since 2010, 12,010 volunteers till date.
    """
    text = sentence.text
    if "percent" not in number.kinds and brought_so_far(text, sentence.start, number.start):
        return "cumulative"
    if "percent" in number.kinds or _came_to(sentence, number):
        return ""
    if begun := _FROM_YEAR.search(text, sentence.start, number.start):
        first = int(begun[1] or begun[2])
        changed = text[begun.start() - 2 : begun.start()].rstrip().endswith("%")  # fell by 6% since 2020 and was
        if first < year and not changed and not _named_later(sentence, begun.end(), number.start, year):
            return f"{first}-{year}"
    behind = _SINCE_BEHIND.match(text, number.unit_end)
    if behind and int(behind[1]) < year:
        return f"{behind[1]}-{year}"
    return so_far_behind(text, number.unit_end, year)


def _came_to(sentence: Sentence, number: Number) -> bool:
    """Whether a number is what something rose or fell to."""
    first = max(sentence.start, number.start - _LONGEST_CHANGE)
    return _CAME_TO.search(sentence.text, first, number.start) is not None


def _of_the_sum_before(sentence: Sentence, number: Number) -> str:
    """The period of the sum that a per cent says the share of: 累计现金分红达35.56亿元,占累计净利润的45.34%."""
    before = sentence.before(number) if "percent" in number.kinds else None
    if before is None or before.start not in sentence.read or not _SHARE_OF.match(sentence.own_label(number)):
        return ""
    return sentence.read[before.start][1].get("period", "")


def _since_then(marks: Marks, sentence: Sentence, start: int, end: int) -> list[tuple[int, int]]:
    """Words such as "since its founding" that sum up years: not a year, and no record of all years."""
    text = sentence.text
    return [
        (a, b)
        for a, b in marks.spans("since", start, end)
        if not _ONE_YEAR.search(text, 0, a) and not _RECORD.match(text, b)
    ]


def _goes_on(marks: Marks, sentence: Sentence, number: Number) -> bool:
    """Whether clauses part the number from "since listing", and no other time is named in between."""
    low, _ = sentence.whole
    spans = _since_then(marks, sentence, low, number.start)
    return bool(spans) and _OTHER_TIME.search(sentence.text, spans[-1][1], number.start) is None


def _cumulative(marks: Marks, sentence: Sentence, number: Number, year: int, *, of_year: bool) -> bool:
    """Whether a sum is said to be one up to a date; 2016年累计 is a sum of one year, and so is 累计培训.

    `of_year`: reports state the metric by the year, so that only a date makes its sum one of several years.
    """
    text, (start, _) = sentence.text, sentence.clauses.span(number.start)
    if _THIS_YEAR.search(text, sentence.start, number.start):
        return False
    spans = marks.spans("cumulative", sentence.start, number.start)
    if (
        not spans
        or _OF_A_YEAR.search(text, spans[-1][1], number.start)
        or marks.came_in_year(spans[-1][1], number.start)
        or _of_one_event(sentence, number)
        or _DONE_IN.search(text, spans[-1][1], number.start)  # 截至年末累计投入12亿元,2023年实施改造投资|2.6亿元
    ):
        return False
    if "percent" in number.kinds and spans[-1][0] < start:
        return False  # 截至年末累计培训3,200人次,覆盖率98%
    if _AT_END.search(text, sentence.start, spans[-1][0]):
        return True
    if _AS_OF.search(text, sentence.start, number.start) and not marks.came_in_year(sentence.start, number.start):
        return True
    own = any(s[0] >= start for s in spans)
    return own and not of_year and year_at(text, number.start, year, _list_start(sentence)) is None


def _of_one_event(sentence: Sentence, number: Number) -> bool:
    """Whether a sum is what one event brought, and not said to be one up to a date."""
    before = sentence.text, sentence.start, number.start
    return _OF_EVENT.search(*before) is not None and _AS_OF.search(*before) is None


def _list_start(sentence: Sentence) -> int:
    """Where the year may be named that sums of a list are of: 2022年实现收入9亿元;累计上缴税费1亿元."""
    low, _ = sentence.whole
    return sentence.start if _AS_OF.search(sentence.text, low, sentence.start) else low


def _counted_since(marks: Marks, sentence: Sentence, number: Number) -> bool:
    """Whether all up to a date were counted: 截至2021年末,公司共|申请专利274项; not 截至2021年末,全年申请."""
    since = _COUNTED_SINCE.search(sentence.text, sentence.start, number.start)
    if since is None or marks.came_in_year(sentence.start, number.start):
        return False
    if _OTHER_TIME.search(sentence.text, sentence.start, since.start()):
        return False  # 2021年成果较多,截至年底共申请93项
    return _OTHER_TIME.search(sentence.text, since.end(), number.start) is None


def _held_or_paid_so_far(sentence: Sentence, number: Number, metric: str) -> bool:
    """Whether applications are all that a company has (拥有专利申请|80件), or a sum is of all so far (截至目前共)."""
    if metric in sentence.roles.granted:
        return _HAS.search(sentence.own_label(number)) is not None
    now = _UP_TO_NOW.search(sentence.text, sentence.start, number.start) if "money" in number.kinds else None
    return now is not None and _OTHER_TIME.search(sentence.text, now.end(), number.start) is None


def _more_than_a_year(sentence: Sentence, number: Number, metric: str) -> bool:
    """Whether all up to a date follow what the sentence before tells of less: 资助5名。截至年底,共资助|88人."""
    before = sentence.previous
    if before is None or _COUNTED_SINCE.match(sentence.text, sentence.start, number.start) is None:
        return False
    told = [n for n in before.numbers if n.start in before.read and before.read[n.start][0].fit.metric == metric]
    return any(n.value < number.value and n.unit == number.unit for n in told)


def _named_later(sentence: Sentence, begin: int, at: int, year: int) -> bool:
    """Whether the words set another year after the one that a span begins with."""
    return year_at(sentence.text, at, year, begin) is not None


def year_of_list(know: Knowledge, sentence: Sentence, metric: str, year: int, ends: tuple[int, int]) -> int | None:
    """The year of the list that a sentence goes on with behind a semicolon: 2008年5月,捐赠10万元;|向学校捐赠3万元.

    Args:
        know: the groups of metrics that tell of one thing.
        sentence: the sentence, with what was read of those before it.
        metric: the metric of its number.
        year: the document's fiscal year.
        ends: month and day on which the document's fiscal years end.
    """
    low, _ = sentence.stops
    before = sentence.previous
    while before is not None and low <= before.start < sentence.start and before.read:
        last = max(before.read)
        told = before.read[last][0].fit.metric
        if told != metric and not any({told, metric} <= set(group) for group in know.lexicon.grammar.narrowing.related):
            return None
        if (named := year_at(before.text, last, year, before.start, ends)) is not None:
            return named
        before = before.previous
    return None
