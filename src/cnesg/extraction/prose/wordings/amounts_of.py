"""Amounts before their noun, governed by a verb: 消耗|386,200千瓦时|电力及|1,230立方米|自来水."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.figures.ratios import AMOUNTS
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.framework.lexicon import Hit
from cnesg.framework.regexes import regex

_LINK = regex(r"(?:当量)?的?")
_NOUN_ENDS = regex(r"(?:资源|能源)?\s?(?:[,，。;；、()（）]|[和及与并]|以及|等|$)")
_ITEM = regex(r"的?[^,，。;；:：、\d]{1,12}?(?:[、,，和及与]|以及)(?:约|近|逾|超过)?\s?")
_FILLED = regex(r"(?:了|共计?|合计|总计|累计|约|近|逾|超过?|大约|达到?|\s)+$")


def is_object_behind(know: Knowledge, hit: Hit, number: Number, sentence: Sentence) -> bool:
    """Whether a word right behind an amount is what the clause's verb has so much of: 使用了3万升|柴油.

    Args:
        know: vocabulary and wording.
        hit: the word.
        number: the amount before it.
        sentence: the sentence of both.
    """
    verbs = know.lexicon.governing.get(know.lexicon.entries[hit.entry].metric)
    if verbs is None or not number.kinds & AMOUNTS or hit.start < number.unit_end:
        return False
    text = sentence.text
    if not _LINK.fullmatch(text, number.unit_end, hit.start) or not _NOUN_ENDS.match(text, hit.end):
        return False
    before = _FILLED.sub("", text[sentence.start : _first(sentence, number).start])
    return verbs.search(before) is not None


def _first(sentence: Sentence, number: Number) -> Number:
    """The first of a list of amounts, each with its noun behind it, that goes on to this one."""
    numbers, at = sentence.numbers, sentence.numbers.index(number)
    while at and _ITEM.fullmatch(sentence.text, numbers[at - 1].unit_end, numbers[at].start):
        at -= 1
    return numbers[at]
