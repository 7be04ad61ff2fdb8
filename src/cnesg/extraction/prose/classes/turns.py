"""Classes in turn: "male and female employees were 612 and 388 respectively", 废水、废气达标排放率均为100%."""

import itertools
import re

from cnesg.extraction.breakdowns import class_spans, class_words, residual, told_classes
from cnesg.extraction.clauses import JOINED
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.leaning.list_totals import each_grade, several_grades
from cnesg.extraction.prose.leaning.lists import EACH
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence, width
from cnesg.extraction.prose.years.asides import BRACKET
from cnesg.framework.regexes import regex

_RESPECTIVELY = regex(r"分别|各自|(?i:respectively)")
_BEHIND = regex(
    r"(?i)(?:\s?[(][^()]{1,80}[)])?(?:[^,.;，。；()]{0,12}[,，]?\s?respectively|\sof [a-z -]{2,40},?\srespectively)"
)
_LIST = regex(r"、|,(?!\d)|和|及|与|(?i:\band\b)")
_MEN_AND_WOMEN = regex(  # 男女员工|分别为, 男女员工的平均培训时数|分别为
    r"男(?:性|员工)?[、/和与及]?女(?:性)?(?:员工|职工|雇员)?[\u4e00-\u9fff]{0,12}[:为是约]{0,2}$"
)
_GIVEN_TO = regex(
    r"(?:向|为|给|对)((?:(?![向为给])[\u4e00-\u9fff、“”\"()·]){4,60}?)(?:等地|两[县村校地])?(?:分别|各自?)?"
    r"(?:捐赠|捐款|捐资|捐助|捐献|捐出|资助|赞助|投入|拨付|拨款|提供)"
)
_ALL_SO = regex(r"(?:均|都|皆)(?:已|实现|做到|达到|实现了)*$")
# 废水、废气、噪声达标率|100%: what is true of a list of media is so of each
_RATE_OF_LIST = regex(r"(?P<list>[^,，;；:：]*)率(?:继续|始终|已|全部|保持在?|实现了?|达到?了?|为|是)*\s?$")
_EACH_MET = regex(r"(?:各|均|都)自?(?:召开|举行|举办|开)?了?(?:会议)?$")  # 薪酬委员会及提名委员会各举行|一次会议
_GENDERS = ("male", "female")
_AND, _NUMERAL = " and ", regex(r"\d")
_NEXT_ITEM = regex(
    r"[^、,，;；。:：()\d]{0,8}?\s?(?:[、,，]|以?及|和|与|\band\b|\bto\b)[\s,]*(?:and\s)?(?:the\s)?", re.IGNORECASE
)
_NUMERALS = frozenset("一二三四五")
_LONGEST_CLASS = 18.0
_COMMITTEE = regex(r"(?:(?<=[、和及与开行了])|(?<![\u4e00-\u9fff]))(?:董事会)?([\u4e00-\u9fff]{2,8}?委员会)")
_FIGURE = regex(r"\d\d(?!\d*\s?[周岁]|\s?[-~至]\s?\d)")  # no name: 总数3,412人,男女分别为; an age is one


