"""Units as cells print them: in two languages at once, and with a one before their scale."""

import re

from cnesg.framework.regexes import regex

_HAN_UNIT_WORD = (
    r"(?:标准?煤|二氧化碳|当量|平方|千焦|焦耳|吉焦|兆焦|"
    r"[万亿千百十元吨顿公人次小时天日件项个家户场起宗例名台辆座株棵瓦米立方升斤克分度倍期篇份条课兆吉年美港欧亩顷套艘架批株]|学时|课时|班次){1,12}"
)
_HAN_MEASURE = (  # the name of a unit, and what it is given for
    rf"(?:(?:人民币)?{_HAN_UNIT_WORD}|百分比|[百千万亿]{{1,2}}(?:m[³3]|t|GJ|kWh))"
    rf"(?:/\s?(?:{_HAN_UNIT_WORD})?(?:的?(?:营业?)?收[入益]|营收|营业额|产[值品量]|员工|雇员|万元|平方米)*)?"
)
_LATIN_MEASURE = (  # a word or an abbreviation, maybe behind a round number: 10,000 kWh, RMB million, Person-times
    r"(?:(?:RMB|HK\$|US\$)\s?)?(?:1,?000|10,?000|1,000,000|100 million|'000|10[³⁴⁶346]?)?"
    r"\s?[A-Za-z%#°][A-Za-z%.³²₂\d-]*(?:[ /]{1,3}(?:(?:RMB|HK\$|US\$)\s?)?"
    r"(?:1,?000|10,?000|1,000,000|100 million|'000|[A-Za-z(][A-Za-z.)³²₂\d-]*)){0,5}"
)
_TWICE = regex(
    rf"({_HAN_MEASURE})\s?[/(]?\s?(?:{_LATIN_MEASURE}|(?:RMB|HK\$|US\$)\s?(?:10,?000|10k|1,?000|'000))\)?"
    rf"|(?:{_LATIN_MEASURE})(?:[\s/(]{{1,2}}|(?<=[\d³²]))({_HAN_MEASURE})\)?",  # folded text has m3立方米
    re.IGNORECASE,
)
_MONEY_OF_ONE = regex(r"(?i)1 (?:thousand|million|billion) [A-Z]{3,6}|[A-Z]{3} 1 (?:thousand|million|billion)")
_ONE_MILLION = regex(r"\b1 ")


def unit_said_twice(folded: str) -> str | None:
    """The Chinese name of a unit that a cell gives in both languages: 万千瓦时 10,000 kWh, `RMB million` 百万元."""
    found = None if folded.isascii() else _TWICE.fullmatch(folded.strip())
    return next(name for name in found.groups() if name).rstrip("(/ ") if found is not None else None


def without_one(text: str) -> str:
    """A unit of money without the one before its scale: 1 million KRW, KRW 1 million; any other text as it is."""
    return _ONE_MILLION.sub("", text) if _MONEY_OF_ONE.fullmatch(text.strip()) else text
