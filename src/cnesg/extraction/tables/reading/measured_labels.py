"""Labels that name what they measure or what happens: their rows are no classes of the group they stand in."""

import re
from collections.abc import Sequence
from functools import lru_cache

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import Fit
from cnesg.extraction.tables.contexts import Context
from cnesg.framework.regexes import regex

_OWN_MEASURE = regex(  # labels that name what they measure, known or not: no classes of the group they stand in
    r"\b(?:rates?|ratio|index|score|average|amount|costs?|spend\w*|hours|days|cases|incidents|complaints|leave|gap|hired|"
    r"utili[sz]ation|coverage|satisfaction|turnover|attrition|respon[sd]\w*|disciplin\w+|dismiss\w+|salary|wages?|pay|"
    r"absen\w+|sickness|tenure|audits?|accidents?|injur\w+|fatalit\w+|punctuality|reliability|availability|breaches|fines|"
    r"(?<!direct )reports|requests|grievances|visits|meals|volunteer\w*|score)\b"
    r"|率|次数|金额|时长|时数|件数|薪酬|工资",
    re.IGNORECASE,
)
_EVENTS = regex(
    r"(?i)\b(?:violations?|warnings?|recalls?|inspections?|approvals?|projects?|meetings?|courses|fires?)\b"
)
_OTHER_SUBSTANCE = regex(r"waste|water|paper|plastic|packag|material|sludge|\bash\b|废|水|纸|材料", re.IGNORECASE)
_MEASURED = frozenset({"co2", "energy", "volume", "mass", "intensity"})


def measured_above(contexts: Sequence[Context]) -> int:
    """Where the nearest row or group above stands that measures what no metric is about: `Gender pay gap`.

    Past all contexts where none does.
    """
    for at, context in enumerate(contexts):
        if context.role != "parent" or not names_measure(context.text):
            continue
        if all(hit.entry in context.found.never for hit in context.found.hits):
            return at
    return len(contexts)


@lru_cache(maxsize=1024)
def names_measure(text: str) -> bool:
    """Whether a label, or a group's, names a measure of its own; each value below it asks."""
    return _OWN_MEASURE.search(text) is not None


def is_other(label: str, number: Number, how: Fit) -> bool:
    """Whether a row's label names something else than its group does, known or not: a rate, a substance."""
    if is_measured(number):
        return "mass" in number.kinds and how.unit.endswith("CO2e") and _OTHER_SUBSTANCE.search(label) is not None
    return _OWN_MEASURE.search(label) is not None


def names_event(label: str, number: Number) -> bool:
    """Whether a row's label names what happens or what is done, where the head over the labels says who is counted."""
    return not is_measured(number) and names_measure_or_event(label)


def names_measure_or_event(label: str) -> bool:
    """Whether a label names a measure of its own or what happens."""
    return (_OWN_MEASURE.search(label) or _EVENTS.search(label)) is not None


def is_measured(number: Number) -> bool:
    """Whether a number's unit says what is measured; one by hours worked may be of any kind of event."""
    return bool(number.kinds & _MEASURED) and "rate" not in number.kinds
