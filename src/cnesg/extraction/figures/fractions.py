"""Shares in words: 三分之一, 占三成, 1/4, "three in ten", "two thirds", "half of"."""

from collections.abc import Iterator

from cnesg.framework.regexes import regex

_FRACTION = regex(r"(?P<below>[一二三四五六七八九十百]+|\d+)分之(?P<above>[一二三四五六七八九十百点零]+|\d+(?:\.\d+)?)")
_TENTHS = regex(
    r"(?:(?<=[占达到过近逾约为的])|(?<=[,，。;；:：中])(?=.成[以左])|^(?=.成[以左]))"
    r"(?P<tenths>[一二三四五六七八九])成(?=以上|左右|[,，。;；、)])"
)  # 占三成; 员工中|八成以上是
_SLASHED = regex(
    r"(?:(?<=[的占达过为近约])|(?<=占比)|(?<=[总人]数))(?P<above>[1-9])/(?P<below>[2-9]|10)(?![\d/%年月.])"
)  # 超过员工的1/4
_TENTH = {c: i for i, c in enumerate("零一二三四五六七八九")}
_COUNT = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SOME = "|".join(_COUNT)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
_PART = "|".join(name for name in _PARTS if name != "half")
# "three in ten of our managers", "nine out of ten employees"; a score is no such share: "4 out of 5"
_IN = regex(
    rf"(?i)\b(?P<above>{_SOME})\s(?:in|out of)\s(?:every\s)?(?P<below>{_SOME}|twenty|hundred)\b(?=\s(?:of\s)?[a-z])"
)
_PART_OF = regex(
    rf"(?i)\b(?:(?P<above>a|one|two|three|four|five)[\s-](?P<part>{_PART})s?|(?P<half>half))\b(?=\s(?:of|the|our|its|all)\b)"
)
_NO_PART = regex(r"(?i)(?:first|second|last|latter|other|by|and a|one and a|years and a|than)\s$")
_FIGURE = regex(r"[^.;()\d]{0,48}\(\s?\d[\d.]*\s?(?:%|per ?cent)")  # "a third of our managers (35%)"
_ONE_PART = {"a": 1, **{word: value for value, word in enumerate(_COUNT, start=1)}}
# What any of the English ones has; most texts have none.
_OF_PARTS = ("alf", "hird", "uarter", "fifth", "sixth", "seventh", "eighth", "tenth")
_OF_COUNTS = regex(r"in\s(?:every|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred)\b|out\sof\s")


def find_fractions(text: str) -> Iterator[tuple[int, int, float | None]]:
    """Start, end and per cent of each share in words of a folded text; None where its figure follows in brackets."""
    for found in _TENTHS.finditer(text) if "成" in text else ():
        yield *found.span(), 10.0 * _TENTH[found["tenths"]]
    for found in _SLASHED.finditer(text) if "/" in text else ():
        yield *found.span(), 100 * float(found["above"]) / float(found["below"])
    for found in _FRACTION.finditer(text) if "分之" in text else ():
        value = _of_hundred(found["below"], found["above"])
        if value is not None:
            yield *found.span(), value
    if any(word in text for word in _OF_PARTS) or _OF_COUNTS.search(text):
        yield from _in_english(text)


def _in_english(text: str) -> Iterator[tuple[int, int, float | None]]:
    for found in _IN.finditer(text):
        below = {"twenty": 20, "hundred": 100}.get(found["below"].lower()) or _ONE_PART[found["below"].lower()]
        above = _ONE_PART[found["above"].lower()]
        if above < below:
            yield *found.span(), None if _FIGURE.match(text, found.end()) else 100.0 * above / below
    for found in _PART_OF.finditer(text):
        if _NO_PART.search(text, max(0, found.start() - 12), found.start()):
            continue  # "the first half of the year", "by a third"
        if _FIGURE.match(text, found.end()):
            yield *found.span(), None
            continue
        above = _ONE_PART[found["above"].lower()] if found["above"] else 1
        yield *found.span(), 100.0 * above / _PARTS[(found["part"] or "half").lower()]


def _of_hundred(below: str, above: str) -> float | None:
    if below in {"百", "千", "万"}:
        return han_number(above) if not above[0].isdigit() else float(above)
    parts = float(below) if below.isdigit() else han_number(below)
    taken = float(above) if above[0].isdigit() else han_number(above)
    return 100 * taken / parts if taken is not None and parts else None


_HAN_DIGITS = _TENTH | {"两": 2}
_ALONE = {"亿": 1e8, "万": 1e4}


def han_number(text: str) -> float | None:
    """The value of a number in Chinese characters (两千, 一万二千, 三点六), or of 亿 or 万 alone; None of others."""
    if text in _ALONE:
        return _ALONE[text]
    whole, point, behind = text.partition("点")
    if point:
        digits = "".join(str(_TENTH.get(char, "")) for char in behind)
        value = han_number(whole)
        return value + float(f"0.{digits}") if value is not None and 0 < len(digits) == len(behind) else None
    above, ten_thousand, rest = text.partition("万")
    if ten_thousand:
        upper, lower = han_number(above), han_number(rest)
        return 1e4 * upper + lower if upper is not None and lower is not None else None
    total = current = 0
    for char in text:
        if char in _HAN_DIGITS:
            current = _HAN_DIGITS[char]
        elif char in "十百千":
            total += (current or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            current = 0
        else:
            return None
    return float(total + current) if text else None
