"""What looks like a quantity and is none: dates, years, ordinals, section numbers, ages, ranges, telephone numbers."""

import re

from cnesg.extraction.figures.year_names import BORN, OTHER_HALF
from cnesg.framework.phrase_table import BEFORE_AMOUNTS
from cnesg.framework.regexes import regex
from cnesg.framework.word_patterns import any_of, lower_case

# All patterns here but the last two are for text in lower case: ignoring case takes twice the time.
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec"
)
_YEAR = r"(?:19|20)\d\d"
_HALF = r"[-–](?:1[3-9]|[2-9]\d)(?!\d|\s?%|[.,/-]\d)"  # 2021-22; 2021-12 is a month
_BEFORE_YEAR = (
    "fy|year|since|in|of|from|to|by|until|between|and|during|for|before|after|than|vs|vs.|with|over|the|its|our|a"
    "|year-end|year end|fiscal|calendar|using|taking|against|versus|baseline|base|lower|reduce|on|at"
)
_COUNTED = (
    "employees|tonnes|tons|people|persons|hours|suppliers|households|mwh|kwh|companies|volunteers|trees|cases|kg|m3|gj"
)
_NUMBERED = (
    "no|nos|note|notes|page|pages|section|chapter|article|clause|appendix|schedule|rule|scope|level|class|tier|phase"
    "|category|table|figure|chart|part|item|block|room|tower|building|street|floor|aspect|sdg|goal"
)
# Over 25 GWh, over 40 suppliers, over 30 new projects: what is measured or counted is nobody's age
_NO_AGE_UNIT = (
    r"(?:[kmgt]wh?p?|[mgtp]j|kgs?|k?t|[mgk]l|m[23²³]|k?m|km[2²]|ha|hectares?|acres?|[a-z]*(?:lit(?:re|er)s?|grams?)"
    r"|gallons?|barrels?|tons?|cubic|square|metric|megawatts?|kilowatts?|gigawatts?|megawatt-?hours?|gigawatt-?hours?"
    r"|kilowatt-?hours?|t?co2e?|billion|lakh|crore|per ?cent)\b"
)
_OF_SOME_AGE = (
    r"(?:years|yrs|males|females|has|was|is|as|its|this|plus|across|less|vs|accounts|makes|represents|comprises"
    r"|constitutes|holds|works|remains|stands)\b"
)
_IN_BETWEEN = (
    r"(?:in|of|at|to|and|or|for|with|on|by|from|as|the|our|are|were|who|which|that|made|make|have|had|per|than|years?"
    r"|accounted|account|represented|represent|constituted|constitute|comprised|comprise|work)\b"
)
_AGE = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"  # children aged two to 11
_NO_AGE = rf"(?:{_NO_AGE_UNIT}|(?!{_IN_BETWEEN})(?!{_OF_SOME_AGE})(?:[a-z-]{{3,}}\s(?!{_OF_SOME_AGE}))?[a-z-]{{3,}}s\b)"
_STANDARDS = "gb|gbz|db|hj|iso|ohsas|iec|aq|dl|jr|sa|aa|iatf|ts|ifrs|gri|cass-csr|cass csr"
_NUMBERED_ZH = r"附录|附件|图|表|注|页|版|条款|阶段|步骤|级别|编号|代码|证券|电话|邮编|传真|号码?|范围|指标"
# 第1、2期: of several ordinals only the first says that it is one
_NEXT_ORDINAL = r"\s?[、和及与]\s?[\d一二三四五六七八九十]{1,3}"
_ORDINALS_ON = rf"(?:{_NEXT_ORDINAL}(?={_NEXT_ORDINAL}|\s?[期届批季轮次版章]))*"
# The number of a meeting (八届十次董事会), and numbers in the names of rules and slogans (八项规定, 四位一体, 三个一)
_TIMES_ZH = r"第?[\d一二三四五六七八九十]+(?=\s?次)"
_ORDINAL_ZH = (
    r"[\d一二三四五六七八九十]+(?=\s?届\s?(?:第|[\d一二三四五六七八九十]+\s?次|董事会|监事会))"
    rf"|(?<=届)\s?{_TIMES_ZH}"
    r"|二(?=次(?:隐患|污染|供水|系统|设备|能源|资源|利用|扬尘|元件|回路|风险|伤害|加工|创业|开发|分配|装修|事故|线))"
    r"|一(?=部分)|二(?=次(?:培训|分享|传达|宣讲|转训))"  # 一部分费用, 二次培训 of others by those who were trained
    r"|[二三四五六七八九十](?=项(?:规定|铁律|禁令|注意|岗位(?:人员)?)|类人员(?:培训|取证|持证)|位一体|个一(?![次场名人批])|讲四有|位数)"
    r"|[\d一二三四五六七八九十]+(?=\s?人制?(?:足球|篮球|排球|飞盘|橄榄球|龙舟))"  # 七人制足球赛
    r"|二次(?=隐患|污染|供水|利用|加压|扬尘|能源|创业|开发|灾害|事故|设备|回路|系统|包装|分配|转化|装修)"
)

