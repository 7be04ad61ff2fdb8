"""Shares by class that make up a hundred are what a whole consists of: of those hired 87.4% men, 12.6% women."""

from collections import defaultdict
from collections.abc import Sequence

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge

_WHOLE = 100.0
_ROUNDED = 0.06  # by which each share may be off
_FEWEST = 2


def as_compositions(know: Knowledge, facts: Sequence[Candidate]) -> list[Candidate]:
    """The facts of a table, rates of classes that add up to a hundred as shares of the classes among those counted.

    A rate of hiring or of training has no such sum but by chance.

    Args:
        know: vocabulary and wording.
        facts: the facts of one table.
    """
    shares = {one.share: one.composition for one in know.lexicon.families.values() if one.share and one.composition}
    groups: dict[tuple[str, int, str, tuple[str, ...]], list[Candidate]] = defaultdict(list)
    for fact in facts:
        if fact.metric in shares and len(fact.breakdown) == 1:
            groups[fact.metric, fact.year, fact.value_kind, tuple(fact.breakdown)].append(fact)
    parts = {id(fact) for group in groups.values() if _is_whole(group) for fact in group}
    return [fact.of_class(shares[fact.metric], fact.breakdown) if id(fact) in parts else fact for fact in facts]


def _is_whole(group: Sequence[Candidate]) -> bool:
    values = [fact.value for fact in group]
    close = abs(sum(values) - _WHOLE) <= _ROUNDED * len(values)
    return len(values) >= _FEWEST and close and max(values) < _WHOLE
