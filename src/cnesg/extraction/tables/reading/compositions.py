"""Shares by class that make up a hundred are what a whole consists of: of those hired 87.4% men, 12.6% women."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge

_WHOLE = 100.0
_ROUNDED = 0.06  # by which each share may be off
_ROUNDED_WHOLE = 0.5  # ... one without digits behind the point
_NEARLY_ALL = 85.0  # per cent that classes make up together where some are left out
_OFF = 0.01  # by which a share may be off what counts say
_FEWEST = 2
_MOST_CLASSES = 3

_YearAndClass = tuple[int, tuple[tuple[str, str], ...]]


def as_compositions(know: Knowledge, facts: Sequence[Candidate]) -> list[Candidate]:
    """The facts of a table, rates of classes that add up to a hundred as shares of the classes among those counted.

    A rate of hiring or of training has no such sum but by chance. Shares of those who left, of which the vocabulary has
    no metric, are no rates and go. In a table of two dimensions (age by gender) they add up in each row or column.

    Args:
        know: vocabulary and wording.
        facts: the facts of one table.
    """
    shares = {one.share: one.composition for one in know.lexicon.families.values() if one.share}
    groups: dict[tuple[str, int, str, tuple[str, ...]], list[Candidate]] = defaultdict(list)
    for fact in facts:
        if fact.metric in shares and fact.unit == "%" and len(fact.breakdown) in range(1, _MOST_CLASSES + 1):
            groups[fact.metric, fact.year, fact.value_kind, tuple(sorted(fact.breakdown))].append(fact)
    counted = {one.share: name for name, one in know.lexicon.families.items() if one.share}
    parts = {
        id(fact)
        for group in groups.values()
        if _are_parts(group) or _are_of_counts(group, _counts(facts, counted[group[0].metric]))
        for fact in group
    }
    return [one for fact in facts if (one := _as_part(fact, shares, part=id(fact) in parts)) is not None]


def _counts(facts: Sequence[Candidate], metric: str) -> dict[_YearAndClass, float]:
    """The counts of a metric by year and class."""
    return {_place(one): one.value for one in facts if one.metric == metric and one.breakdown}


def _place(fact: Candidate) -> _YearAndClass:
    return fact.year, tuple(sorted(fact.breakdown.items()))


def _are_of_counts(group: Sequence[Candidate], counts: Mapping[_YearAndClass, float]) -> bool:
    """Whether shares are what counts of the same classes make up of nearly all: 15,990 (64.7%) and 8,393 (34.0%)."""
    known = [(fact.value, counts.get(_place(fact), 0.0)) for fact in group]
    if len(known) < _FEWEST or not all(share > 0 and count > 0 for share, count in known):
        return False
    if not _NEARLY_ALL <= sum(share for share, _ in known) <= _WHOLE + _ROUNDED_WHOLE:
        return False
    first, of_first = known[0]
    return all(abs(share * of_first - first * count) <= _OFF * first * count for share, count in known[1:])


def _as_part(fact: Candidate, shares: dict[str, str | None], *, part: bool) -> Candidate | None:
    if not part:
        return fact
    composition = shares[fact.metric]
    return fact.of_class(composition, fact.breakdown) if composition else None


def _are_parts(group: Sequence[Candidate]) -> bool:
    """Whether shares of one kind are parts of wholes: of one, or of several along one of two dimensions."""
    told_apart = [name for name in group[0].breakdown if len({fact.breakdown[name] for fact in group}) > 1]
    if len(told_apart) < _FEWEST:  # a class that all have parts nothing
        return _is_whole(group)
    if len(told_apart) > _FEWEST:
        return False
    return any(all(map(_is_rounded_whole, wholes)) and _tell(wholes) for wholes in _wholes(group, told_apart))


def _wholes(group: Sequence[Candidate], dimensions: Sequence[str]) -> Iterator[list[list[Candidate]]]:
    """The shares by the class of one dimension, and by that of the other."""
    for dimension in dimensions:
        by_class: dict[str, list[Candidate]] = defaultdict(list)
        for fact in group:
            by_class[fact.breakdown[dimension]].append(fact)
        yield list(by_class.values())


def _tell(wholes: Sequence[Sequence[Candidate]]) -> bool:
    """Whether enough of them have several parts."""
    return sum(len(whole) >= _FEWEST for whole in wholes) >= _FEWEST


def _is_whole(group: Sequence[Candidate]) -> bool:
    values = [fact.value for fact in group]
    close = abs(sum(values) - _WHOLE) <= _ROUNDED * len(values)
    return len(values) >= _FEWEST and close and max(values) < _WHOLE


def _is_rounded_whole(group: Sequence[Candidate]) -> bool:
    values = [fact.value for fact in group]
    off = sum(_ROUNDED_WHOLE if value.is_integer() else _ROUNDED for value in values)
    return abs(sum(values) - _WHOLE) <= min(off, len(values))