_UNIT_ZH = r"[百千](?<=\([百千])万?(?=(?:元|港[元币]|美元|人民币|新台币)\))"  # 资产总额(百万港元): the unit of a figure

_ADDRESS = r"(?=[hw])(?:https?://|www\.)[a-z0-9./_%?=&-]+"
_MAIL = r"[a-z0-9._-]+@[a-z0-9._-]+"


# 24 hours a day, within 24 hours, 24小时热线; 24 hours of training and 人均培训24小时 are an amount
_ROUND_THE_CLOCK = (
    r"24\s?小时(?!\s?(?:[,，。;；)]|$|的?(?:培训|学习|课程)))|(?<![\u4e00-\u9fff:：\s])24\s?小时|(?:(?<=[每全]天)|(?<=每日)|(?<=昼夜))24\s?小时"
    r"|\b24-hours?|(?:(?<=within\s)|(?<=every\s)|(?<=next\s)|(?<=first\s)|(?<=last\s)|(?<=open\s)"
    r"|(?<=available\s))24\shours?"
    r"|\b24\shours?(?=(?:,\s|\s)(?:an?|per|each|every|after|before|notice|service|hotline|helpline|support"
    r"|emergency|customer|later"
    r"|following|prior|from|seven|7)\b)"
)


def _any_of(words: str) -> str:
    return any_of(words.split("|"))


