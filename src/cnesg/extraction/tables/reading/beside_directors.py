"""Anti-corruption training of directors and of employees, in rows of a table beside each other.

`Employees who attended anti-corruption training` alone is how many were trained. Beside a row of the directors, or of
both, it is one of two classes.
"""

from collections.abc import Iterable
from dataclasses import replace

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.regexes import regex

_DIRECTORS = regex(r"(?i)\b(?:directors?|board)\b")
_STAFF = regex(r"(?i)\b(employees|staff)\b")


def staff_beside_directors(know: Knowledge, facts: Iterable[Candidate]) -> list[Candidate]:
    """The facts of a table, those of employees with this class where others are of the directors.

    Args:
        know: vocabulary and wording.
        facts: the facts, with the labels that name their metrics.
    """
    facts, trained = list(facts), know.lexicon.roles.integrity_training
    of_board = {one.metric for one in facts if one.metric in trained and _DIRECTORS.search(one.named)}
    return [_of_staff(one) if one.metric in of_board else one for one in facts]


def _of_staff(fact: Candidate) -> Candidate:
    """A fact as one of the employees, if its label names them and nobody else."""
    said = _STAFF.search(fact.named)
    if said is None or fact.breakdown or _DIRECTORS.search(fact.named):
        return fact
    return replace(fact, breakdown={"level": said[1].lower()})
