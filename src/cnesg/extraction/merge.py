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
            if not any(_restates(know, one, other) for other in chosen):
                chosen.append(one)
        kept += chosen
    return sorted(kept, key=lambda c: (c.order, c.metric, canonical_breakdown(c.breakdown), c.year))


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
