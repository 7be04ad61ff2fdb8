"""Rates of harm at work by the hours that a note on their page counts them for: ×1,000,000÷工時, 每二十萬工時.

What prints a rate without its unit has that of its metric, or a per cent; where all notes of the page agree on the
hours, it is theirs.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.figures.hour_rates import hours_counted, over_hours
from cnesg.framework.metric_roles import MetricRoles
from cnesg.framework.regexes import regex
from cnesg.text import Line, fold

_COUNT = r"(?:1[, ]?000[, ]?000|一?百万|100万|(?:1 |one )?million|[12]00[, ]?000(?![, ]?\d{3})|[二2]十?0?万|20万)"
_NOTES = regex(
    rf"(?i)(?:[x×*乘]\s?|每\s?|\bper\s|\bevery\s)(?P<each>{_COUNT})\s?(?:小时)?"
    r"(?:(?:work(?:ing|ed)?|man|person|employee|labou?r|exposure)[ -]?)?(?:hours|hrs|工时|工作小时|工作时数|小时)"
    rf"|[x×*]\s?(?P<times>{_COUNT})\s?\)?\s?[/÷]|[/÷][^.。;；]{{0,24}}?[x×*]\s?(?P<then>{_COUNT})(?![\d,])"
)
_AS_PRINTED = "as printed"  # the unit of a rate that reports give over whatever they like


def in_hours_of_page(facts: Iterable[Candidate], roles: MetricRoles, lines: Iterable[Line]) -> Iterator[Candidate]:
    """Facts, rates printed without a unit over the hours that the notes on their page agree on.

    Args:
        facts: the facts of a page.
        roles: which metrics are of harm at work.
        lines: the lines of the page.
    """
    unit: str | None = None
    for fact in facts:
        if fact.metric not in roles.harm_at_work or not _is_rate(fact):
            yield fact
            continue
        unit = _told(lines) if unit is None else unit
        yield replace(fact, unit=unit) if unit else fact


def _is_rate(fact: Candidate) -> bool:
    """Whether a fact is a rate printed as a bare number; one headed 率 was taken for a per cent."""
    if fact.unit in {"%", _AS_PRINTED}:
        return "%" not in fact.place.quote + fact.named
    return fact.unit.startswith("per ") and fact.unit.endswith("hours") and not fact.raw_unit.strip()


def _told(lines: Iterable[Line]) -> str:
    """The unit of rates that all notes of a page agree on; empty without one."""
    text = " ".join(fold(line.text) for line in lines)
    counts = {next(filter(None, found.groups())) for found in _NOTES.finditer(text)}
    hours = {hours_counted(count) for count in counts}
    return over_hours(hours.pop()) if len(hours) == 1 else ""
