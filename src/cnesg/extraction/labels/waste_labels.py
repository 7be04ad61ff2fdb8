"""English labels of waste that tell the kind of it in brackets, behind what became of a thing.

`Paper recycled (non-hazardous waste)` is read as `Non-hazardous waste recycled - Paper`.
"""

import re

_ACTS = (
    r"(?:recycled|reused|recovered|composted|diverted(?: from (?:landfills?|disposal))?"
    r"|(?:collected|sent) for recycling|disposed(?: of)?|landfilled|incinerated)"
)
_OF_KIND = re.compile(
    rf"(?i)(?P<thing>[a-z][^()]*?)\s(?P<act>{_ACTS})"
    r"\s\((?P<kind>(?:total )?(?:non-?\s?)?hazardous(?: solid)? wastes?)\)"
)

_KIND_BEFORE = re.compile(
    r"(?i)(?:total )?(?!(?:total|average|annual|overall|all|our|the|group|company|net|gross|other|amount|volume"
    r"|quantity|intensity|density|of|from|per|non|hazardous|solid|recyclable)\b)"
    r"(?P<kind>[a-z][a-z-]+(?: (?!of\b)[a-z][a-z-]+)?) "
)
_FATES = frozenset({"recycled", "reused", "composted", "recovered", "collected for recycling"})
_THING = re.compile(  # Used cooking oil |recycled
    r"(?i)(?!(?:total|amount|volume|quantity|number|percentage|share|water|all)\b)"
    r"(?P<thing>[a-z][a-z-]+(?: [a-z][a-z-]+){0,3})"
    r"(?<!materials)(?<!waste) "
)

_WITH_OTHERS = re.compile(
    r"(?i)(?:total )?[a-z-]+ (?:and|&) other (?:solid )?(?:non-?\s?)?hazardous (?:solid )?wastes?"
    r"(?: (?:generated|produced))?\s?(?:\([^()]*\))?"
)


def is_all_of_kind(label: str) -> bool:
    """Whether a label names all waste of a kind by one of its parts: `Medical and other hazardous waste`."""
    return " other " in label.lower() and _WITH_OTHERS.fullmatch(label) is not None


def kind_before(label: str, start: int, end: int) -> str:
    """The kind of waste that stands before the wording of all waste: `dry waste` of `Dry waste intensity`.

    Before a wording that is no more than an act it is the thing: `Used cooking oil recycled`.

    Args:
        label: the label.
        start: where its wording begins.
        end: where it ends.
    """
    wording = label[start:end].lower()
    if wording in _FATES and (thing := _THING.fullmatch(label[:start])):
        return thing["thing"].lower()
    if not wording.startswith("waste"):
        return ""
    found = _KIND_BEFORE.fullmatch(label[:start])
    return f"{found['kind'].lower()} waste" if found is not None else ""


def is_fate_told(kind: str, wording: str) -> bool:
    """Whether a class says no more of waste than its wording: `recycled` of `Waste recycled - Aluminium`.

    Args:
        kind: the class.
        wording: the metric's wording.
    """
    return kind in _FATES and kind in wording.lower()


def waste_first(label: str) -> str:
    """A label with the kind of waste before what became of it and the thing behind a dash; another as it is."""
    found = _OF_KIND.fullmatch(label.strip()) if label.endswith(")") else None
    return f"{found['kind']} {found['act']} - {found['thing']}" if found is not None else label
