"""English labels of waste that tell the kind of it in brackets, behind what became of a thing.

`Paper recycled (non-hazardous waste)` is read as `Non-hazardous waste recycled - Paper`.
"""

from cnesg.framework.regexes import regex

_ACTS = (
    r"(?:recycled|reused|recovered|composted|diverted(?: from (?:landfills?|disposal))?"
    r"|(?:collected|sent) for recycling|disposed(?: of)?|landfilled|incinerated)"
)
_OF_KIND = regex(
    rf"(?i)(?P<thing>[a-z][^()]*?)\s(?P<act>{_ACTS})"
    r"\s\((?P<kind>(?:total )?(?:non-?\s?)?hazardous(?: solid)? wastes?)\)"
)

_FATES = frozenset({"recycled", "reused", "composted", "recovered", "collected for recycling"})
_THING = regex(  # Used cooking oil |recycled
    r"(?i)(?!(?:total|amount|volume|quantity|number|percentage|share|water|all)\b)"
    r"(?P<thing>[a-z][a-z-]+(?: [a-z][a-z-]+){0,3})"
    r"(?<!materials)(?<!waste) "
)

_WITH_OTHERS = regex(
    r"(?i)(?:total )?[a-z-]+ (?:and|&) other (?:solid )?(?:non-?\s?)?hazardous (?:solid )?wastes?"
    r"(?: (?:generated|produced))?\s?(?:\([^()]*\))?"
)

_BECAME = regex(
    r"(?:20\d\d年?度?|本年度?|当年|年)?(?:实际)?(?:产生|生成|(?:委托|委外|自行|安全|合规)?处置|(?:综合|回收|循环)?利用|回收|转移)总?量"
)


def says_what_became(head: str) -> bool:
    """Whether a Chinese head says no more than what became of the waste that a title names: 产生量, 本年处置量."""
    return _BECAME.fullmatch(head) is not None


def is_all_of_kind(label: str) -> bool:
    """Whether a label names all waste of a kind by one of its parts: `Medical and other hazardous waste`."""
    return " other " in label.lower() and _WITH_OTHERS.fullmatch(label) is not None


def thing_before(label: str, start: int, end: int) -> str:
    """The thing that stands before a wording that is no more than an act: `Used cooking oil recycled`.

    Args:
        label: the label.
        start: where its wording begins.
        end: where it ends.
    """
    thing = _THING.fullmatch(label[:start]) if label[start:end].lower() in _FATES else None
    return thing["thing"].lower() if thing is not None else ""


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
