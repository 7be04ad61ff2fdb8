"""Hours of training by class that are those of each employee: `Training hours by gender`, and below it 24.1 and 22.5.

The label says nothing of an average; the hours of all employees, which the report tells elsewhere, do.
"""

from collections import defaultdict
from collections.abc import Iterable

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge

_PART = 0.05  # of the whole: the classes of one table together are less
_MOST = 500.0  # hours of one employee in a year
_CLASSED = 2  # classes in one table
_OVER_TABLES = {"header", "parent", "caption", "heading"}


def as_averages(know: Knowledge, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates in which the hours of classes that are far too few for the whole are those of each employee.

    Args:
        know: vocabulary, wording and units.
        candidates: all of a document, with their years.
    """
    found = list(candidates)
    of_each = know.lexicon.roles.hours_of_each
    hours = next((one.metric for one in know.lexicon.families.values() if of_each in one.per.values()), None)
    told = [one for one in found if one.metric == hours and one.value_kind == "actual"]
    wholes: dict[int, float] = defaultdict(float)
    tables: dict[tuple[int | None, int], list[Candidate]] = defaultdict(list)
    for one in told:
        if not one.breakdown:
            wholes[one.year] = max(wholes[one.year], one.value)
        if one.role in _OVER_TABLES and one.value <= _MOST:
            tables[one.place.page, one.year].append(one)
    few = {
        id(one)
        for (_, year), group in tables.items()
        if sum(bool(one.breakdown) for one in group) >= _CLASSED
        and sum(one.value for one in group) < _PART * wholes[year]
        for one in group
    }
    return [one.of_class(of_each, one.breakdown) if id(one) in few else one for one in found]
