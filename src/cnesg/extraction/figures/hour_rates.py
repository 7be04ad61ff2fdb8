"""Rates by hours worked: `per million hours`, 每百万工时; the unit is printed as the report counts."""

import re

from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading

_PER_HOURS = regex(  # injuries per 200,000 hours worked, 每百万工时
    r"(?:\bper|每|/)\s?"
    r"(?P<count>[12]00[, ]?000|(?:1 |one )?million|1[, ]?000[, ]?000|百万|[二2]十?0?万|千|1,?000|100)[\s-]?"
    r"(?:(?:work(?:ing|ed)?|man|person|employee|labou?r|exposure)[ -]?)?"
    r"(?:(?:hours?|hrs?)(?: worked)?|h|工时|工作小时|小时)$",
    re.IGNORECASE,
)
_OF_EACH_HOURS = regex(  # 百万工时可记录伤害率, 20万工时损工率
    r"(?<![\u4e00-\u9fff\d])每?(?P<count>百万|100万|1,?000,?000|[二2]十?0?万|200,?000|千)(?:小时)?工时[^,，\d]{1,12}率"
)
_HUNDRED_THOUSANDS, _MILLION = 2e5, 1e6
_WORDS = {"百万": _MILLION, "一百万": _MILLION, "100万": _MILLION, "million": _MILLION, "千": 1e3, "thousand": 1e3}
# 4.2 per 200,000 hours worked, based on one million working hours
_HOURS = regex(
    r"(?i)\b(?:per|every|based on|calculated on)\s(?:a |one )?(?P<count>\d[\d,]{0,10})?\s?"
    r"(?P<scale>million|thousand)?\s?"
    r"(?:(?:work(?:ing|ed)?|man|person|employee|exposure|labou?r)[ -]?)?(?:hours|hrs)\b"
)
_RATE = frozenset({"rate"})
_OWN_HOURS = 90  # characters behind a rate in which its hours may be told
_SENTENCE_ENDS = ". "


def per_hours(text: str) -> str | None:
    """The unit of a rate that a text ends in, or begins with: `TRIR per 200,000 hours worked`, 百万工时伤害率."""
    found = _PER_HOURS.search(text) or (_OF_EACH_HOURS.match(text) if "工时" in text else None)
    return _unit_of(found) if found is not None else None


def rate_behind(text: str, end: int) -> UnitReading | None:
    """The unit of a rate that the rest of a text is: 2.4|每百万工时, 0.31| per 200,000 hours.

    Args:
        text: folded text of a cell.
        end: where the digits end.
    """
    found = _PER_HOURS.match(text, end + (text[end : end + 1] == " "))
    return UnitReading(1.0, _unit_of(found), _RATE, "time", end, found.end()) if found is not None else None


def _unit_of(found: re.Match[str]) -> str:
    return over_hours(hours_counted(found["count"]))


def hours_counted(count: str) -> float:
    """How many hours a count says, in words or digits: 1 million, 200,000, 百万; 二十万 where it is none of these.

    Args:
        count: the words of a rate or of a note that says how rates are counted.
    """
    words = count.lower().removeprefix("one ").removeprefix("1 ")
    bare = words.replace(",", "").replace(" ", "")
    return _WORDS.get(words) or (float(bare) if bare.isdigit() else _HUNDRED_THOUSANDS)


def unit_as_counted(unit: str, text: str, start: int, end: int) -> str:
    """The unit of a rate of injuries with the hours that its sentence tells; as it was where it tells none.

    Args:
        unit: the unit of the metric; others than rates by hours stay.
        text: folded text.
        start: where the number begins.
        end: where it ends.
    """
    if not (unit.startswith("per ") and unit.endswith(" hours")):
        return unit
    until = text.find(_SENTENCE_ENDS, end, end + _OWN_HOURS)
    found = _HOURS.search(text, end, until if until >= 0 else end + _OWN_HOURS)
    if found is None:
        found = _HOURS.search(text, max(0, text.rfind(_SENTENCE_ENDS, 0, start)), start)
    if found is None or not (found["count"] or found["scale"]):
        return unit
    count = float(found["count"].replace(",", "") or 1) if found["count"] else 1.0
    return over_hours(count * _WORDS.get((found["scale"] or "").lower(), 1))


def over_hours(hours: float) -> str:
    """The unit of a rate over so many hours."""
    return f"per {'million' if hours == _MILLION else f'{hours:,.0f}'} hours"
