"""Bare numbers that are parts of a count told before them: in turn, or among or of a further group of people.

"327 suppliers, of which |241, |74 and |12 were located in Asia, Europe and Africa respectively"; "one fatality among
own employees and |2 among other workers"; "the death of one employee and |three contractors". Their own words name but
a class.
"""

from dataclasses import replace

from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex
from cnesg.framework.wording import COUNTS

_COUNTED = COUNTS | {"bare"}
_OF_WHICH = regex(rf"(?i)\b(?:of|among) (?:which|whom|these|those|them),?\s{ABOUT}$")
_IN_TURN = regex(r"(?i)[^.;:\d]{3,160}?\brespectively\b")
_AND = regex(rf"(?i)(?:,|;)?\s(?:and|while)\s{ABOUT}$")
_AMONG = regex(r"(?i)\s(?:fatalit(?:y|ies)\s|deaths?\s|injur(?:y|ies)\s|accidents?\s)?among\s(?!them|these|those)[a-z]")
_AMONG_STAFF = regex(  # 84 injuries| among employees and 61 among contractors
    r"(?i)\s(?:among|to|of|for) (?:our |own |our own |company )?(?P<who>employees)\b[^.;]{0,40}?"
    r"\b(?:contractors?|subcontractors?|other workers)\b"
)
_EMPLOYEES_AND = regex(  # 18,400| employees and 41,200 contractors received safety training
    r"(?i)\s(?:own |direct |permanent )?(?P<who>employees)\b[^.;,\d]{0,60}? and \d[\d,]* (?:sub-?)?contract"
)
_WORKER = "worker"
_MORE_PEOPLE = regex(rf"(?i)\s[a-z][a-z -]{{2,32}}(?:,|,? and|,? as well as)\s{ABOUT}")
_NOUN = 32  # characters behind a number that its people stand in
_BEFORE = 40  # characters before a number
_FEWEST = 2  # numbers of a list
_COST = 0.8


def part_of_count(_know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording of the count that a bare number is a part of; None where nothing says that it is one.

    Args:
        _know: vocabulary and wording, which this form needs none of; all forms are asked alike.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
    """
    if not number.kinds & _COUNTED or not sentence.read:
        return None
    return _listed(sentence, number) or _among_others(sentence, number) or _harmed_too(sentence, number)


def employees_harmed(sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """The class of employees whose harm or training a sentence tells apart from contractors'; empty where it does not.

    Args:
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
    """
    if choice.fit.metric in sentence.roles.learners:
        taught = _EMPLOYEES_AND.match(sentence.text, number.unit_end, sentence.end)
        return {_WORKER: taught["who"].lower()} if taught is not None else {}
    if choice.fit.metric not in sentence.roles.harm_at_work:
        return {}
    behind = max(choice.hit.end, number.unit_end)
    told = _AMONG_STAFF.match(sentence.text, behind, sentence.end)
    return {_WORKER: told["who"].lower()} if told is not None else {}


def _listed(sentence: Sentence, number: Number) -> Choice | None:
    """The count before a list of its parts whose classes stand behind it, each in turn."""
    text, parts = sentence.text, sentence.chain(number)
    first = parts[0]
    if len(parts) < _FEWEST or not _OF_WHICH.search(text, max(sentence.start, first.start - _BEFORE), first.start):
        return None
    if _IN_TURN.match(text, parts[-1].unit_end, sentence.end) is None:
        return None
    whole = sum(part.value for part in parts)
    return _count(sentence, [n for n in _told(sentence, first) if n.value >= whole])


def _among_others(sentence: Sentence, number: Number) -> Choice | None:
    """What was counted just before among one group of people, for a number of another."""
    text = sentence.text
    if _AMONG.match(text, number.unit_end, sentence.end) is None:
        return None
    if _AND.search(text, max(sentence.start, number.start - _BEFORE), number.start) is None:
        return None
    last = [n for n in _told(sentence, number)[-1:] if _AMONG.search(text, n.unit_end, number.start)]
    return _count(sentence, last)


def _harmed_too(sentence: Sentence, number: Number) -> Choice | None:
    """What happened to those counted just before, for people of another class whom no verb of their own follows."""
    told = _told(sentence, number)
    if not told or not sentence.people_behind(number, number.end + _NOUN):
        return None
    last = told[-1]
    choice, classes = sentence.read[last.start]
    harmed = choice.fit.metric in sentence.roles.harm_at_work and choice.hit.end <= last.start
    if not harmed or not classes or not _MORE_PEOPLE.fullmatch(sentence.text, last.unit_end, number.start):
        return None
    return replace(choice, cost=_COST, role="sentence", carried=True, sure=True)


def count_right_before(sentence: Sentence, number: Number) -> Number | None:
    """The count right before a number of people or things that was read; None where there is none.

    Args:
        sentence: the sentence of the number, with what was read of it.
        number: the number.
    """
    last = sentence.before(number) if number.kinds & _COUNTED else None
    return last if last is not None and last.start in sentence.read and last.kinds & _COUNTED else None


def _told(sentence: Sentence, number: Number) -> list[Number]:
    """The counts before a number that were read."""
    return [n for n in sentence.read_before(number) if n.kinds & _COUNTED]


def _count(sentence: Sentence, counts: list[Number]) -> Choice | None:
    """The wording of the last of some counts."""
    if not counts:
        return None
    choice, _ = sentence.read[counts[-1].start]
    return replace(choice, cost=_COST, role="sentence", carried=True)
