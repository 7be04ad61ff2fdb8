"""Densities told in turn of the amounts before them: 有害废弃物12吨及无害废弃物36吨,密度分别为每名雇员0.1吨及|0.3吨."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_DENSITIES = regex(r"(?:密度|强度|密集度)(?:分别|各)?[^,，。;；\d]{0,20}$")
_IN_TURN = regex(r"分别|各为|各约")
_LINK = regex(r"(?:、|[,，]?(?:以及|及|和|与))约?")
_FEWEST = 2
_COST = 2.0


def density_in_turn(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording of the amount that a density of a list is of; None for other numbers.

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
    """
    if "intensity" not in number.kinds or _IN_TURN.search(sentence.text, sentence.start, number.start) is None:
        return None
    listed = _listed(sentence, number)
    label = sentence.own_label(listed[0])
    if len(listed) < _FEWEST or not (_DENSITIES.search(label) and _IN_TURN.search(label)):
        return None
    amounts = [n for n in sentence.numbers if n.start < listed[0].start and n.start in sentence.read][-len(listed) :]
    if len(amounts) < len(listed):
        return None
    told = sentence.read[amounts[listed.index(number)].start][0]
    how = fit(know, told.hit.entry, number.kinds, number.unit, number.family)
    return Choice(_COST, told.hit, how, "clause", sure=True) if how is not None else None


def _listed(sentence: Sentence, number: Number) -> list[Number]:
    """The numbers of one unit that stand in a list with this one, whatever each was read as so far."""
    numbers, text = sentence.numbers, sentence.text
    first = last = numbers.index(number)

    def linked(one: Number, other: Number) -> bool:
        return one.raw_unit == other.raw_unit and _LINK.fullmatch(text, one.unit_end, other.start) is not None

    while first and linked(numbers[first - 1], numbers[first]):
        first -= 1
    while last + 1 < len(numbers) and linked(numbers[last], numbers[last + 1]):
        last += 1
    return numbers[first : last + 1]
