"""Classes of each class: rows of both genders, or of all ages, right below the row of a rank, again and again.

Manager 26.8 | Male 26.1 | Female 27.8 | Officer 16.8 | Male 16.1 | Female 17.8: without the rank, men would have two
figures of a year.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from cnesg.extraction.candidates import Candidate

_FEWEST = 2
_OF_PEOPLE = frozenset({"gender", "age", "level", "employment", "worker", "function", "education", "region"})
Key = tuple[str, int, str, str]


def of_their_ranks(facts: Sequence[Candidate]) -> list[Candidate]:
    """The facts of a table, in order, those of classes that stand below several others each with the one above.

    Args:
        facts: the facts, row by row.
    """
    above = {id(one): rank for one, rank in _below_ranks(facts)}
    ranks: dict[Key, set[str]] = defaultdict(set)
    for one in facts:
        if rank := above.get(id(one)):
            ranks[_key(one)].add(*rank.values())
    told = []
    for one in facts:
        rank = above.get(id(one), {})
        several = rank and len(ranks[_key(one)]) >= _FEWEST
        told.append(replace(one, breakdown={**one.breakdown, **rank}) if several else one)
    return told


def _key(one: Candidate) -> Key:
    ((dimension, name),) = one.breakdown.items()
    return one.metric, one.year, dimension, name


def _below_ranks(facts: Sequence[Candidate]) -> Iterator[tuple[Candidate, dict[str, str]]]:
    """Facts of rows of one class of people, each with the class of another dimension in the nearest row above."""
    rank: dict[str, str] = {}
    last: dict[str, str] = {}
    metric = ""
    for _, cells in groupby(facts, key=lambda one: one.order[:2]):
        row = list(cells)
        own = row[0].breakdown
        if len(own) != 1 or row[0].metric != metric:
            rank, last, metric = {}, own if len(own) == 1 else {}, row[0].metric
            continue
        if own.keys() != last.keys():
            rank = last
        last = own
        if rank and own.keys() <= _OF_PEOPLE:
            yield from ((one, rank) for one in row if one.breakdown.keys() == own.keys())