# 日处理能力|2万吨的废水处理项目: what a plant is made for
_MADE_FOR = r"\s?[千万]?(?:吨|立方米|m3|方|t)(?:/(?:日|天|小时|时|h|d))?的[\u4e00-\u9fff]"
# What may follow the digits of all below but years and long codes: most digits are passed over by it at once.
_FOLLOWED = r"[\d.]++\s*+(?:%\s?+)?[#\"后月届次号强星小周岁至到、一二三四五六七八九十:/x×~～—–\-adfhjmnorst]"
# 万千瓦时 10,000 kWh, 万元 RMB 10,000: a unit in both languages
_UNIT_AGAIN = (
    r"(?:(?<=万[元吨])|(?<=万[元吨]\s)|(?<=万千瓦时)|(?<=万千瓦时\s)|(?<=万立方米)|(?<=万立方米\s)"
    r"|(?<=万元[\s/(]rmb\s)|(?<=万元[\s/(]rmb)|(?<=万元\s\(rmb\s)|(?<=万元\s\(rmb)|(?<=万元rmb\s))10,?000(?![\d.])"
)
# Energy used (1,000 GJ): a title's unit
_LOT_OF_TITLE = r"(?<=\()10?,?000(?=\s?[a-z][^()]{0,24}\)\s*$)"
_DIGITAL = rf"""
    (?=1)(?:{_UNIT_AGAIN}|{_LOT_OF_TITLE}) |
    (?=\d{{1,2}}\+)(?<=["“])\d{{1,2}}(?:\+\d{{1,2}})+(?=["”]) |
    (?=[12][09])(?:
        {_YEAR}\s?[-/.年]\s?\d{{1,2}}\s?[-/.月]\s?\d{{1,2}}(?!\d\d)\s?日?
      | (?<!\d){_YEAR}(?:{OTHER_HALF}|{_HALF})
      | (?<![\d.,]){_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\s?[\d.,%元万亿吨户人度千])
      | {_YEAR}\s?年\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?[日号])?
      | {_YEAR}\s?(?:[-—~至到、/]\s?(?:19|20)?\d\d\s?)?(?:财年|年度?)
      | \b{_YEAR}(?=\s?[:/)-]\s?)
      | \A{_YEAR}(?=\s(?:non-)?(?:employees|workers|contractors|staff)\Z)  # the head of a column
      | (?<=[(/-]){_YEAR}\b(?!\s?[,.]?\d)
    )
    | (?={_FOLLOWED})(?:
        \d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?[日号])?(?:\s?[-—~至]\s?\d{{1,2}}\s?月?\s?\d{{0,2}}\s?日?)?
      | \b\d{{1,2}}(?:st|nd|rd|th)?\s+{_any_of(_MONTHS)}(?:,?\s*{_YEAR})?\b
      | {_ORDINAL_ZH}
      | (?<![\d.])\d{{1,2}}(?:st|nd|rd|th)\b
      | (?<![\d,])\d+(?:\.\d+)?\s?:\s?\d+(?!,\d\d\d)(?:\.\d+)?(?::\d\d)?
      | \d{{2,4}}-\d{{2,8}}(?:-\d{{2,8}})+ | \d{{3,4}}-\d{{6,8}}
      | \d+\s?(?:号(?!召)|强(?!制)|星级?|\#(?=\s?[\u4e00-\u9fff]))
      | \d{{11,}}
      | {_MAIL}
      | (?<![\d.,])\d{{1,2}}\s?、(?=\s?[\u4e00-\u9fff])
      | \b24/7\b | {_ROUND_THE_CLOCK}
      | \b\d+\s?[x×]\s?\d+
      | \d+(?:\.\d+)?\s?%?\s?[-—–~～至到]+\s?\d+(?:\.\d+)?(?=\s?(?:%|岁|周岁|年|years))
      | \d\d\s?(?:周岁|岁)
      | \b\d\d\s(?:to|and)\s\d\d(?=\syears?\s(?:old|of\sage))
      | (?<![\d.,])\d\d\s?(?:[-—–~]|to|and)\s?\d\d
        (?=[\s-](?:years?[\s-]?(?:of\s|old\s)?)?age[\s-](?:group|bracket|band|range|categor|cohort|class))
      | (?<![\d.])(?<!\d,){BORN}(?=(?:后?、{BORN})?\"?后(?![续来期勤]))
    )
    | \d{{11,}} | {_MAIL}
    | (?:(?<=能力)|(?<=能力[为达])|(?<=规模为))\d[\d.,]*(?={_MADE_FOR})
    | (?=[3-8]\d,\s)(?<=[a-z],\s)\d\d
      (?=,\s(?:has|was|is|who|joined|became|holds|held|served|serves|graduated|leads|led)\b)
    | (?<![\d.,])\d{{1,3}}\s+(?={_YEAR}\s?年?度?[\u4e00-\u9fff]{{0,14}}报告)
    | (?=[89])(?:863|973)(?=[\"”]?(?:计划|项目|课题))(?<![\d.,]...)
"""
_LATIN = rf"""
      \bfy\s?'?(?:{_YEAR}|\d\d)(?:{OTHER_HALF}|{_HALF}) |
      (?=[jfmasond])(?:
          {_any_of(_MONTHS)}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s*{_YEAR})?\b
        | {_any_of(_MONTHS)}\.?,?\s+{_YEAR}\b
      )
    | \b(?:
          (?:{_any_of(_BEFORE_YEAR)}|fiscal\s+year)\s?'?{_YEAR}\b(?:{_HALF})?(?!\s?[,.]\d)(?!\s+{_any_of(_COUNTED)})
          (?:,\s{_YEAR}\b(?=(?:,\s{_YEAR})*,?\s(?:and|or|&)\s{_YEAR}\b(?!\s?[,.]\d)))*
        | (?:in|during|since|until)\s{_YEAR}(?=\s+{_any_of(_COUNTED)}\b)
        | fy\s?'?\d\d\b
        | {_any_of(_NUMBERED)}\.?\s?\d+(?:\.\d+)*\b
      )
    | (?<![a-z0-9])(?:{_any_of(_STANDARDS)}(?:/[tz])?|[a-z]{{2,4}}/[tz])\s?-?\d+(?:[-.:：]\d+|\s?[:：]\s?(?:19|20)\d\d)*
    | {_ADDRESS} | {_MAIL}
    | aged?\s+(?:between\s+|from\s+)?{_AGE}\s?(?:-|–|to|and)\s?{_AGE}\b(?!\s?%|[,.]\d)
    | (?=[ubaoy])(?:under|below|over|above|(?:younger|older)\s+than|aged?(?:\s+between)?|ages
        |between(?=\s\d\d\sand\s\d\d\b))\s+
      (?:groups?\s?[:–-]?\s?)?(?:the\s+age\s+of\s+)?
      \d\d\b(?:\s?(?:-|to|and)\s?\d\d\b)?
      (?:,\s(?:between\s)?\d\d\s?(?:-|–|to|and)\s?\d\d\b(?=,?\sand\s(?:over|above)\s\d\d\b))?
      (?!\s?(?:%|[,.]\d|million|thousand|tonnes|hours|employees|countries)|\s{_NO_AGE})
"""
_HAN = rf"""
      第\s?\d+\s?[至到~-]\s?第?\d+
    | 第\s?[\d一二三四五六七八九十百]+{_ORDINALS_ON}
    | {_ORDINAL_ZH}
    | 前\s?[\d一二三四五六七八九十]+(?=\s?(?:名|大|位|强|家))
    | 每[一十百千]?[百千]?万?(?=\s?(?:元|港[元币]|美元|人民币|新台币))
    | {_UNIT_ZH}
    | (?:{_NUMBERED_ZH})\s?[:：]?\s?\d[\d.\-]*(?![\d,]*\s?[余多]?\s?[%人次家万亿则份件项条个篇通名户场起])
"""
# Every branch of _HAN and _ORDINAL_ZH begins with one of these, a digit or a blank.
_HAN_STARTS = "第前每一二三四五六七八九十百千" + "".join(word[0] for word in _NUMBERED_ZH.split("|"))


