"""People of a second group whom the verb before the first governs: "trained 2,140 pilots and |9,800 cabin crew"."""

import re
from dataclasses import replace

from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.wording import COUNTS

_COUNTED = COUNTS | {"bare"}
_BETWEEN = re.compile(rf"(?i)\s(?:[a-z-]+ ){{0,2}}[a-z-]+(?:,|,? and|,? as well as)\s{ABOUT}")  # | pilots and |
_COST = 0.8


def people_governed(_know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording of the learners before a number of people that goes on their list; None where it goes on none.

    Args:
        _know: vocabulary and wording, which this form needs none of; all forms are asked alike.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
    """
    last = sentence.before(number) if number.kinds & _COUNTED else None
    told = sentence.read.get(last.start) if last is not None else None
    if last is None or told is None or not last.kinds & _COUNTED:
        return None
    choice, classes = told
    before = choice.hit.start < last.start and choice.fit.metric in sentence.roles.learners
    if not before or not classes or _BETWEEN.fullmatch(sentence.text, last.end, number.start) is None:
        return None
    named = any(number.end < a < number.end + 3 for a, _, _ in sentence.found.classes)
    return replace(choice, cost=_COST, role="sentence", carried=True, sure=True) if named else None
