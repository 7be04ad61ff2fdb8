"""Casualties that are counted: where there were none, nobody was killed and nobody was hurt."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.regexes import regex

_CASUALTIES = regex(r"伤亡|傷亡|死伤|(?i:\bcasualties\b)")
_RATE = regex(r"率|损失|赔|(?i:\brates?\b)")


def with_both_harms(know: Knowledge, told: Iterable[Candidate]) -> Iterator[Candidate]:
    """Candidates in which a count of casualties that is zero is a zero of deaths and of injuries: 因工伤亡人数 | 0.

    Negations tell both by their wording; a figure other than zero stays what its label was read as.

    Args:
        know: which metrics count deaths and injuries.
        told: the candidates of a document.
    """
    both = know.lexicon.roles.hurt_besides
    for one in told:
        yield one
        if one.value or one.metric not in both or one.role == "zero":
            continue
        if _CASUALTIES.search(one.named) and not _RATE.search(one.named):
            metric = both[one.metric]
            yield replace(one, metric=metric, unit=know.unit_of(metric))
