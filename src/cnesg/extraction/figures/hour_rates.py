"""Rates by hours worked: `per million hours`, 每百万工时; the unit is printed as the report counts."""

import re

_PER_HOURS = re.compile(  # injuries per 200,000 hours worked, 每百万工时
    r"(?:\bper|每|/)\s?"
    r"(?P<count>[12]00[, ]?000|(?:1 |one )?million|1[, ]?000[, ]?000|百万|[二2]十?0?万|千|1,?000|100)\s?"
    r"(?:(?:working|worked|man|person|employee|labou?r|exposure)[ -]?)?"
    r"(?:(?:hours?|hrs?)(?: worked)?|h|工时|工作小时|小时)$",
    re.IGNORECASE,
)
_HUNDRED_THOUSANDS, _MILLION = 2e5, 1e6
_WORDS = {"百万": _MILLION, "million": _MILLION, "千": 1e3}
_INJURIES = (
    r"(?:(?:work[- ]related|lost[- ]time|recordable|total|reportable|serious|fatal)\s)*"
    r"(?:injur(?:y|ies)|accidents?|incidents?|cases?|fatalit(?:y|ies)|deaths?|LTIs?|TRIs?|days(?: lost)?|illnesses)\s"
)
_BEHIND = re.compile(
    rf"(?i)\s?\(?(?:{_INJURIES})?(?P<rate>(?:per|for every)\s(?:[^.,;()]|,\d){{3,40}}?hours?)(?: worked)?\b"
)


def per_hours(text: str) -> str | None:
    """The unit of a rate that a text ends in: `per 200,000 hours`, of `TRIR per 200,000 hours worked`."""
    found = _PER_HOURS.search(text)
    if found is None:
        return None
    count = found["count"].lower().removeprefix("one ").removeprefix("1 ")
    bare = count.replace(",", "").replace(" ", "")
    number = _WORDS.get(count) or (float(bare) if bare.isdigit() else _HUNDRED_THOUSANDS)
    return f"per {'million' if number == _MILLION else f'{number:,.0f}'} hours"


def unit_as_counted(unit: str, text: str, end: int) -> str:
    """The unit of a rate by hours as a sentence counts them: 0.31|per 100,000 hours, 1.2|injuries per million hours.

    Args:
        unit: the unit of the metric; others than rates by hours stay.
        text: folded text.
        end: where the number ends.
    """
    found = _BEHIND.match(text, end) if unit.endswith(" hours") and unit.startswith("per ") else None
    return unit if found is None else per_hours(re.sub(r"(?i)^for every", "per", found["rate"])) or unit
