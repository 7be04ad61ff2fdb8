"""What numbers of a Chinese sentence are (a year, a count of people, a standard's code) and what stands beside them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cnesg.disclosure.runs import SentenceRuns, name_runs
from cnesg.framework.regexes import regex

NEXT_TO = 4
NEAR = 8
_NUMBER = r"\d[\d,.]*"
_ABOUT = "(?:多|余)?"
_TIMES = "(?:百万|千万|万亿|百|千|万|亿)"
_COUNTED = (
    "人次|场次|家次|学时|课时|公顷|人|名|家|个(?!月)|项|件|次|场|份|篇|台|套|户|所|座|辆|类|种|门|位|只|批|条|株|棵|亩|期|册|课|单|支|笔|封|起|例|间|"
    "栋|幢|款|倍"
)
_MEASURES = (
    "千瓦时|立方米|平方米|平方公里|千克|公斤|千瓦|兆瓦|吉瓦|公里|千米|毫升|千焦|吉焦|标煤|吨|克|度|米|升|焦|"
    "mwh|kwh|gwh|mw|kw|gw|tco2e?|kgce|tce|kg|t|km|m2|m3|m²|m³|gj|db|℃|mg"
)
_LENGTHS = "年|个月|周年|月|天|日|周|小时|分钟|秒|岁|时"
# by the letter that stands for them, in the order they are looked for; a number with a unit is looked up with it
_KINDS = {
    "D": r"(?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}日)?",
    "Y": r"(?<!\d)(?:19|20)\d\d(?:[-—~至/](?:19|20)?\d\d(?!\d))?年?(?!\d)",
    "L": r"第?\d+(?:-\d+)?(?:号|条|届|章|款|版|卷|页)|第\d+",
    "S": r"(?<![a-z])[a-z]{1,9}[-/ ]?\d[\d.\-/:]*[a-z]?\d*",
    "B": r"\d+\.\d+\.\d+(?:\.\d+)*|(?:^|(?<=[。；]))\d{1,3}(?:\.\d)?(?=[、.．)）]|[\u4e00-\u9fff])"
    rf"(?!年|{_COUNTED}|%|万|亿|吨|元)",
    "P": rf"{_NUMBER}(?:个百分点|%|‰)",
    "W": rf"{_NUMBER}{_ABOUT}{_TIMES}?{_ABOUT}(?:美元|港元|欧元|人民币|元)",
    "Q": rf"{_NUMBER}{_ABOUT}{_TIMES}?{_ABOUT}(?:{_MEASURES})(?![a-z])",
    "C": rf"{_NUMBER}{_ABOUT}{_TIMES}?{_ABOUT}(?:{_COUNTED})",
    "T": rf"{_NUMBER}{_ABOUT}万?(?:{_LENGTHS})",
    "M": rf"{_NUMBER}{_ABOUT}{_TIMES}",
    "G": r"\d{5,}[\d,.]*|\d+\.\d+",
    "N": _NUMBER,
}
_WITH_UNIT = frozenset("PWQCTM")
_ANY = regex("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()))
_FIGURES = regex(r"[\d,.\-~—/:\s]")
_NO_SIGNS = regex(r"[^\u4e00-\u9fffa-z]")


def number_runs(comparable_texts: Sequence[str]) -> SentenceRuns:
    """What `number_signs` finds in each of many sentences, as if they were runs of it."""
    return name_runs([list(number_signs(text)) for text in comparable_texts])


def number_signs(comparable_text: str) -> Iterator[str]:
    """For each number of a sentence its kind, its unit, and the runs that stand before and after it; never its value.

    Kinds: date, year, ordinal or number of a rule, code of a standard, list number, percentage, money, physical
    quantity, count, length of time, other large, long or decimal, any other.

    Args:
        comparable_text: in the form of `cnesg.disclosure.wording.comparable`.
    """
    signs, places = _marked(comparable_text)
    for start, end in places:
        kind, before, after = signs[start], signs[max(0, start - NEAR) : start], signs[end : end + NEAR]
        yield f"kind {kind}"
        yield f"unit {signs[start:end]}"
        for length in range(1, NEXT_TO + 1):
            yield f"before {before[-length:]}"
            yield f"after {after[:length]}"
        yield f"before {kind} {before[-2:]}"
        yield f"after {kind} {after[:2]}"
        for side, near in (("left", before), ("right", after)):
            yield from (f"{side} {sign}" for sign in near)
            yield from (f"{side} {one}{two}" for one, two in pairwise(near))


def _marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence in letters alone, each number as its kind in upper case and its unit, and where each stands."""
    parts: list[str] = []
    places = []
    read = length = 0
    for found in _ANY.finditer(text):
        kind = str(found.lastgroup)
        plain = _NO_SIGNS.sub("", text[read : found.start()])
        marked = kind + (_FIGURES.sub("", found.group()) if kind in _WITH_UNIT else "")
        start = length + len(plain)
        length = start + len(marked)
        places.append((start, length))
        parts += [plain, marked]
        read = found.end()
    return "".join([*parts, _NO_SIGNS.sub("", text[read:])]), places
