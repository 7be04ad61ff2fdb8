"""Of whom a label says that a figure is: people of an age, own employees or workers beside them."""

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.bracketed_classes import with_bracketed_age
from cnesg.framework.regexes import regex

_ALL_WORKERS = regex(r"(?i)^(?:(?:total|male|female|others? ?\d?) )?workers(?: \([^()]*\))?$")  # beside employees
_WORKERS = regex(
    r"(?:^|(?<=[a-z)]) )(Employees|Workers)$"  # Injuries | Workers
    r"|(?i:\b(?:fatalities|injuries|rate|frequency|cases)) (employees|contractors|contract workers)(?: \([^()]*\))?$"
    r"|(?:[(]|[-–—:,] )(?i:own )?((?i:employees?|workers?))\)?(?: [A-Z]{1,3})?$"  # Fatalities (employees)
    r"|^(?:(?i:(?:total )?number of|total) )?((?i:employee|worker|contractor))s? "  # Employee fatalities
    r"(?i:work-related |lost|recordable |fatalit|injur|lti|tri)"
)
_NAMED = regex(r"\b(?:employee|worker|contractor)s?\b")
_AGED = regex(r"\bage[ds]?\s([<>≤≥]\s?\d\d|\d\d\s?[-–]\s?\d\d)(?![\d%])")  # Employees age <30


def with_people(know: Knowledge, label: str, metric: str, classes: dict[str, str]) -> dict[str, str]:
    """A label's classes with the age of people that it has in brackets, or the workers that it says a figure is for.

    Args:
        know: vocabulary and wording.
        label: the label, of a row or a column.
        metric: the metric.
        classes: what the label names otherwise.
    """
    roles = know.lexicon.roles
    classes = with_bracketed_age(know, label, metric, classes)
    if "age" not in classes and metric in roles.people and (aged := _AGED.search(label)):
        classes = {**classes, "age": aged[1]}
    told = "worker" in classes or _NAMED.search(" ".join(classes.values())) is not None
    who = _WORKERS.search(label) if metric in roles.safety_at_work and not told else None
    if (
        who is None
        and metric in roles.people
        and "workers" not in " ".join(classes.values())
        and _ALL_WORKERS.search(label)
    ):
        return {**classes, "worker": "workers"}
    return {**classes, "worker": who[who.lastindex or 0].lower()} if who else classes
