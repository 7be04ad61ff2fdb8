"""A figure and what it was before: "from 1,930 tonnes in 2022 to 1,814 tonnes", 由上年的93.1%提高到94.6%."""

import re
from dataclasses import replace

from cnesg.extraction.numbers import Number
from cnesg.extraction.sentence import Choice, Sentence

_FROM = re.compile(
    r"(?:由|从)(?:(?P<last>上一?年度?|去年|年初|期初)(?:同期|末|底)?|(?P<year>(?:19|20)\d\d)\s?年?(?:度|底|末)?)的?\s?(?:约|近)?$"
)
_TO = re.compile(
    r"\s?[余多]?[^\d,，。;；]{0,4}?(?:提高|提升|增加|增长|上升|升|扩大|下降|降低|减少|降|减|变为|调整)(?:到|至|为)?\s?"
    r"(?:(?:19|20)\d\d\s?年?(?:度|底|末)?的?|今年的?|本年度?的?|(?:本?年|期)[末底]的?)?\s?(?:约|近)?$"
)
_FROM_EN = re.compile(r"(?i)\bfrom\s(?:about |around |approximately |nearly |over )?$")
_TO_EN = re.compile(
    r"(?i)\s?(?:in (?:(?:FY\s?)?(?P<year>(?:19|20)\d\d)|(?P<last>the (?:previous|prior) year|last year))\s)?"
    r"to\s(?:about |around |approximately |nearly |over )?$"
)
_CHANGED = re.compile(
    r"(?i)\b(?:improved|rose|grew|fell|declined|decreased|increased|dropped|reduced|lowered|cut|went)\b"
    r"[a-z ]{0,24}\sfrom\s(?:about |around |approximately |nearly |over )?$"
)
_BARE_FROM = re.compile(r"(?:由|从)(?:约|近)?$")
_SINCE_LONG = re.compile(
    r"改造|技改|实施|投产|投运|安装|优化前|以来|年来|时期|当初|最初|成立|上市|[三四五六七八九十\d]年[内间来,，]|五规划|五”|十[一二三四]五"
)
_MOST_MOVED = 2.5  # times that a figure grows or shrinks within a year
_LAST_YEAR = 9999  # any named year lies before it
_NAMED = re.compile(r"[至到为]\s?((?:19|20)\d\d)\s?年?(?:度|底|末)?的?\s?(?:约|近)?$")
_WITHIN = re.compile(r"(?i)over the year|during the year|this year|year[ -](?:on|over)[ -]year")


def moved_from(sentence: Sentence, number: Number, this_year: int) -> int | None:
    """The year of a figure that the sentence says another came from; None where it is none such.

    Args:
        sentence: the sentence of the number.
        number: the number that may be the earlier of two.
        this_year: the fiscal year, before which an unnamed one lies.
    """
    if not sentence.says_from:
        return None
    after = [n for n in sentence.numbers if n.start >= number.unit_end][:1]
    if not after or not (after[0].kinds & number.kinds or (number.raw_unit and _same_unit(number, after[0]))):
        return None
    begun = _FROM.search(sentence.text, max(sentence.start, number.start - 16), number.start)
    if begun is None and _moved_within_year(sentence, number, after[0]):
        return this_year - 1
    if begun is None:
        return _moved_from_en(sentence, number, after[0], this_year)
    if not _TO.match(sentence.text, number.unit_end, after[0].start):
        return None
    return this_year - 1 if begun["last"] else _earlier(int(begun["year"]), this_year)


def _same_unit(number: Number, after: Number) -> bool:
    """Whether two figures are printed in one unit, whose end the first may leave out: 3.2吨降至2.9吨二氧化碳当量."""
    return number.raw_unit == after.raw_unit or (bool(number.raw_unit) and after.raw_unit.startswith(number.raw_unit))


def _moved_within_year(sentence: Sentence, number: Number, after: Number) -> bool:
    """Whether a figure moved by as much as a year allows, and nothing says over how long: 满意度由82%提升至85%."""
    text = sentence.text
    if not _BARE_FROM.search(text, max(sentence.start, number.start - 4), number.start):
        return False
    if not _TO.match(text, number.unit_end, after.start) or _SINCE_LONG.search(text, sentence.start, number.start):
        return False
    return 0 < number.value < _MOST_MOVED * after.value and after.value < _MOST_MOVED * number.value


def _moved_from_en(sentence: Sentence, number: Number, after: Number, this_year: int) -> int | None:
    text = sentence.text
    if not _FROM_EN.search(text, max(sentence.start, number.start - 24), number.start):
        return None
    reached = _TO_EN.match(text, number.unit_end, after.start)
    if reached is None:
        return None
    if reached["year"]:
        return _earlier(int(reached["year"]), this_year)
    within = _WITHIN.search(text, sentence.start, sentence.end)
    changed = _CHANGED.search(text, max(sentence.start, number.start - 48), number.start)
    return this_year - 1 if reached["last"] or within or changed else None


def came_before(sentence: Sentence, number: Number) -> bool:
    """Whether a figure is one that another came from."""
    return moved_from(sentence, number, _LAST_YEAR) is not None


def came_to(sentence: Sentence, number: Number, this_year: int) -> Choice | None:
    """The wording of the figure that this one came from, None where it came from none that was read."""
    if not sentence.says_from:
        return None
    before = [n for n in sentence.numbers if n.unit_end <= number.start][-1:]
    if not before or before[0].start not in sentence.read or moved_from(sentence, before[0], this_year) is None:
        return None
    choice = sentence.read[before[0].start][0]
    return choice if choice.role in {"clause", "sentence"} and _same_unit(before[0], number) else None


def measured_like(sentence: Sentence, number: Number) -> Number:
    """A number with the kinds of the one it came from: 万元产值综合能耗由2022年的0.35吨标煤降至|0.33吨标煤."""
    last = [n for n in sentence.numbers if n.unit_end <= number.start][-1:]
    if not last or last[0].kinds == number.kinds:
        return number
    return replace(number, unit=last[0].unit, kinds=last[0].kinds, family=last[0].family)


def year_come_to(sentence: Sentence, number: Number, this_year: int) -> int | None:
    """The year of a figure that another came to: the fiscal year unless the words right before it name one."""
    if came_to(sentence, number, this_year) is None:
        return None
    named = _NAMED.search(sentence.text, max(sentence.start, number.start - 10), number.start)
    return int(named[1]) if named else this_year


def _earlier(year: int, this_year: int) -> int | None:
    return year if year < this_year else None
