"""Ratios of women below rows that count them: Number of new hires 24, Male 14, Female 10, Female ratio 41.7 %.

The ratio names only whom it is of; it is a share of what the rows above it count.
"""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.reading.told import Told
from cnesg.framework.regexes import regex

_GENDER = "gender"
_RATIO = regex(
    r"(?i)[\s•·▪–—-]*(?:(?:share|ratio|percentage|proportion|%) of (?:(?:fe)?males?|(?:wo)?men)"
    r"|(?:(?:fe)?male|(?:wo)?men'?s?) (?:ratio|share|percentage|proportion|%)"
    r"|[男女]性?(?:占比|比例|比率))"
    r"\s?(?:\(%\)|（%）|, %)?"
)


def ratios_of_counted(know: Knowledge, told: Sequence[Told]) -> list[Told]:
    """The facts of a table, such ratios with the metric of the shares in what was counted last.

    Args:
        know: the vocabulary.
        told: the facts in reading order.
    """
    share = know.lexicon.roles.staff_share
    counted = ""
    named = []
    for one in told:
        fact = one.candidate
        if fact.unit == "persons":
            counted = fact.metric if _GENDER in fact.breakdown else ""  # 新进员工 57人 is followed by all sorts of rows
        relatives = know.lexicon.families.get(counted) if fact.metric == share and _RATIO.fullmatch(one.row) else None
        of_counted = relatives is not None and relatives.composition
        named.append(replace(one, candidate=replace(fact, metric=of_counted)) if of_counted else one)
    return named