def class_in_turn(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """The class of a number in "A、B、C分别缴纳1、2、3": as many names before as numbers after; none else.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording that was chosen for it.
    """
    told = list(_RESPECTIVELY.finditer(sentence.text, sentence.start, number.start))
    begin = told[-1].start() if told else sentence.start
    first = sentence.chain_start(number)
    later = _RESPECTIVELY.search(sentence.text, number.unit_end, sentence.end) if told else None
    end = later.start() if later else sentence.end  # another list begins there
    chain = [n for n in sentence.numbers if begin <= n.start < end and sentence.chain_start(n) is first]
    if not told and not _BEHIND.match(sentence.text, chain[-1].unit_end):
        return _named_behind(know, sentence, number, chain, choice) or _without_saying_so(
            know, sentence, number, chain, choice
        )
    if len(chain) < 2:
        return {}
    if told:
        return _announced(know, sentence, number, chain, begin, choice)
    known = _known_class(know, sentence, chain[0].start, len(chain), choice.fit.metric)
    return _nth(known, chain.index(number))


def class_of_item(know: Knowledge, sentence: Sentence, choice: Choice, item: tuple[int, int]) -> dict[str, str]:
    """The classes that a list's item tells, with those that its wording implies: women on the board in "A and| B"."""
    hit, text = choice.hit, sentence.text
    implied = know.lexicon.entries[hit.entry].implies(text[hit.start : hit.end])
    return implied | class_words(know, sentence.found, text, *item, choice.fit.metric)


def class_over_years(sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """The classes of the first number of a list, those of a later one in "in 2022 and 2023, A was 22 and |18"."""
    first = sentence.chain_start(number)
    same = first is not number and first.start in sentence.read and sentence.read[first.start][0].hit == choice.hit
    return dict(sentence.read[first.start][1]) if same else {}


def _nth(known: tuple[str, list[str]] | None, at: int) -> dict[str, str]:
    """The class of a number by its place in its list."""
    return {known[0]: known[1][at]} if known is not None else {}


def _announced(
    know: Knowledge, sentence: Sentence, number: Number, chain: list[Number], begin: int, choice: Choice
) -> dict[str, str]:
    """The class of a number of a list behind a word that says so, at `begin`: 甲、乙|分别为12万元和7万元."""
    at = chain.index(number)
    if takers := _takers(know, sentence, chain, choice.fit.metric):
        return {"recipient": takers[at]}
    if known := _known_class(know, sentence, begin, len(chain), choice.fit.metric):
        return _nth(known, at)
    if len(chain) == len(_GENDERS) and _MEN_AND_WOMEN.search(sentence.text, sentence.start, begin):
        return {"gender": _GENDERS[at]}
    names = _listed_names(know, sentence, begin, len(chain), choice)
    return {"type": names[at].lower()} if names else {}


def _named_behind(
    know: Knowledge, sentence: Sentence, number: Number, chain: list[Number], choice: Choice
) -> dict[str, str]:
    """The class of a number whose list its classes stand behind: 62% and 38% were| male and female respectively."""
    start = chain[-1].unit_end
    told = _RESPECTIVELY.search(sentence.text, start, sentence.end) if len(chain) > 1 else None
    if told is None or any(start <= n.start < told.start() for n in sentence.numbers):
        return {}
    known = _known_class(know, sentence, told.start(), len(chain), choice.fit.metric, begin=start)
    return _nth(known, chain.index(number))


def _without_saying_so(
    know: Knowledge, sentence: Sentence, number: Number, chain: list[Number], choice: Choice
) -> dict[str, str]:
    """The class of a number where all that stands before a list are as many classes: men and women were 62% and 38%."""
    start = chain[0].start
    if len(chain) < 2 or any(n.unit_end <= start for n in sentence.numbers):
        return {}
    if len(chain) == len(_GENDERS) and _MEN_AND_WOMEN.search(sentence.text, sentence.start, start):
        return {"gender": _GENDERS[chain.index(number)]}
    known = _known_class(know, sentence, start, len(chain), choice.fit.metric, alone=True)
    return _nth(known, chain.index(number))


def _takers(know: Knowledge, sentence: Sentence, chain: list[Number], metric: str) -> list[str]:
    """Whom each of a list of sums was given to: (分别)向甲县和乙县(分别)捐款19万元和112万元; none else."""
    if not any(one.dimension == "recipient" and metric in metrics for one, metrics, _ in know.lexicon.patterns):
        return []
    given = list(_GIVEN_TO.finditer(sentence.text, sentence.start, chain[0].start))
    names = [name for name in _LIST.split(given[-1][1]) if name] if given else []
    return [name.lower() for name in names] if len(names) == len(chain) and all(len(n) > 1 for n in names) else []


def _listed_names(know: Knowledge, sentence: Sentence, at: int, count: int, choice: Choice) -> list[str]:
    """The names of the last so many items of a list before an offset; none if they can't be classes."""
    begin, end = sentence.start, at
    if choice.hit.end <= at and not residual(know, sentence.text[choice.hit.end : at]):
        at = choice.hit.start  # 高级、中级及一般员工|受训比例分别为
        begin = max(begin, sentence.text.rfind(":", begin, at) + 1)
        if sentence.text[at - 1] == "不" or not residual(know, _LIST.split(sentence.text[begin:at])[-1]):
            return []
    names = [residual(know, BRACKET.sub("", part)) for part in _LIST.split(sentence.text[begin:at])]
    names = [name for name in names if name][-count:]
    if len(names) != count or any(width(n) > _LONGEST_CLASS or _FIGURE.search(n) for n in names):
        return []
    if any(name in _NUMERALS for name in names):
        return []  # 范围一、二排放量分别为: no kinds of their own
    if choice.hit.start < end and sentence.text[choice.hit.start : choice.hit.end] in "".join(names):
        return []
    entries = know.lexicon.entries
    if any(entries[h.entry].metric == choice.fit.metric for name in names for h in know.find(name).hits):
        return []  # 范围一、范围二排放量分别为: metrics of their own
    return names


def classes_each(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> list[dict[str, str]]:
    """The classes of a list that are all said to have one number: 废水、废气达标排放率均为100%; none else.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording that was chosen for it.
    """
    if prizes := _prizes_each(know, sentence, number, choice.fit.metric):
        return prizes
    of_committees = choice.fit.metric == sentence.roles.committee_meetings
    behind = choice.hit.end > number.start  # 废水、废气均100%|达标排放
    if of_committees:
        each = _EACH_MET.search(sentence.text, choice.hit.start, number.start)
    elif behind:
        each = _ALL_SO.search(sentence.text, sentence.start, number.start)
    else:
        each = EACH.search(sentence.text, min(choice.hit.end, number.start), number.start)
        if each is None and choice.fit.metric in sentence.roles.of_media:
            each = _RATE_OF_LIST.search(sentence.text, sentence.start, number.start)
    if each is None or (choice.role != "clause" and not behind):
        return []
    first = each.start() if each.re.pattern == _RATE_OF_LIST.pattern else sentence.start
    begin = max([first, *(n.unit_end for n in sentence.numbers if n.unit_end <= min(choice.hit.start, number.start))])
    if of_committees:
        bodies = list(dict.fromkeys(_COMMITTEE.findall(sentence.text, begin, each.start())))
        return [{"committee": body} for body in bodies] if len(bodies) > 1 else []
    found = class_spans(know, sentence.found, sentence.text, begin, each.end(), choice.fit.metric)
    for dimension, spans in found.items():
        gaps = [(one[1], other[0]) for one, other in itertools.pairwise(spans)]
        joined = all(a == b or JOINED.fullmatch(sentence.text, a, b) for a, b in gaps)
        if joined and len({name for _, _, name in spans}) == len(spans) > 1:
            return [{dimension: name} for _, _, name in spans]
    return []


def _prizes_each(know: Knowledge, sentence: Sentence, number: Number, metric: str) -> list[dict[str, str]]:
    """The prizes of several grades that are all said to be so many: 省科技进步二等奖和三等奖各1项; none else."""
    grades = several_grades(sentence, number, metric)
    if grades is None:
        return []
    begin = max([sentence.start, *(n.unit_end for n in sentence.numbers if n.unit_end <= grades.start())])
    near = begin, grades.end("first")
    prize = told_classes(know, sentence.text, near, near, grades.end("first"), metric)
    return [{"level": one} for one in each_grade(grades[0], prize.get("level", ""))]


def _known_class(
    know: Knowledge,
    sentence: Sentence,
    at: int,
    count: int,
    metric: str,
    *,
    begin: int | None = None,
    alone: bool = False,
) -> tuple[str, list[str]] | None:
    """The dimension and names of the last so many classes of one dimension that stand in a list before an offset.

    They are looked for from `begin` on, if it is given; `alone`: no more classes of the dimension stand there.
    """
    begin = sentence.start if begin is None else begin
    for dimension, spans in class_spans(know, sentence.found, sentence.text, begin, at, metric).items():
        listed = spans if alone else spans[-count:]
        joined = spans[-1][2].split(_AND) if spans else []
        named = not any(_NUMERAL.search(one) for one in joined)  # Scope 1 and 2 are of one name
        if named and len(joined) == count and not (alone and len(spans) > 1):
            return dimension, joined  # wind and solar capacity was 5 MW and 4 MW: each of its own
        if len(listed) == len({name for _, _, name in listed}) == count and all(
            _NEXT_ITEM.fullmatch(sentence.text, one[1], other[0]) for one, other in itertools.pairwise(listed)
        ):
            return dimension, [name for _, _, name in listed]
    return None
