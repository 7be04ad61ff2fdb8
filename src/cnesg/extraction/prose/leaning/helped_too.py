"""Those helped who are counted one after the other before one verb: 为12名职工和|9名退休人员发放补助."""

from dataclasses import replace

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex
from cnesg.framework.wording import PEOPLE_OR_HOUSEHOLDS

_AND = regex(r"[^,，。;；:：、\d]{1,14}?(?:以及|[、及和与])\s?(?:另外?|其他)?")  # who the first are, and the next
_WHO = regex(r"[^,，。;；:：、\d]{2,}")


def helped_too(sentence: Sentence, number: Number, options: list[Choice]) -> Choice | None:
    """The wording of those helped who are counted right before others; None where a number's own words say more.

    Args:
        sentence: the sentence of the number, with what was read of it.
        number: the number.
        options: the wordings that fit it.
    """
    before = sentence.before(number)
    read = sentence.read.get(before.start) if before is not None else None
    if before is None or read is None or read[0].fit.metric not in sentence.roles.helped:
        return None
    of_people = sentence.roles.staff | sentence.roles.helped
    if not all(option.carried or option.fit.metric in of_people for option in options):
        return None
    if not number.kinds & before.kinds & PEOPLE_OR_HOUSEHOLDS:
        return None
    if _AND.fullmatch(sentence.text, before.unit_end, number.start) is None:
        return None
    if _WHO.match(sentence.text, number.unit_end) is None:
        return None
    own = [one for one in options if not one.carried and one.fit.metric in sentence.roles.helped]
    return min(own, key=lambda one: one.cost) if own else replace(read[0], role="sentence", carried=True)