def _looking_alike(*, mail: bool) -> re.Pattern[str]:
    """All that looks like a quantity, told apart by its first character, so that most are passed over at once."""
    pattern = rf"""(?x)(?=[\d._\-{_HAN_STARTS}]|(?<![a-z])[a-z]|(?<=[(/届-])\s)(?:
      (?=\d)(?:{_DIGITAL}) | (?=[a-z])(?:{_LATIN}) | (?=[{_HAN_STARTS}])(?:{_HAN})
      | (?<=[(/-])\s{_YEAR}\b(?!\s?[,.]?\d) | (?<=届)\s{_TIMES_ZH} | (?=[._-]){_MAIL}
    )"""
    return regex(pattern if mail else pattern.replace(_MAIL, "(?!)"))


_PATTERN, _WITH_MAIL = _looking_alike(mail=False), _looking_alike(mail=True)
_DIGIT = regex(r"\d")
_WITHOUT_DIGITS = regex(
    rf"""(?x)
      第\s?[一二三四五六七八九十百]+{_ORDINALS_ON}
    | {_ORDINAL_ZH}
    | 前\s?[一二三四五六七八九十]+(?=\s?(?:名|大|位|强|家))
    | 每[一十百千]?[百千]?万?(?=\s?(?:元|港[元币]|美元|人民币|新台币))
    | {_UNIT_ZH}
    | {_ADDRESS}
    """
)
_WITHOUT_DIGITS_WITH_MAIL = regex(rf"{_WITHOUT_DIGITS.pattern}|{_MAIL}")
_HUNDREDS = regex(r"[百千万][名人企村户][\u4e00-\u9fff]")
_QUOTED_NAME = regex(  # “百名教授进山乡”工程: the name of something, which counts nobody
    r"[\"“‘《「【][^\"“”’》」】\d共达余多约]{0,16}?[百千万][名人企村户][^\"“”’》」】\d共达余多约]{1,16}[\"”’》」】]"
)
# 利用率增加|8.6%至96.4%: by how much and to what, no range, whose ends are nearer to each other
_CHANGED_TO = regex(r"(\d+(?:\.\d+)?)\s?%\s?[至到]\s?(\d+(?:\.\d+)?)")
_CHANGED = regex(r"(?:增[加长]|[上提]升|提高|下降|降低|减少|回[升落])了?(?:约|近)?$")
_FARTHEST = 2.0  # times that the upper end of a range is the lower one
_POWER = regex(r"[.^]\d")
_BROKEN_OFF = regex(r"\d[.,^]$")
_TIMES = regex(r"(?:[×✕*]|(?<=[\s)\u4e00-\u9fff])[xX]|乘以|\b(?:times|multiplied by))\s?$")
_FACTORS = frozenset({"100", "1000", "100000", "200000", "1000000"})  # of rates: injuries x 1,000,000 / hours worked
_BELOW_LINE = regex(r"\b(?:per|every|for each)\s$")  # injuries per |200,000 hours worked
_HOURS_BEHIND = regex(r"(?i)\s(?:(?:work(?:ing|ed)?|man|person|employee|exposure|labou?r)[ -]?)?(?:hours|hrs)\b")
_CHAPTER = regex(r"0\d+")
_PLAIN_YEAR = regex(_YEAR)
_NAME_OF_YEAR = regex(  # 2025人才营计划, where neither a unit nor a measure word stands behind the year
    r"(?![个家人名位件项次场万亿余多元吨千户小天台套辆亩株棵份期例起宗公平立升克度兆吉只头架艘座条篇本册支批组班课学分秒日月周岁倍种处所村镇县标米里款门间栋点股票张颗瓶桶箱袋包对双届年和与及至到、])"
    r"[\u4e00-\u9fff]{4}|人(?:才|力资源|工智能|文)[\u4e00-\u9fff]"
)
_NAME_BEHIND = regex(r"\s(?!Mt\b|Tie|Directors?\b|Employees?\b)[A-Z][a-z]+")  # 11 Tier 1 events are counted
_TERM_BEHIND = regex(  # ... and what a report writes with a capital: a quorum of 3 Members
    r"\s(?:Directors?|Executive|Non-executive|Independent|Supervisors?|Employees?|Members?|Board|Committees?"
    r"|Shareholders?|Suppliers?|Vendors?|Staff|Meetings?|Female|Male|Women|Men|Senior|General|Customers?|Cases?|Complaints?"
    r"|Hours?|Patents?)\b"
)
_GOES_BEFORE = regex(r"[a-z,]\s$")
_AFTER_LETTER = regex(r"[A-Za-z](?:[-–/.#]|\s?#)?$")
_SLOGAN_LETTER = regex(r"\d[CDGS](?![A-Za-z\d])")  # "3C"认证, 5S管理, 4G
_UNIT_OF_TITLE = regex(  # Donations (RMB 10,000), 捐赠总额(单位:千港元); 捐赠总额,百万元
    r"[(（](?:单位\s?[:：]|(?:unit\s?[:：]\s?|in )?(?:rmb|cny|usd|hkd|eur|(?:hk|us)?\$)\s?"
    r"(?=10{0,2}(?:,000)*(?: (?:million|billion))?\s?[)）]$))[^()（）]{1,20}[)）]$"
    r"|(?<=[\u4e00-\u9fff])[,，]\s?(?:人民币)?[百千](?:万|亿)?[港美欧]?元$"
)
_CURRENCY = regex(r"(?i)(?:rmb|cny|usd|hkd|eur|gbp|cad|sgd|[a-z]\$)\s?$")


