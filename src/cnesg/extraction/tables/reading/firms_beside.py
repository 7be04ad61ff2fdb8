"""Staff of several firms beside each other: each is a part of the group's, none the whole."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.rows.entity_heads import names_parent

_ENTITY = "entity"
_NAMED = frozenset({"entity", "type", "segment"})  # dimensions that a firm of less usual name may have got
_FEWEST = 2


def parts_of_group(know: Knowledge, facts: Iterable[Candidate]) -> list[Candidate]:
    """The facts of a table, those of a total that several firms have each as figures of a class.

    Args:
        know: the vocabulary.
        facts: the facts.
    """
    facts = list(facts)
    firms: dict[tuple[str, int], set[str]] = defaultdict(set)
    for one in facts:
        if _is_of_firm(one) and _classed(know, one.metric):
            firms[one.metric, one.year].add(one.breakdown[_ENTITY])
    parted = {(one.metric, one.year) for one in facts if one.breakdown.keys() & _NAMED}
    several = {
        (metric, year)
        for (metric, year), names in firms.items()
        if len(names) >= _FEWEST or (_classed(know, metric), year) in parted
    }
    return [
        replace(one, metric=_classed(know, one.metric))
        if _is_of_firm(one) and (one.metric, one.year) in several
        else one
        for one in facts
    ]


def _is_of_firm(one: Candidate) -> bool:
    """Whether a fact is of one firm of the group, not of its parent alone: 城东工厂; not non-consolidated."""
    return one.breakdown.keys() == {_ENTITY} and not names_parent(one.breakdown[_ENTITY])


def _classed(know: Knowledge, metric: str) -> str:
    """The metric of the classes of a total, empty where they have none of their own."""
    relatives = know.lexicon.families.get(metric)
    return (relatives.classed or "") if relatives is not None else ""
