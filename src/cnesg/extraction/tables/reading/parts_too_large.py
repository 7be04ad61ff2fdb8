"""Rows that are no part of what the row above them counts: they count more.

职业病发病人数 3, below it 正式员工 9,317: the class is one of the staff, not of those who fell ill.
"""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.gates import needs_class
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.reading.told import Told
from cnesg.framework.regexes import regex

_COUNTED = frozenset({"persons"})  # units in which a part can't be more than its whole
_STAFF = regex(r"(?i)员工|职工|雇员|\b(?:employees|staff|workforce|headcount)\b")


def parts_within_wholes(know: Knowledge, told: Sequence[Told]) -> list[Told]:
    """The facts of a table without parts that are larger than their whole; those that name staff are of the staff.

    Args:
        know: vocabulary and wording.
        told: the facts in reading order.
    """
    wholes: dict[tuple[str, str, int], float] = {}
    kept = []
    for one in told:
        fact = one.candidate
        key = fact.metric, fact.unit, fact.year
        if fact.role == "row" and not fact.breakdown:
            wholes[key] = fact.value
        whole = wholes.get(key) if fact.role == "parent" and fact.unit in _COUNTED else None
        if whole is None or fact.value <= whole or not fact.breakdown:
            kept.append(one)
        elif _STAFF.search(one.row) and not needs_class(know, fact.metric):
            kept.append(replace(one, candidate=replace(fact, metric=know.lexicon.roles.staff_of_class)))
    return kept
