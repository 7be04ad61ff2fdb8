"""Figures of years in a row: 2015年、2016年女性员工分别为923人和|846人 are of one thing, each of its own year."""

import re

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.extraction.prose.years.years import listed_years

_AND = re.compile(r"、|和|及|与|\band\b|,(?!\d)")


def in_later_year(sentence: Sentence, number: Number, this_year: int) -> tuple[Number, int] | None:
    """The first of a list of figures that goes with a list of years, and the year of another one of it.

    None where the list may be of as many things, or the figure is one to come.

    Args:
        sentence: the sentence of the number.
        number: a number that may go on a list.
        this_year: the fiscal year.
    """
    first = sentence.chain_start(number)
    if first is number or first.start not in sentence.read:
        return None
    chain = sentence.chain(number)
    years, listed_until = listed_years(sentence.text, sentence.start, sentence.end, this_year)
    if len(years) != len(chain) or listed_until > first.start or max(years) > this_year:
        return None
    between = sentence.text[listed_until : first.start]
    if any(n.start >= listed_until for n in sentence.numbers[: sentence.numbers.index(first)]):
        return None
    if len([one for one in _AND.split(between.lstrip(" ,，")) if one]) == len(chain):
        return None  # 2015、2016年电力和天然气分别为
    return first, years[chain.index(number)]
