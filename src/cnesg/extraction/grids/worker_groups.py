"""Titles among a table's rows that part own people from others at work: Employees, further down Contractors.

Employees alone is the title of all that a report tells of its staff; where contractors have one too, it names a class.
"""

from collections.abc import Sequence

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.grids.grid import GridRow
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.regexes import regex

_OWN = regex(r"(?i)(?:own |direct |regular |permanent )?(?P<who>employees|staff)(?: \([^()]*\))?")
_OTHERS = regex(
    r"(?i)(?P<who>(?:independent |external )?(?:sub-?)?contractors?(?:['’]s?)?(?: (?:employee|worker|staff)s?)?"
    r"|(?:suppliers?|partners?|vendors?)['’]?s?['’]? (?:employees?|workers|personnel|staff)|third[- ]party workers"
    r"|non-employees?(?: workers)?)(?: \([^()]*\))?"
)
_BOTH = regex(r"(?i)(?:total|all|overall|workforce|combined)?\W*(?:employees|staff) ?(?:\+|&|/|and) ?contractors\W*")


def of_worker_groups(
    told: Sequence[tuple[Candidate, str, str]], rows: Sequence[GridRow], know: Knowledge
) -> list[tuple[Candidate, str, str]]:
    """The facts of a table, those of harm at work with the people whom the title above them names.

    Args:
        told: each fact with the name of its group and its label.
        rows: the rows of the table, titles among them.
        know: tells which metrics are of safety at work.
    """
    titles = sorted((cells[0].line.number, cells[0].clean) for row in rows if len(cells := [*filter(None, row)]) == 1)
    others = any(_OTHERS.fullmatch(title) or _BOTH.fullmatch(title) for _, title in titles)
    if not others or not any(_OWN.fullmatch(title) or _OTHERS.fullmatch(title) for _, title in titles):
        return list(told)
    safety = know.lexicon.roles.safety_at_work
    return [(_with_people(one, titles) if one.metric in safety else one, group, label) for one, group, label in told]


def _with_people(fact: Candidate, titles: Sequence[tuple[int, str]]) -> Candidate:
    """A fact with the people of the nearest title above it, if that names some and its row none."""
    above = next((title for line, title in reversed(titles) if line < fact.order[1]), "")
    found = _OWN.fullmatch(above) or _OTHERS.fullmatch(above)
    if found is None or "worker" in fact.breakdown:
        return fact
    who = found["who"].lower()
    rest = {name: told for name, told in fact.breakdown.items() if told not in {who, above.lower()}}
    return fact.of_class(fact.metric, {**rest, "worker": who})
