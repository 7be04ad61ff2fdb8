"""Words that say of whom a figure is: "Of these, |11,204 were women", "with 61% |of our people based in Asia"."""

import re

from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.prose.sentences.sentence import Sentence

_OF_THESE = re.compile(rf"(?i)\s*(?:of|among) (?:these|them|those),\s(?:a total of )?{ABOUT}")
_WITH = "with"
_WHERE = re.compile(r"(?i)\s?of (?:[a-z-]+ ){1,4}(?:based|located|working|employed|being|holding|aged|living)\b")


def begins_with_these(sentence: Sentence, number: Number) -> bool:
    """Whether a sentence begins with a number of those counted last, all of whom the sentence before counts.

    Args:
        sentence: the sentence of the number.
        number: the number.
    """
    if _OF_THESE.fullmatch(sentence.text, sentence.start, number.start) is None:
        return False
    before = sentence.previous
    if before is None or not before.read:
        return False
    _, classes = before.read[max(before.read)]
    return not classes or len(before.read) == 1


def says_who_they_are(sentence: Sentence, number: Number, covers: str) -> bool:
    """Whether a share behind "with" is not of those whom something reached: it goes on with what they are.

    Args:
        sentence: the sentence of the number.
        number: the number.
        covers: the words before it that may say that they were reached.
    """
    return covers.lower().startswith(_WITH) and _WHERE.match(sentence.text, number.unit_end) is not None