def lookalikes(text: str) -> bytearray:
    """One byte a character of folded text: 1 where a number is no quantity."""
    mask = bytearray(len(text) + 1)
    text = lower_case(text)
    # The whole pattern is dear; a text without digits can only hold ordinals in Chinese characters and addresses.
    if _DIGIT.search(text):
        pattern = _WITH_MAIL if "@" in text else _PATTERN
    else:
        pattern = _WITHOUT_DIGITS_WITH_MAIL if "@" in text else _WITHOUT_DIGITS
    for found in pattern.finditer(text):
        if _is_changed_to(text, found):
            continue
        mask[found.start() : found.end()] = b"\x01" * (found.end() - found.start())
    if text.endswith((")", "）", "元")) and (unit := _UNIT_OF_TITLE.search(text)) is not None:
        mask[unit.start() : unit.end()] = b"\x01" * (unit.end() - unit.start())
    for found in _QUOTED_NAME.finditer(text) if _HUNDREDS.search(text) else ():
        mask[found.start() : found.end()] = b"\x01" * (found.end() - found.start())
    return mask


def _is_changed_to(text: str, found: re.Match[str]) -> bool:
    """Whether two per cents say by how much a share changed and what it came to."""
    ends = _CHANGED_TO.fullmatch(found[0]) if "%" in found[0] else None
    if ends is None or not _CHANGED.search(text, max(0, found.start() - 6), found.start()):
        return False
    return not 1 <= float(ends[2]) / max(float(ends[1]), 0.001) <= _FARTHEST


