"""The people that a number counts, told right behind or before it: 全年帮助420名|乡村教师|提升技能, |听障儿童|12人."""

from itertools import pairwise

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.classes.purposes import programme_before
from cnesg.extraction.prose.sentences.narrowing import Narrower
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_ENDS = regex(r"[,，、;；。:：()（）\d“”\"]")
_LEAD = regex(r"^(?:余|多)?(?:名|位)?(?:的|各类|各族|当地|我国|国内|周边)*")
_HELPED = regex(r"^(?:受(?:资?助|益|惠)|救治|奖励|当地|我国|国内|周边|各类|各族|全国|本地)+")
_FOR_PUPILS = regex(r"助学|奖学")
_OF_STAFF = regex(r"(?:职工|员工)[\u4e00-\u9fff]*(?:子女|子弟)$")
_WHICH_STAFF = frozenset({"type", "gender"})  # dimensions
_WHO_HELPED = frozenset({"entity", "site"})
_LONGEST = 16  # characters
_ITEM = regex(r"[^、,，;；。:：()（）\d“”\"]*$")  # of a list, up to its number
_NEXT_NAMED = regex(r"[、和及与][^,，。;；:：()（）\d、]{2,16}")
_NAMES_PEOPLE = regex(r"(?:[长员师工者]|干部|骨干|负责人|人员|经理|主管)$")
# the people of one item of a list, what was done with all of them behind the last: 46名|班组长|、31名安全员参加培训
_NAMED = regex(r"(?:的)?([^,，。;；:：()（）\d]{2,16}?)(?:以及|[、和及与])$")


def counted_group(narrower: Narrower, sentence: Sentence, number: Number, metric: str) -> str:
    """The group that a number of people is of; empty where no noun beside it is one, or it narrows nothing.

    Args:
        narrower: words that end the names of people, verbs that end the noun.
        sentence: the sentence of the number.
        number: the number.
        metric: its metric.
    """
    words = narrower.know.lexicon.grammar.narrowing
    if metric not in words.grouped or not number.kinds & {"persons", "person_times"}:
        return ""
    end = _ENDS.search(sentence.text, number.unit_end, sentence.end)
    behind = sentence.text[number.unit_end : end.start() if end else sentence.end]
    noun = narrower.up_to_verb(_LEAD.sub("", behind))[:_LONGEST]
    ends = [noun.rfind(word) + len(word) for word in words.people if word in noun]
    group = noun[: max(ends, default=0)] or _group_before(narrower, sentence, number, metric)
    return group if len(group) > 1 and group not in words.people and narrower.narrows(group) else ""


def _group_before(narrower: Narrower, sentence: Sentence, number: Number, metric: str) -> str:
    """The people right before a number that count them in persons, with what says which they are: 山区|教师300人."""
    item = _ITEM.search(sentence.text, sentence.start, number.start)
    noun = _HELPED.sub("", narrower.phrase(item.group(), metric)) if item else ""
    return noun if noun.endswith(narrower.know.lexicon.grammar.narrowing.people) else ""


def people_of_item(narrower: Narrower, sentence: Sentence, number: Number, choice: Choice) -> str | None:
    """The people that an item of a list counts, where what was done stands behind the last; None outside such lists.

    Args:
        narrower: words that narrow nothing, verbs that end the noun.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording that was chosen for it.
    """
    metric = choice.fit.metric
    if metric not in sentence.roles.done_with_people or choice.hit.start < number.unit_end:
        return None
    people = [n for n in sentence.numbers if "persons" in n.kinds and n.start < choice.hit.start]
    at = people.index(number) if number in people else len(people)
    if at < len(people) and (named := _named_before(narrower, sentence, people, at, metric)):
        return named
    if at < len(people) - 1:
        noun = _NAMED.fullmatch(sentence.text, number.unit_end, people[at + 1].start)
        return None if noun is None or narrower.breaks.search(noun[1]) else narrower.phrase(noun[1], metric)
    before = _NAMED.fullmatch(sentence.text, people[at - 1].unit_end, number.start) if 0 < at < len(people) else None
    if before is None or narrower.breaks.search(before[1]):
        return None
    return narrower.phrase(narrower.up_to_verb(sentence.text[number.unit_end : choice.hit.start]), metric)


def _named_before(narrower: Narrower, sentence: Sentence, people: list[Number], at: int, metric: str) -> str:
    """The people right before each number of a list of them: 组织|矿长|14人、|带班人员|18人参加培训."""
    number, text = people[at], sentence.text
    near = [n for n in people[max(0, at - 1) : at + 2] if n is not number]
    if not any(
        _NEXT_NAMED.fullmatch(text, a.unit_end, b.start)
        for a, b in pairwise(sorted([number, *near], key=lambda n: n.start))
    ):
        return ""
    item = _ITEM.search(text, sentence.start, number.start)
    return narrower.phrase(item.group(), metric) if item and _NAMES_PEOPLE.search(item.group()) else ""


def beside_programme(sentence: Sentence, number: Number, metric: str, classes: dict[str, str]) -> dict[str, str]:
    """The classes without the children of staff behind a number whose programme says that it helps them: 金秋助学.

    The sentence before may name it: 开展“金秋助学”活动。资助|36名|困难职工子女. Whom of the staff it helped says no
    more than it: 春节期间慰问住院职工|96人. Of those whom a part of the company helped no programme is told.

    Args:
        sentence: the sentence of the number.
        number: the number.
        metric: its metric.
        classes: the classes found for it.
    """
    group = classes.get("group", "")
    if set(classes) == {"group"} and _OF_STAFF.search(group) and (named := programme_before(sentence, metric)):
        classes = classes | {"programme": named}
    if "programme" in classes and metric in sentence.roles.aid_to_staff:
        left = {"programme"} if "type" in classes and _others_by_kind(sentence, number, metric) else _WHICH_STAFF
        classes = {k: v for k, v in classes.items() if k not in left}
    if "programme" in classes and group and _WHO_HELPED & set(classes):
        classes = {k: v for k, v in classes.items() if k != "programme"}
    if not _FOR_PUPILS.search(classes.get("programme", "")) or not _OF_STAFF.search(group):
        return classes
    behind = group in sentence.text[number.unit_end : number.unit_end + _LONGEST + len(group)]
    return {k: v for k, v in classes.items() if k != "group"} if behind else classes


def _others_by_kind(sentence: Sentence, number: Number, metric: str) -> bool:
    """Whether those counted before are of a kind, and of no programme: 为46名在职职工和|118名退休职工发放医疗补助."""
    read = (sentence.read[n.start] for n in sentence.read_before(number))
    told = [classes for choice, classes in read if choice.fit.metric == metric]
    return bool(told) and "type" in told[-1] and "programme" not in told[-1]
