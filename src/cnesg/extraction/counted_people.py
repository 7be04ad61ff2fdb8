"""The people that a number counts, told right behind it: 全年帮助420名|乡村教师|提升技能."""

import re

from cnesg.extraction.narrowing import Narrower
from cnesg.extraction.numbers import Number
from cnesg.extraction.sentence import Sentence

_ENDS = re.compile(r"[,，、;；。:：()（）\d“”\"]")
_LEAD = re.compile(r"^(?:余|多)?(?:名|位)?(?:的|各类|各族|当地|我国|国内|周边)*")
_FOR_PUPILS = re.compile(r"助学|奖学")
_OF_STAFF = re.compile(r"(?:职工|员工)[\u4e00-\u9fff]*(?:子女|子弟)$")
_LONGEST = 16  # characters


def counted_group(narrower: Narrower, sentence: Sentence, number: Number, metric: str) -> str:
    """The group that a number of people is of; empty where the noun behind it is not one, or narrows nothing.

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
    group = noun[: max(ends, default=0)]
    return group if len(group) > 1 and group not in words.people and narrower.narrows(group) else ""


def beside_programme(sentence: Sentence, number: Number, classes: dict[str, str]) -> dict[str, str]:
    """The classes without the children of staff behind a number whose programme says that it helps them: 金秋助学.

    Args:
        sentence: the sentence of the number.
        number: the number.
        classes: the classes found for it.
    """
    group = classes.get("group", "")
    if not _FOR_PUPILS.search(classes.get("programme", "")) or not _OF_STAFF.search(group):
        return classes
    behind = group in sentence.text[number.unit_end : number.unit_end + _LONGEST + len(group)]
    return {k: v for k, v in classes.items() if k != "group"} if behind else classes
