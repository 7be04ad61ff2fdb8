"""What a company has once a year: of figures that contradict each other the whole stays, and its parts go.

A report has one number of employees a year, but speaks of many people: 共有150名员工参加, "38,000 colleagues use it".
Where a wording near such a figure names the whole, nothing in its sentence tells; the other figures of the report do.
"""

from collections import defaultdict
from collections.abc import Iterable

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.confidence import Traced
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.regexes import regex

_PART = 0.5  # of the whole: what is more may be the parent company, or the whole at another date
_SUMMED = regex(
    r"(?i)总|總|共|合计|合計|现有|現有|拥有|擁有|在岗|在崗|在册|在冊|人数|人數|从业|從業"
    r"|\btotal|\bemploys?\b|\bnumber of|workforce|headcount"
)
_VAGUE = {"heading", "passage"}
_LISTED = {"row", "header", "parent", "caption"}


def without_parts_as_wholes(know: Knowledge, traced: list[Traced]) -> list[Traced]:
    """Records in which no part of the company stands as the whole beside the whole.

    Args:
        know: vocabulary and units.
        traced: records that are likely right, each fact once, with their candidates.
    """
    rivals: dict[tuple[str, int], list[tuple[Candidate, float]]] = defaultdict(list)
    for _, one in traced:
        if one.metric not in know.lexicon.roles.company_wholes or one.breakdown or one.value_kind != "actual":
            continue
        wanted = know.unit_of(one.metric) or one.unit
        value = know.units.convert(one.value, one.unit, wanted, one.metric)
        if value is not None:
            rivals[one.metric, one.year].append((one, value))
    gone = {id(one) for (metric, _), group in rivals.items() for one in _parts(know, metric, group)}
    return [pair for pair in traced if id(pair[1]) not in gone]


def _parts(know: Knowledge, metric: str, group: list[tuple[Candidate, float]]) -> Iterable[Candidate]:
    """Those of a group that are too small for a whole that is told as firmly."""
    if len(group) < 2:
        return []
    stock = know.metrics[metric].period == "stock"  # of a flow segments have figures, too
    telling = [(one, value) for one, value in group if _tells(one, stock=stock)]
    if not telling:
        return []
    whole = max(value for _, value in telling)
    return [one for one, value in group if 0 <= value < _PART * whole and (stock or one.role not in _LISTED)]


def _tells(one: Candidate, *, stock: bool) -> bool:
    """Whether a figure may be taken for the whole: a row of a table; of stocks also prose that names a sum."""
    if one.role == "row":
        return True
    return stock and one.role not in _VAGUE | _LISTED and _SUMMED.search(one.named) is not None
