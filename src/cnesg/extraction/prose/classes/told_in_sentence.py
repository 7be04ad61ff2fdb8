"""Classes that a sentence may tell anywhere around a figure: through which channel investors were answered."""

import re
from functools import lru_cache

from cnesg.extraction.breakdowns import class_words
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.framework.regexes import regex
from cnesg.framework.word_patterns import any_of

_RIGHT_BEHIND = regex(r"[余多]?[、,，(]?(?:共计?|合计|累计|总计|约|近|超过|逾)*")  # 15批次、|86人次
_ALL_IN_ALL = regex(r"[,，]?(?:共计|合计|总计)")
_BESIDE = 7  # characters behind a number in which a noun is its own: 5户|困难家庭


def told_in_sentence(
    know: Knowledge, sentence: Sentence, number: Number, metric: str, classes: dict[str, str]
) -> dict[str, str]:
    """The classes with one of a dimension that every figure of the metric has, told by the words before it.

    通过上证E互动平台与投资者沟通,共计回答提问|47条. Words between the last figure and this one go first, then those
    behind it, then the sentence before; words that say no more than the metric (接待) count where there are no others.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
        metric: its metric.
        classes: its classes so far.
    """
    words = know.lexicon.grammar.narrowing
    dimension = words.told_in_sentence.get(metric, "")
    weak = words.own.get(metric, ())
    told = classes.get(dimension, "")
    if not dimension:
        return classes
    if told and told not in weak:
        for begin, stop in _of_one_count(
            sentence, number
        ):  # 平台回复86条,接待机构调研42批次、|186人次: not the platform's
            one = class_words(know, sentence.found, sentence.text, begin, stop, metric).get(dimension, "")
            if one and one not in weak and told not in sentence.text[begin : number.start].lower():
                return classes | {dimension: one}
        return classes
    last = sentence.behind_last(number)
    end = sentence.clauses.span(number.unit_end - 1)[1]
    spans = ((last, number.start), (number.unit_end, end), (sentence.start, number.start))
    for begin, stop in (*_of_one_count(sentence, number), *spans):
        one = class_words(know, sentence.found, sentence.text, begin, stop, metric).get(dimension, "")
        if one and one not in weak:
            return classes | {dimension: one}
        told = told or one
    return classes | {dimension: told} if told else classes


def _of_one_count(sentence: Sentence, number: Number) -> list[tuple[int, int]]:
    """The words before the figure that this one stands right behind, of the same: 接待|机构调研|15批次、86人次."""
    before = [n for n in sentence.numbers if n.unit_end <= number.start]
    if not before or not _RIGHT_BEHIND.fullmatch(sentence.text, before[-1].unit_end, number.start):
        return []
    return [(sentence.behind_last(before[-1]), before[-1].start)]


def told_if_nothing(
    know: Knowledge, sentence: Sentence, number: Number, metric: str, classes: dict[str, str]
) -> dict[str, str]:
    """Where a figure of a metric that always has a class has none, the one that its sentence tells by a plain word.

    What was given was given to somebody or for something: 为12位孩子发放|助学金3万元.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
        metric: its metric.
        classes: its classes so far.
    """
    words = know.lexicon.grammar.narrowing.told_if_nothing.get(metric)
    if classes or not words:
        return classes
    dimensions = {word: dimension for dimension, told in words.items() for word in told}
    held = list(_any_word(tuple(dimensions)).finditer(sentence.text, sentence.start, sentence.end))
    start, end = sentence.clauses.span(number.start)[0], sentence.clauses.span(number.unit_end)[1]
    around = [
        (number.unit_end, min(end, number.unit_end + _BESIDE)),
        (max(sentence.behind_last(number), start), number.start),
        (number.unit_end, end),
        (sentence.start, number.start),
    ]
    if _sums_up_aid(sentence, number, metric):
        around = around[:-1]
    for begin, stop in around:
        told = [one[0] for one in held if begin <= one.start() < stop]
        if told:
            word = told[-1 if stop == number.start else 0]  # the nearest
            return {dimensions[word]: word}
    return classes


def _sums_up_aid(sentence: Sentence, number: Number, metric: str) -> bool:
    """Whether a figure of aid to the staff is of all those told before: 帮扶22人,向1人发放助学金,共计|14万元."""
    if metric not in sentence.roles.aid_to_staff or not _ALL_IN_ALL.match(sentence.own_label(number)):
        return False
    told = (sentence.read[n.start][0].fit.metric for n in sentence.read_before(number))
    return sum(one in sentence.roles.aid_to_staff for one in told) > 1


@lru_cache
def _any_word(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of some words, Latin ones whole."""
    latin = any_of(word for word in words if word.isascii())
    return re.compile(rf"(?<![A-Za-z]){latin}(?![A-Za-z])|{any_of(word for word in words if not word.isascii())}")
