"""Scale words that stand for money though no unit is printed: 总资产30.66亿, 捐资50万, 环保投入2600万."""

from dataclasses import replace

from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading

_TEN_THOUSAND, _HUNDRED_MILLION = 1e4, 1e8
_SUM = regex(  # words for money close before the number
    r"(?:捐[资款赠助献]|[出斥耗筹]资|[拨筹贷罚]款|赞助|善款|帮扶款|扶贫款|补助款|救助款|补贴|资金|投[资入]|花费|经费"
    r"|费用|金额|支出|收入|利润|产值|税[金费款收]|薪酬|奖励|[让获]利|损失|预算)[^,，。;；\d]{0,4}$"
)
_REACH = 10  # characters before a number in which they stand
_GIFTS = "资金|现金|善款|捐款|奖?助学金|奖学金|教育资金|教育基金|慰问金|救灾款|专项资金|爱心款|帮扶资金"
_GIVES = ("捐赠给", "捐给", "捐助给", "捐献给")
_SPENT_ON = (  # what goes on with what the money is for, and so with no unit
    "用[于以来]|捐|给|支持|帮助|资助|[援修新]建|购[买置]|设立|建[设成立造]|以上|左右|[对为]|进行|引[进入]|实施|改造"
    "|完[成善]|更[新换]|安装"
)
_ENDS = regex(rf"\s*(?:[,，。;；、)）]|$|{_SPENT_ON}|[余多]?(?:{_GIFTS}))")


def as_money(text: str, start: int, reading: UnitReading) -> UnitReading:
    """What a scale word without a unit measures: money where nothing else is so printed, else what was read.

    Args:
        text: folded text.
        start: where the number begins.
        reading: its scale word, as read.
    """
    if reading.scale >= _HUNDRED_MILLION and text[reading.end - 1] == "亿":
        return replace(reading, unit="CNY", kinds=reading.kinds | {"money"})
    told = _SUM.search(text[:start][-_REACH:]) or text.startswith(_GIVES, reading.end)
    if told and reading.scale == _TEN_THOUSAND and _ENDS.match(text, reading.end):
        return replace(reading, unit="CNY", kinds=frozenset({"money"}))
    return reading
