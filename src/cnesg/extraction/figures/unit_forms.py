"""Units that are told around a number in forms of their own: 214K volunteer hours, HK42 cents, 57个患病孩子."""

from dataclasses import replace

from cnesg.extraction.figures.hour_rates import rate_behind
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading, UnitTable

_BARE = frozenset({"bare"})
_BY_LETTER = regex(  # 214K volunteer hours, not 4K or 10-K; 1.2m tonnes, not a depth of 12m
    r"[Kk]\+?\s(?:tCO|[a-z]{3})|[Mm]\+?\s(?:t(?:CO|onne|ons)|people|patients|employees|customers|consumers|users|farmers"
    r"|households|women|children|students|lives|meals|hours|trees|lit|[kG]?[WJ]|cubic|metric)"
)
_CENTS = regex(r"\s?cents\b")
_PENNY, _SO_MANY = "p", regex(r"\d{1,3}(?:\.\d+)?")
_PENCE = regex(
    r"p(?=\s(?:per|a|an) (?:ordinary )?share\b|\s(?:for|in) (?:the|20)|\)|[,.;](?:\s|$)"
    r"|\s\((?:in )?(?:FY ?)?(?:19|20)\d\d|\s(?:in respect of|compared (?:to|with)|\(paid|\(payable)\b)"
)
_LOTS = regex(r"个[多余]?(?=亿)")
_ANY_THING = "个"  # counts things and, where those who were helped stand behind it, people and households
_SINGLE = "孩子|小朋友|儿童|学童|学生|学子|患儿|孤儿|老人|贫困生|病人|患者|村民"
_GOES_ON = "实现|完成|提供|送|捐|进行|解决|得到|获|带|上学|入学|读书|免费|圆|重返|走|用上|受益|从中|派|发|建|购"
_THOSE_HELPED = regex(
    rf"[^,，。;；:：、()\[\]\d个和及与向对为给期次村县镇校区家所月年点]{{0,10}}?(?:(?P<people>{_SINGLE})|(?:[养种][\u4e00-\u9fff]|农|贫困|困难)户)"
    rf"(?=[,，。;；、)和及与]|$|{_GOES_ON})"
)


def by_letter(text: str, end: int, units: UnitTable) -> UnitReading | None:
    """The unit behind a letter for thousands or millions: 214K volunteer hours.

    Args:
        text: folded text.
        end: where the digits end.
        units: the unit table.
    """
    if not _BY_LETTER.match(text, end):
        return None
    after = end + (2 if text[end + 1] == "+" else 1)
    behind = units.read(text, after) or UnitReading(1.0, "", _BARE, None, after, after)
    return replace(behind, scale=behind.scale * (1000 if text[end] in "kK" else 1e6))


def unit_in_cell(text: str, end: int, units: UnitTable) -> UnitReading | None:
    """The unit behind the digits of a cell, that of a rate by hours too: 2.4|每百万工时.

    Args:
        text: folded text.
        end: where the digits end.
        units: the unit table.
    """
    reading = units.read(text, end) or by_letter(text, end, units) or rate_behind(text, end)
    if reading is None or "money" not in reading.kinds or reading.end >= len(text):
        return reading
    scaled = units.whole(text[end:].strip(" ()"))  # 1,250 HK$'000, 13.5 RMB million
    if scaled is None or "money" not in scaled.kinds:
        return reading
    return replace(scaled, start=reading.start, end=len(text.rstrip(" )")))


def in_so_many_lots(text: str, end: int, units: UnitTable) -> UnitReading | None:
    """The unit of a number that counts hundreds of millions as things: 3个亿, 7个多亿元.

    Args:
        text: the text.
        end: where the number ends.
        units: the unit table.
    """
    lots = _LOTS.match(text, end)
    reading = units.read(text, lots.end()) if lots else None
    return replace(reading, start=end) if reading is not None else None


def in_cents(text: str, start: int, end: int, units: UnitTable) -> UnitReading | None:
    """The unit of a number between a currency's letters and its cents: HK|42| cents; of one in pence: 14.2|p per share.

    Args:
        text: folded text.
        start: where the digits begin.
        end: where they end.
        units: the unit table.
    """
    penny = _PENCE.match(text, end) if text.startswith(_PENNY, end) and _SO_MANY.fullmatch(text, start, end) else None
    pence = units.whole("pence") if penny is not None else None
    if penny is not None and pence is not None:
        return replace(pence, start=end, end=penny.end())
    found = _CENTS.match(text, end) if text.endswith(("HK", "HK "), 0, start) else None
    cents = units.whole("HK cents") if found is not None else None
    return replace(cents, start=end, end=found.end()) if found is not None and cents is not None else None


def read_unit(text: str, end: int, units: UnitTable) -> UnitReading | None:
    """The unit behind a number; 个 counts people or households where those who are helped stand behind it.

    Args:
        text: folded text.
        end: where the digits end.
        units: the unit table.
    """
    reading = units.read(text, end)
    if reading is None or reading.unit != "count" or text[reading.end - 1] != _ANY_THING:
        return reading
    helped = _THOSE_HELPED.match(text, reading.end)
    plain = units.whole("人" if helped["people"] else "户") if helped else None
    return replace(reading, unit=plain.unit, kinds=plain.kinds) if plain is not None else reading
