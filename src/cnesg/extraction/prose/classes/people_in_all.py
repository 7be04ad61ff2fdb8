"""Of which kinds all people are made up, and who is counted in beside the staff.

A workforce of 812, comprising| 700 employees and 112 supervised workers; 4,120 employees (4,300| with agency staff).
"""

from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.prose.leaning.restatements import with_others_in
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_MADE_UP = regex(
    rf"(?i)(?: (?:people|employees|staff|persons|workers|colleagues))?,? (?:which |and )?(?:is |was )?"
    rf"(?:compris(?:ing|es|ed)|consist(?:ing|s|ed) of|made up of|composed of|divided into|of whom|of which) {ABOUT}"
)
_NEXT = regex(rf"(?i)(?:,|,? and) {ABOUT}")
_KIND = regex(r"(?i)\s?(?P<kind>(?:(?!and\b)[a-z'-]+ ){0,3}?[a-z'-]{4,})(?=,|\.|;|\)|$| and | in | at | as )")
_FEWEST = 2
_PEOPLE = frozenset({"persons", "bare"})


def people_in_all(sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """The class of people among all of them, or of all with some who are counted in; empty where nothing says so.

    Args:
        sentence: the sentence of the number, with what was read of it.
        number: the number.
        choice: the wording chosen for it.
    """
    last = sentence.before(number)
    told = sentence.read.get(last.start) if last is not None else None
    if told is None or told[0].fit.metric != choice.fit.metric or not number.kinds & _PEOPLE:
        return {}
    of_staff = choice.fit.metric in sentence.roles.staff
    if whom := with_others_in(sentence, number):
        return {"employment" if of_staff else "type": f"including {whom}"}
    return _kind_of_whole(sentence, number) if of_staff else {}


def _kind_of_whole(sentence: Sentence, number: Number) -> dict[str, str]:
    """What the noun behind a number says, where it and its neighbours add up to all people told of before."""
    text, numbers = sentence.text, sentence.numbers
    first = numbers.index(number)
    ends = [_noun_end(text, one) for one in numbers]
    while first > 1 and _NEXT.fullmatch(text, ends[first - 1], numbers[first].start):
        first -= 1
    whole, parts = numbers[first - 1], numbers[first:]
    if not first or _MADE_UP.fullmatch(text, whole.end, parts[0].start) is None:
        return {}
    for at in range(_FEWEST, len(parts) + 1):
        linked = _NEXT.fullmatch(text, ends[first + at - 2], parts[at - 1].start)
        if linked is None:
            return {}
        if sum(one.value for one in parts[:at]) == whole.value and number in parts[:at]:
            kind = _KIND.match(text, number.end)
            return {"worker": kind["kind"].strip().lower()} if kind else {}
    return {}


def _noun_end(text: str, number: Number) -> int:
    """Where the noun behind a number ends."""
    kind = _KIND.match(text, number.end)
    return kind.end() if kind else number.unit_end
