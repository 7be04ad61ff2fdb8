"""Whether a number is the sum of the numbers before it in its sentence, whose parts it then is no part of."""

from itertools import accumulate

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Sentence

_FEWEST = 2  # numbers that make a sum
_LEAST = 10  # that parts can add up to without chance having done it
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
