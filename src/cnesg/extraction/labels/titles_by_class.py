"""Titles that say by what the rows below them divide a figure of staff: `Percentage of employees trained by gender`.

A row below such a title whose label says no more than whom it counts (`Male employees`) is of the title's metric,
though its words name one of their own.
"""

from cnesg.extraction.ages import age_of_cell
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex

_BY = regex(
    r"(?i)\bby (?:gender|sex|age|employ|staff|rank|region|geograph|categor|level|position|grade|function|type|job)"
)
_FOR = regex(  # Turnover rate for permanent employees and workers
    r"(?i)\b(?:for|of|among|to) (?:(?:the|our|all|its|permanent|own|male|female|and) ){0,2}"
    r"(?:employees|workers|staff|workforce)\b"
)
_WORKERS = regex(r"(?i)(?:(?:own|direct|company) )?(?:employees?|contractors?|workers|workforce)")
_NUMBERED = regex(r"(?:(?i:kpi|gri|hkex)\s?)?[AB]\d{1,2}\.\d{1,2}\b[^.]*\.?$")
_LONGEST = 160  # characters
_FEW_WORDS = 4  # Full-time male employees; a sentence names more than whom a figure is for
_OF_PERSONS = frozenset({"gender", "age", "ethnicity", "education"})  # dimensions
_ASIDE = regex(r"[(\[][^()\[\]]*[)\]]")
_FILLING = regex(  # what a title holds beside the name of its metric and says nothing with
    r"(?i)(?:\s|[:：,.–—-]|\b(?:total|number|no\.?|of|who|the|our|all|employees?|staff|work(?:-related|force)?|in|during"
    r"|year|annual|rate|persons?|people|headcount|data|(?:FY ?)?(?:20)?\d\d(?:[/–-]\d\d)?)\b|(?:19|20)\d\d\s?年?度?"
    r"|新?员工|雇员|职工|总|数量?|人数?|情况)*"
)
_COUNTS = regex(r"(?i)\b(?:number|no\.|percentage|share|proportion|total)\b|%")
_COUNTS_ZH = regex(r"人数|总数|数量|占比|比例")


def is_long_title(line: str) -> bool:
    """Whether a line between the rows of a table is the wording of an indicator, however long: `B3.1 The …`."""
    text = line.strip()
    return len(text) <= _LONGEST and (_NUMBERED.match(text) is not None or (divides_by_class(text) and text[-1] != "."))


def divides_by_class(title: str) -> bool:
    """Whether a title says by what the rows below it divide a figure."""
    return _BY.search(title) is not None


def is_of_title(know: Knowledge, title: str, of_title: Found, label: str, of_label: Found) -> bool:
    """Whether a row's label says no more than whom of the staff the title's figure is for.

    Args:
        know: vocabulary and wording.
        title: the title above the row.
        of_title: what it names.
        label: the row's label.
        of_label: what that names.
    """
    entries, roles = know.lexicon.entries, know.lexicon.roles
    own, above = ({entries[h.entry].metric for h in found.hits} for found in (of_label, of_title))
    named = max(of_title.hits, key=lambda hit: hit.weight, default=None)
    bare = names_alone(title, of_title)
    if _WORKERS.fullmatch(label) and named is not None:
        metric = entries[named.entry].metric
        if metric in roles.harm_at_work or (bare and metric in roles.people - roles.staff):
            return True  # FATALITIES | Contractors
    if not of_label.hits or not (of_label.classes or age_of_cell(label)) or _COUNTS.search(label):
        return False
    if bare and of_people(know, of_title) and says_whom(know, label, of_label):
        return True
    if not divides_by_class(title) and not _FOR.search(title):
        return False
    return own <= roles.staff and bool(above - roles.staff)


def of_people(know: Knowledge, found: Found) -> bool:
    """Whether a text names a figure of people that is not their number: hires, leavers, training, harm at work."""
    entries, roles = know.lexicon.entries, know.lexicon.roles
    return any(entries[hit.entry].metric in (roles.people | roles.harm_at_work) - roles.staff for hit in found.hits)


def is_workers(label: str) -> bool:
    """Whether a label tells but own people from others: Employees, Contractors."""
    return _WORKERS.fullmatch(label) is not None


def of_person(know: Knowledge, text: str, found: Found) -> bool:
    """Whether a text names a class of people, who are counted and meet no number of times: Men, Under 50."""
    dimensions = (know.lexicon.classes[number].dimension for *_, number in found.classes)
    return any(one in _OF_PERSONS for one in dimensions) or age_of_cell(text) is not None


def says_whom(know: Knowledge, label: str, found: Found) -> bool:
    """Whether a label says no more than whom of the staff a figure is for: Full-time male employees, 女性员工."""
    entries, roles = know.lexicon.entries, know.lexicon.roles
    if not found.hits or len(label.split()) > _FEW_WORDS or not (found.classes or age_of_cell(label)):
        return False
    if _COUNTS.search(label) or _COUNTS_ZH.search(label):
        return False
    return all(entries[hit.entry].metric in roles.staff for hit in found.hits)


def names_alone(title: str, found: Found) -> bool:
    """Whether a title is nothing but the name of a metric: New hires, Work-related fatalities (people).

    Args:
        title: the title.
        found: what the lexicon finds in it.
    """
    text = _ASIDE.sub(lambda aside: " " * len(aside[0]), title)
    hits = (hit for hit in found.hits if not hit.label_only and hit.entry not in found.never)
    return any(_FILLING.fullmatch(f"{text[: hit.start]} {text[hit.end :]}") for hit in hits)
