"""Classes of a group of the staff that was told before: 研发人员320人,占员工总数的21%。其中,博士|12人."""

from dataclasses import replace

from cnesg.extraction.breakdowns import class_words, residual
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import Fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence

_PARTS = ("其中", "当中")
_WHO_THEY_ARE = frozenset({"education", "title", "gender", "age"})  # dimensions that part any group
_LONGEST = 12  # characters of a class's name in a list
_LARGEST = 0.02  # of a count: how far rounding may let a part exceed it


def of_group(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> Choice:
    """A choice of a class of the staff with the metric of the group that 其中 says it is a part of.

    Args:
        know: the families, which say what the share of a group is.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
        choice: the wording chosen for it.
    """
    staff = know.lexicon.roles.staff
    if choice.fit.metric != know.lexicon.roles.staff_of_class or "persons" not in number.kinds:
        return choice
    at = max(sentence.text.rfind(word, sentence.start, number.start) for word in _PARTS)
    if at < sentence.start:
        group = _listed_before(know, sentence, number)
        return replace(choice, fit=Fit(group, know.unit_of(group))) if group else choice
    told = sentence if any(n.start in sentence.read and n.start < at for n in sentence.numbers) else sentence.previous
    if told is None or not told.read:
        return choice
    whole = told.read[max(start for start in told.read if start < at)]
    group = _group_of(know, whole[0].fit.metric)
    if group is None or group in staff or "entity" in whole[1]:
        return choice
    counts = [n.value for n in told.numbers if n.start < at and _counts(told, n, group)]
    if counts and number.value > counts[-1] * (1 + _LARGEST):
        return choice
    return replace(choice, fit=Fit(group, know.unit_of(group)))


def _listed_before(know: Knowledge, sentence: Sentence, number: Number) -> str | None:
    """The group whose classes a list names, where the number goes on with it: 研发团队中博士12人、硕士|85人."""
    last = sentence.before(number)
    if last is None or last.start not in sentence.read or last.raw_unit != number.raw_unit:
        return None
    choice, classes = sentence.read[last.start]
    if choice.fit.metric not in know.lexicon.roles.staff_of_function or _WHO_THEY_ARE.isdisjoint(classes):
        return None
    metric = know.lexicon.roles.staff_of_class
    own = class_words(know, sentence.found, sentence.text, last.unit_end, number.start, metric)
    alone = len(residual(know, sentence.text[last.unit_end : number.start])) <= _LONGEST
    return choice.fit.metric if own and set(own) <= _WHO_THEY_ARE and alone else None


def _group_of(know: Knowledge, metric: str) -> str | None:
    """The metric that counts a group of people, of it or of the share that it has in all; None of anything else."""
    if metric in know.lexicon.roles.staff_of_function and know.unit_of(metric) == "persons":
        return metric
    shared = (name for name, one in know.lexicon.families.items() if one.share == metric)
    return next((name for name in shared if name in know.lexicon.roles.staff_of_function), None)


def _counts(told: Sentence, number: Number, metric: str) -> bool:
    return number.start in told.read and told.read[number.start][0].fit.metric == metric
