"""People of a second group whom the verb before the first governs: "trained 2,140 pilots and |9,800 cabin crew"."""

from dataclasses import replace

from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.extraction.prose.wordings.parts_of_counts import count_right_before
from cnesg.framework.regexes import regex

_BETWEEN = regex(rf"(?i)\s(?:[a-z-]+ ){{0,2}}[a-z-]+(?:,|,? and|,? as well as)\s{ABOUT}")  # | pilots and |
_COST = 0.8


def people_governed(_know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording of the learners before a number of people that goes on their list; None where it goes on none.

    Args:
        _know: vocabulary and wording, which this form needs none of; all forms are asked alike.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
    """
    last = count_right_before(sentence, number)
    if last is None:
        return None
    choice, classes = sentence.read[last.start]
    before = choice.hit.start < last.start and choice.fit.metric in sentence.roles.learners
    if not before or not classes or _BETWEEN.fullmatch(sentence.text, last.end, number.start) is None:
        return None
    named = any(number.end < a < number.end + 3 for a, _, _ in sentence.found.classes)
    return replace(choice, cost=_COST, role="sentence", carried=True, sure=True) if named else None
