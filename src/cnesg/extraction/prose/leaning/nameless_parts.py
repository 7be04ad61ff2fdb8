"""Parts of a count or an amount that no class names: 2,204 reports, of which 1,014| led to an investigation."""

from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_OF_WHICH = regex(rf"(?i)\bof (?:which|whom|these|those|them),?\s(?:only |a total of )?{ABOUT}$")
_OF_IT = regex(r"(?i)\s(?:[a-z]+ )?of (?:which|whom|these|those|them)\b")
_BEFORE = 36  # characters before a number


def repeats_its_whole(sentence: Sentence, number: Number, choice: Choice, breakdown: dict[str, str]) -> bool:
    """Whether a part would be the same fact as its whole, which was read before it in the sentence.

    Args:
        sentence: the sentence of the number, with what was read of it.
        number: the number.
        choice: the wording chosen for it.
        breakdown: its classes.
    """
    if breakdown or "percent" in number.kinds or not sentence.read:
        return False
    text = sentence.text
    part = _OF_WHICH.search(text, max(sentence.start, number.start - _BEFORE), number.start)
    if part is None and _OF_IT.match(text, number.unit_end) is None:
        return False
    return any(
        one.start in sentence.read
        and one.value > number.value
        and sentence.read[one.start][0].fit.metric == choice.fit.metric
        and not sentence.read[one.start][1]
        for one in sentence.numbers
        if one.start < number.start
    )
