"""English words around a number that say it counts or measures another thing than the wording found for it."""

import re

from cnesg.extraction.numbers import Number
from cnesg.extraction.sentence import Choice, Sentence
from cnesg.framework.lexicon import Hit
from cnesg.framework.wording import COUNTS

_REFERENCE = re.compile(  # International Standard 3000, pages 14 to 15, Note 12
    r"(?:\b[Pp]ages? (?:\d+ ?(?:to|and|-|–|,) ?)*"
    r"|\b(?:Standards?|[Ee]ngagements|Regulation|Directive|Chapter|Section|Article|Appendix|Notes?|Form|Figure|Table"
    r"|Schedule|Clause|Rule|Part|Phase|Version|Goal|SDG|ISO|ISAE|ISA|IEC|IFRS|IAS|HKFRS|GRI|SASB)s?(?: No\.?)?)\s?$"
)
_LARGEST = re.compile(r"(?i)\blargest (?:customer|supplier|client|vendor)(s?)\b")
_OF_SCOPES = re.compile(r"(?i)\bscopes? (?:[123]\s?(?:,|&|\+|-|–|/|and|to)?\s?)*$")
_ITEM = re.compile(r"[.)](?=[A-Z])")
_FOR_WHAT = re.compile(r"(?i)(?:in|on|for|of|to|as)\s")
_TAKES_PART = re.compile(r"(?i)\b(?:in|to|through|over|across)\s(?:over |more than |about |some )?$")
_COURSES = re.compile(
    r"(?i)\s(?:[a-z-]+\s){0,3}(?:courses|sessions|workshops|modules|seminars|classes|events|campaigns)\b"
)
_BARE = frozenset({"bare", "items", "cases", "occasions", "persons"})


def is_of_other_english_thing(sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether English words right around a number say what it counts, and that is not what the metric counts.

    Args:
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
    """
    if is_reference(sentence, number):
        return True
    return choice.fit.metric in sentence.roles.of_top_five and _is_of_largest(sentence, number)


def is_reference(sentence: Sentence, number: Number) -> bool:
    """Whether a number is part of a name: of a standard, a page, a scope, an item of a list ("3.Working with others").

    Args:
        sentence: the sentence of the number.
        number: the number.
    """
    text, low = sentence.text, max(sentence.start, number.start - 24)
    if number.printed.is_integer() and number.printed <= 3 and _OF_SCOPES.search(text, low, number.start):
        return True
    if number.unit_end > number.end or not number.kinds & _BARE:
        return False
    if number.start == sentence.start and _ITEM.match(text, number.end):
        return True
    return _REFERENCE.search(text, low, number.start) is not None


def _is_of_largest(sentence: Sentence, number: Number) -> bool:
    """Whether of two shares in turn this one is of the largest alone: "largest and five largest: 12% and 35%"."""
    chain = sentence.chain(number)
    told = [found[1] for found in _LARGEST.finditer(sentence.text, sentence.start, chain[0].start)][-len(chain) :]
    return len(chain) > 1 and len(told) == len(chain) and not told[chain.index(number)]


def counts_courses(number: Number, sentence: Sentence) -> bool:
    """Whether a number counts the courses that people took part in: took part in| 310 safety courses."""
    if not number.kinds & (COUNTS | {"bare"}) or _COURSES.match(sentence.text, number.unit_end) is None:
        return False
    return _TAKES_PART.search(sentence.text, max(sentence.start, number.start - 24), number.start) is not None


def of_sum_before(hit: Hit, number: Number, sentence: Sentence) -> bool:
    """Whether a wording says what the sum right before it is for, and words behind a number say so of the number.

    2.3 billion |in taxes and 1.1 billion in dividends.
    """
    text = sentence.text
    if "money" not in number.kinds or _FOR_WHAT.match(text, number.unit_end + 1) is None:
        return False
    before = [n for n in sentence.numbers if "money" in n.kinds and n.unit_end <= hit.start < number.start]
    return any(_FOR_WHAT.match(text, n.unit_end + 1) and text.count(" ", n.unit_end, hit.start) <= 2 for n in before)
