"""One fact, one row: the same figure printed again, or rounded, is the same fact."""

from collections import defaultdict
from collections.abc import Iterable

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.model import canonical_breakdown

_ROLE_ORDER = {
    r: i
    for i, r in enumerate(
        ("row", "header", "parent", "beside", "caption", "clause", "zero", "sentence", "heading", "passage")
    )
}

_OF_THE_WHOLE = {"status", "period"}  # dimensions whose classes name no part of the company
_TABLE_OF_FIGURES = 8  # values; fewer are a text box or a chart


def merge(know: Knowledge, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates without repetitions, in document order.

    Of rows with the same metric, year and breakdown whose values agree to the digits that the coarser one prints, the
    one found in the firmer way stays: tables before prose, the more digits the better.
    """
    groups: dict[tuple[str, int, str], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[candidate.metric, candidate.year, canonical_breakdown(candidate.breakdown)].append(candidate)
    kept: list[Candidate] = []
    for group in groups.values():
        chosen: list[Candidate] = []
        for one in sorted(group, key=_firmness):
            same = next((place for place, other in enumerate(chosen) if _restates(know, one, other)), None)
            if same is None:
                chosen.append(one)
            else:
                chosen[same] = chosen[same].repeated()
        kept += chosen
    kept = _without_bare_twins(know, kept)
    return sorted(kept, key=lambda c: (c.order, c.metric, canonical_breakdown(c.breakdown), c.year))


def _without_bare_twins(know: Knowledge, kept: list[Candidate]) -> list[Candidate]:
    """Candidates in which a proposed figure or a sum over years does not stand a second time without saying so.

    The firmer of the two stays and takes the class.
    """
    said: dict[tuple[str, int], list[Candidate]] = defaultdict(list)
    for one in kept:
        if one.breakdown and set(one.breakdown) <= _OF_THE_WHOLE and one.value:
            said[one.metric, one.year].append(one)
    gone: set[int] = set()
    result: list[Candidate] = []
    for one in kept:
        twins = [] if one.breakdown else said[one.metric, one.year]
        coarser = [o for o in twins if _restates(know, o, one)]
        if coarser:
            gone |= {id(o) for o in coarser}
            result.append(one.with_breakdown(**coarser[0].breakdown))
        elif not any(_restates(know, one, o) for o in twins):
            result.append(one)
    return [one for one in result if id(one) not in gone]


def _firmness(candidate: Candidate) -> tuple[int, bool, int, tuple[int, int, int]]:
    digits = len(candidate.raw_value.replace(",", "").replace(".", "").strip("0"))
    return -digits, candidate.standing < _TABLE_OF_FIGURES, _ROLE_ORDER[candidate.role], candidate.order


def _restates(know: Knowledge, one: Candidate, other: Candidate) -> bool:
    """Whether `one` is `other` again, maybe rounded or in another unit."""
    value = know.units.convert(one.value, one.unit, other.unit, one.metric)
    if value is None:
        if one.unit != other.unit and one.value != other.value:
            return False
        value = one.value
    if value == other.value:
        return True
    digits = one.raw_value.replace(",", "").replace(" ", "")
    places = len(digits.partition(".")[2])
    try:
        step = abs(value) / float(digits) * 10.0**-places if float(digits) else 0.0
    except ValueError:
        return False
    return abs(value - other.value) <= 0.51 * step and abs(value - other.value) <= 0.05 * abs(other.value)
