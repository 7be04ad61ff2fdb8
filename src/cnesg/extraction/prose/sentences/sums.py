"""Whether a number is the sum of the numbers before it in its sentence, whose parts it then is no part of."""

from itertools import accumulate

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.framework.regexes import regex

_FEWEST = 2  # numbers that make a sum
_LEAST = 10  # that parts can add up to without chance having done it
_SUM = regex(r"(?:总|累计|一)?(?:共计?|合[计共])|总计|[两二三四五]者(?:合计|共)")
_EXACT = 1e-6  # of a sum: how far counts may miss it


def sums_up(sentence: Sentence, number: Number) -> bool:
    """Whether the counts read right before a number add up to it: 母公司员工300人,子公司员工900人,员工总数|1,200人.

    Args:
        sentence: the sentence, with what was read of it before the number.
        number: the number.
    """
    if number.value < _LEAST or "percent" in number.kinds:
        return False
    before = [n for n in sentence.numbers if n.start < number.start and n.raw_unit == number.raw_unit]
    told = [n.value for n in reversed(before) if n.start in sentence.read]
    sums = list(accumulate(told))[_FEWEST - 1 :]
    return any(abs(value - number.value) <= _EXACT * number.value for value in sums)


def sums_clauses(sentence: Sentence, number: Number, metric: str) -> bool:
    """Whether a number is the sum of what the clauses before it tell of the parts that they name.

    It is none where all that they tell is of one part, and nothing of the number's metric:
    南山公司送去慰问金4万元,共探望|95人次.

    Args:
        sentence: the sentence, with what was read of it before the number.
        number: the number.
        metric: its metric.
    """
    if _SUM.match(sentence.own_label(number)) is None and not sums_up(sentence, number):
        return False
    told = [sentence.read[n.start] for n in sentence.read_before(number)]
    names = {classes.get("entity", "") for _, classes in told}
    of_one = len(names) == 1 and "" not in names and all(choice.fit.metric != metric for choice, _ in told)
    return not of_one
