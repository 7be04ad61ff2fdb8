"""Shares whose whole was said with the share before: 71% of hires were under 30 and |43% women."""

from dataclasses import replace

from cnesg.extraction.breakdowns import class_words
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_SAID_AND = regex(r"(?i)\s[^.;\d]{3,60}?\b(?:were|are) [a-z][^.;%]{1,30}(?:,? and|,|,? while)\s")
_OF_ANOTHER = regex(r"(?i)\s?of (?!(?:them|these|those|whom)\b)")
_COST = 1.0


def of_same_whole(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """What a share is one in whose whole was said with the share before: 71% of hires were under 30 and |43% women.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
    """
    last = sentence.before(number) if "percent" in number.kinds else None
    read = sentence.read.get(last.start) if last is not None else None
    if last is None or read is None or read[0].fit.metric != sentence.roles.hired_share:
        return None
    if _SAID_AND.fullmatch(sentence.text, last.unit_end, number.start) is None:
        return None
    if _OF_ANOTHER.match(sentence.text, number.unit_end) is not None:
        return None
    end = sentence.clauses.span(number.unit_end)[1]
    named = class_words(know, sentence.found, sentence.text, number.unit_end, end, read[0].fit.metric)
    return replace(read[0], cost=_COST, role="sentence", carried=True) if named else None
