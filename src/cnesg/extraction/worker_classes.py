"""Of whom a label says that a figure is: people of an age, own employees or workers beside them."""

import re

from cnesg.extraction.bracketed_classes import OF_PEOPLE, with_bracketed_age

_OF_WORK = frozenset({
    "fatalities", "fatality_rate", "recordable_injuries", "recordable_injury_frequency", "lost_time_injury_rate",
    "lost_days", "hours_worked", "occupational_disease_cases",
})  # fmt: skip
_OF_STAFF = frozenset({
    "employees", "employees_total", "employees_share", "trained_share", "training_people", "safety_training_people",
    "safety_training_coverage", "performance_review_share", "union_membership_rate", "turnover_rate",
})  # fmt: skip
_ALL_WORKERS = re.compile(r"(?i)^(?:(?:total|male|female|others? ?\d?) )?workers(?: \([^()]*\))?$")  # beside employees
_WORKERS = re.compile(
    r"(?:^|(?<=[a-z)]) )(Employees|Workers)$"  # Injuries | Workers
    r"|(?:[(]|[-–—:,] )(?i:own )?((?i:employees?|workers?))\)?(?: [A-Z]{1,3})?$"  # Fatalities (employees)
    r"|^(?:(?i:(?:total )?number of|total) )?((?i:employee|worker))s? "  # Employee fatalities
    r"(?i:work-related |lost|recordable |fatalit|injur|lti|tri)"
)
_NAMED = re.compile(r"\b(?:employee|worker|contractor)s?\b")
_AGED = re.compile(r"\bage[ds]?\s([<>≤≥]\s?\d\d|\d\d\s?[-–]\s?\d\d)(?![\d%])")  # Employees age <30


def with_people(label: str, metric: str, classes: dict[str, str]) -> dict[str, str]:
    """A label's classes with the age of people that it has in brackets, or the workers that it says a figure is for.

    Args:
        label: the label, of a row or a column.
        metric: the metric.
        classes: what the label names otherwise.
    """
    classes = with_bracketed_age(label, metric, classes)
    if "age" not in classes and metric in OF_PEOPLE and (aged := _AGED.search(label)):
        classes = {**classes, "age": aged[1]}
    told = "worker" in classes or _NAMED.search(" ".join(classes.values())) is not None
    who = _WORKERS.search(label) if metric in _OF_WORK and not told else None
    if (
        who is None
        and metric in _OF_STAFF
        and "workers" not in " ".join(classes.values())
        and _ALL_WORKERS.search(label)
    ):
        return {**classes, "worker": "workers"}
    return {**classes, "worker": who[who.lastindex or 0].lower()} if who else classes
