"""Men and women of each rank: rows of both right below the row of a rank, again and again down a table.

Manager 26.8 | Male 26.1 | Female 27.8 | Officer 16.8 | Male 16.1 | Female 17.8: without the rank, men would have two
figures of a year.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from cnesg.extraction.candidates import Candidate

_GENDER = "gender"
_FEWEST = 2


def of_their_ranks(facts: Sequence[Candidate]) -> list[Candidate]:
    """The facts of a table, in order, those of men and women below several ranks with the rank's class.

    Args:
        facts: the facts, row by row.
    """
    above = {id(one): rank for one, rank in _below_ranks(facts)}
    ranks: dict[tuple[str, int, str], set[str]] = defaultdict(set)
    for one in facts:
        if rank := above.get(id(one)):
            ranks[one.metric, one.year, one.breakdown[_GENDER]].add(*rank.values())
    told = []
    for one in facts:
        rank = above.get(id(one), {})
        several = rank and len(ranks[one.metric, one.year, one.breakdown[_GENDER]]) >= _FEWEST
        told.append(replace(one, breakdown={**one.breakdown, **rank}) if several else one)
    return told


def _below_ranks(facts: Sequence[Candidate]) -> Iterator[tuple[Candidate, dict[str, str]]]:
    """Facts of rows of one gender, each with the class of the row that stands above these rows."""
    rank: dict[str, str] = {}
    metric = ""
    for _, cells in groupby(facts, key=lambda one: one.order[:2]):
        row = list(cells)
        first = row[0]
        if set(first.breakdown) == {_GENDER}:
            yield from ((one, rank) for one in row if rank and one.metric == metric)
            continue
        rank = first.breakdown if len(first.breakdown) == 1 and _GENDER not in first.breakdown else {}
        metric = first.metric
