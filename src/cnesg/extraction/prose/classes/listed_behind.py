"""Parts of an amount in a list that names each behind its figure: comprising $24m of income tax and $9m of VAT.

What stands behind the other figures of the list says nothing of this one.
"""

import re

from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_AMOUNTS = frozenset({"money", "mass", "co2", "energy", "volume"})
_BEGINS = regex(
    r"(?i)(?:\b(?:comprising|comprised|including|consisting of|made up of|composed of|of which|namely|divided into"
    rf"|broken down into|split into)[,:]?|:)\s?(?:[a-z]+ )?{ABOUT}$"
)
_NOUN = r"(?!(?:which|whom|this|these|those|it|our|the|20\d\d)\b)[A-Za-z][^\d,.;:()]{2,40}?"
_NAMED = regex(
    rf"(?i)\s(?:(?:was|were|came|went|is|are)\s)?(?:of|for|from|in|to|on|towards|by|through)\s"
    rf"(?:our |the )?(?P<noun>{_NOUN})"
    r"(?=[,.;)]|\s(?:and|as well as|while)\b|\s?$)"
)
_NEXT = regex(rf"(?i)(?:,|;|,? and|,? as well as)\s(?:a further |another )?{ABOUT}")
_WINDOW, _BEFORE = 60, 48  # characters behind and before a figure


def listed_behind(sentence: Sentence, number: Number, choice: Choice, classes: dict[str, str]) -> dict[str, str]:
    """The classes of a part in such a list: what is named behind it, and what stands before the list; else as they are.

    Args:
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
        classes: its classes so far.
    """
    if number.kinds.isdisjoint(_AMOUNTS) or choice.hit.start >= number.start:
        return classes
    own = _named(sentence, number)
    begin = _begin(sentence, number) if own is not None else None
    if own is None or begin is None:
        return classes
    noun = own["noun"].strip()
    before = sentence.text[sentence.start : begin].lower()
    told = {name: value for name, value in classes.items() if value.lower() in noun.lower()}
    whole = {name: value for name, value in classes.items() if value.lower() in before}
    return whole | (told or {"purpose" if choice.fit.metric in sentence.roles.donations else "type": noun.lower()})


def _named(sentence: Sentence, number: Number) -> re.Match[str] | None:
    return _NAMED.match(sentence.text, number.unit_end, min(sentence.end, number.unit_end + _WINDOW))


def _begin(sentence: Sentence, number: Number) -> int | None:
    """Where the list of two or more begins that a figure stands in; None where it stands in none."""
    alike = [n for n in sentence.numbers if n.kinds & number.kinds]
    at = alike.index(number)
    first = at
    while first and _goes_on(sentence, alike[first - 1], alike[first]):
        first -= 1
    if first == at and (at + 1 == len(alike) or not _goes_on(sentence, number, alike[at + 1])):
        return None
    start = alike[first].start
    said = _BEGINS.search(sentence.text, max(sentence.start, start - _BEFORE), start)
    return said.start() if said is not None else None


def _goes_on(sentence: Sentence, one: Number, other: Number) -> bool:
    named = _named(sentence, one)
    return named is not None and _NEXT.fullmatch(sentence.text, named.end(), other.start) is not None
