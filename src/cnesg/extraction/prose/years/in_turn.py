"""Figures of years in a row: 2015年、2016年女性员工分别为923人和|846人 are of one thing, each of its own year."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.extraction.prose.years.years import FIRST_YEAR, listed_years, years_in_turn_behind
from cnesg.framework.regexes import regex

_AND = regex(r"、|和|及|与|\band\b|,(?!\d)")
_OTHER_TIME = regex(r"(?:19|20)\d\d|其中|累计|合计|共计|总计|[今本当去上]年|报告期|[;；]")
_FIRST_YEAR = regex(r"(?:19|20)\d\d\s?年")
_NEXT_YEAR = regex(
    r"\s?[,，;；、](?:而|到了?|至)?\s?((?:19|20)\d\d)\s?年(?:度|底|末)?(?:公司|集团)?(?:则|又|仅|已)?"
    r"(?:[降增减升]至|约|为|是|达到?|共计?)*\s?"
)


def in_later_year(sentence: Sentence, number: Number, this_year: int) -> tuple[Number, int] | None:
    """The figure before of which one is that of another year, and the year: 2015年为923人,2016年为|846人.

    None where the list may be of as many things, or the figure is one to come.

    Args:
        sentence: the sentence of the number.
        number: a number that may go on a list.
        this_year: the fiscal year.
    """
    first = sentence.chain_start(number)
    if first is number:
        return _in_next_year(sentence, number, this_year)
    chain = sentence.chain(number)
    years = years_of(sentence, chain, this_year)
    if not years or first.start not in sentence.read or max(years) > this_year:
        return None
    return first, years[chain.index(number)]


def years_of(sentence: Sentence, chain: list[Number], this_year: int = FIRST_YEAR) -> list[int]:
    """The years before a list of as many figures of one thing, one for each; none where it may be of as many things.

    Args:
        sentence: the sentence of the list.
        chain: its figures.
        this_year: the fiscal year, the last of 近三年.
    """
    first = chain[0]
    years, until = listed_years(sentence.text, sentence.start, sentence.end, this_year)
    if not years:
        years, until = _without_saying_so(sentence, first, this_year)
    if len(chain) < 2 or len(years) != len(chain) or until > first.start:
        return []
    if any(until <= n.start < first.start for n in sentence.numbers):
        return []
    between = sentence.text[until : first.start].lstrip(" ,，")
    several = len([one for one in _AND.split(between) if one]) == len(chain)
    return [] if several else years  # 2015、2016年电力和天然气分别为


def _without_saying_so(sentence: Sentence, first: Number, this_year: int) -> tuple[list[int], int]:
    """The years before a list that no 分别 goes with, and where they end: 2021、2022年投入|8万元、9万元."""
    years, until = listed_years(sentence.text, sentence.start, first.start, this_year, said=False)
    other = _OTHER_TIME.search(sentence.text, until, first.start)
    return ([], until) if other is not None else (years, until)


def _in_next_year(sentence: Sentence, number: Number, this_year: int) -> tuple[Number, int] | None:
    """The figure before, where nothing but a year parts one from it: 女性员工2015年为923人,2016年为|846人."""
    before = sentence.before(number)
    if before is None or before.start not in sentence.read or before.kinds != number.kinds:
        return None
    named = _NEXT_YEAR.fullmatch(sentence.text, before.unit_end, number.start)
    choice, classes = sentence.read[before.start]
    if named is None or int(named[1]) > this_year or "target" in classes.values():
        return None
    dated = _FIRST_YEAR.search(sentence.text, sentence.start, before.start)
    return (before, int(named[1])) if dated is not None and choice.hit.end <= before.start else None


def year_in_turn(sentence: Sentence, number: Number, this_year: int) -> int | None:
    """The year of a number in "2015、2016年分别为", 近三年分别为: as many numbers as years, or a multiple of them.

    Args:
        sentence: the sentence of the number.
        number: the number.
        this_year: the document's fiscal year, the last of 近三年.
    """
    chain = sentence.chain(number)
    behind = years_in_turn_behind(sentence.text, chain[-1].unit_end)
    if len(behind) == len(chain) > 1:
        return behind[chain.index(number)]
    years, list_end = listed_years(sentence.text, sentence.start, sentence.end, this_year)
    if len(chain) == len(years) > 1 and chain[0].start >= list_end:  # Scope 1 and 2 were|8 t and 7 t: 2 is none of them
        return years[chain.index(number)]
    if not years and (in_order := years_of(sentence, chain, this_year)):
        return in_order[chain.index(number)]
    later = [n for n in sentence.numbers if n.start >= list_end]
    if len(years) < 2 or number not in later or len(later) % len(years):
        return None
    return years[later.index(number) % len(years)]
