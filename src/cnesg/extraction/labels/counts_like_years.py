"""Figures of a row that look like years and are none: 新进员工 | 人 | 1998 | 2010, Patents (items) | 2001 | 1954.

A row of nothing but four-digit figures would head the rows below it; its unit tells what they are.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

from cnesg.framework.regexes import regex

_BARE_YEAR = regex(r"(?:19|20)\d\d")
_TELLS_TIME = regex(r"(?i)年|时间|日期|\byear|\bdate|\bsince\b|\bfounded\b|\bperiod\b")
_IN_BRACKETS = regex(r"[^()]{2,}\(([^()]{1,12})\)")
_OF_AN_AIM = regex(r"(?i)碳中和|净零|碳?达峰|\bnet[- ]zero|\b(?:carbon|climate)[- ]neutral|\bcarbon peak")
_FEWEST = 2


def counts_like_years(texts: Sequence[str], figures: Sequence[str], is_unit: Callable[[str], bool]) -> bool:
    """Whether bare figures that could be years are counts: their row tells a unit, and they do not go year by year.

    Args:
        texts: the texts of the row, folded, the label first.
        figures: its figures, folded.
        is_unit: whether a text is a unit and nothing else.
    """
    if len(figures) < _FEWEST or not texts or not all(map(_BARE_YEAR.fullmatch, figures)):
        return False
    if tells_years_of_aim(texts):
        return True
    if {float(b) - float(a) for a, b in pairwise(figures)} in ({1.0}, {-1.0}) or _TELLS_TIME.search("".join(texts)):
        return False
    inside = _IN_BRACKETS.fullmatch(texts[0].strip())
    return any(is_unit(text.strip()) for text in (*texts[1:], *((inside[1],) if inside else ())))


def tells_years_of_aim(texts: Sequence[str]) -> bool:
    """Whether a row tells the years of an aim, which head nothing: 碳中和目标年 | 2050 | 2050.

    Args:
        texts: the texts of the row.
    """
    return any(map(_OF_AN_AIM.search, texts))
