"""Words that say of whom a figure is: "Of these, |11,204 were women", "with 61% |of our people based in Asia"."""

from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.framework.regexes import regex

_OF_THESE = regex(rf"(?i)\s*(?:of|among) (?:these|them|those),\s(?:a total of )?{ABOUT}")
_OPENS = regex(r"(?i)\s*(?:of|among) (?:these|them|those),\s")
_NEXT = regex(rf"(?i)(?:,? and|,? while|,|;)\s{ABOUT}$")  # Of these, 61% are women, and| 22,840 work in India
_WHOM = regex(rf"(?i)\b(?:of|among) (?:whom|which),?\s{ABOUT}$")
_DO = regex(r"(?i)\s(?:are|were|is|was|works?|worked|lives?|lived|hold|held|have|had|came|come|joined|belong)\b")
_WITH = "with"
_WHERE = regex(r"(?i)\s?of (?:[a-z-]+ ){1,4}(?:based|located|working|employed|being|holding|aged|living)\b")


def begins_with_these(sentence: Sentence, number: Number) -> bool:
    """Whether a sentence begins with a number of those counted last, all of whom the sentence before counts.

    Args:
        sentence: the sentence of the number.
        number: the number.
    """
    if _OF_THESE.fullmatch(sentence.text, sentence.start, number.start) is None:
        if not goes_on_with_these(sentence, number):
            return False
        if _OPENS.match(sentence.text, sentence.start) is None:
            return True  # their whole stands in the sentence itself
    before = sentence.previous
    if before is None or not before.read:
        return False
    _, classes = before.read[max(before.read)]
    return not classes or len(before.read) == 1


def goes_on_with_these(sentence: Sentence, number: Number) -> bool:
    """Whether a number is a later one of those told of so: "Of these, 61% are women and |22,840 work in India".

    So is one behind "of whom": of whom 44% were women and |410 were graduates.

    Args:
        sentence: the sentence of the number.
        number: the number.
    """
    if _DO.match(sentence.text, number.unit_end) is None:
        return False
    these = _OPENS.match(sentence.text, sentence.start, number.start) is not None
    one, last = number, sentence.before(number)
    while last is not None and _NEXT.search(sentence.text, last.unit_end, one.start) is not None:
        if these or _WHOM.search(sentence.text, sentence.start, last.start) is not None:
            return True
        one, last = last, sentence.before(last)
    return False


def says_who_they_are(sentence: Sentence, number: Number, covers: str) -> bool:
    """Whether a share behind "with" is not of those whom something reached: it goes on with what they are.

    Args:
        sentence: the sentence of the number.
        number: the number.
        covers: the words before it that may say that they were reached.
    """
    return covers.lower().startswith(_WITH) and _WHERE.match(sentence.text, number.unit_end) is not None