_POLLUTANT = regex(  # COD302.5吨: how much of it
    rf"(?i)(?<![a-z])(?:{any_of((*BEFORE_AMOUNTS, 'voc', 'tvoc', 'tvocs', 'bod', 'nmhc', 'pm'))})$"
)
_MASS = regex(r"[万千]?(?:吨|公斤|千克|kg|t(?![a-z]))")


def _is_of_rate(text: str, start: int, end: int) -> bool:
    """Whether a round number is what a rate is multiplied by, or the hours that it is over."""
    if _HOURS_BEHIND.match(text, end) and _BELOW_LINE.search(text, max(0, start - 10), start):
        return True
    return _TIMES.search(text, max(0, start - 14), start) is not None


def is_code(text: str, start: int, end: int) -> bool:
    """Whether the digits are part of a code or an enumeration: ISO14001, A1.1, (1), 1.2.3, or a year by itself."""
    before, after = text[max(0, start - 3) : start], text[end : end + 2]
    if _AFTER_LETTER.search(before) and not _CURRENCY.search(text[max(0, start - 5) : start]):
        return not (_POLLUTANT.search(text, max(0, start - 6), start) and _MASS.match(text, end))
    if _SLOGAN_LETTER.match(text, start) or _POWER.match(after) or _BROKEN_OFF.search(before):
        return True  # 7,2^6.83: digits that a scan has lost
    raw = text[start:end]
    factor = raw.replace(",", "") in _FACTORS
    if _CHAPTER.fullmatch(raw) or (factor and _is_of_rate(text, start, end)):
        return True  # "05 Our people", a chapter's number; leavers ÷ employees × 100%
    alone = not after.strip()[:1].isalpha() and not after.startswith(("%", "万", "余", "多"))
    if _PLAIN_YEAR.fullmatch(raw) and (alone or _NAME_OF_YEAR.match(text, end)):
        return True
    if (
        raw.isdigit()
        and _NAME_BEHIND.match(text, end)
        and not (_TERM_BEHIND.match(text, end) and _GOES_BEFORE.search(before))
    ):
        return True  # part of a name: "500 Startups"
    return before.rstrip().endswith("(") and after.lstrip().startswith(")") and len(raw) <= 2
